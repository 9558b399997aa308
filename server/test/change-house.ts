import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@peerscape/sandbox';
import { type ApplyDocument, isUnderWay, type PlanDocument } from '@peerscape/shared/api';
import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { Intent } from '@peerscape/shared/plan';
import { buildTopology, type Topology } from '@peerscape/shared/topology';
import { readWorld, worldNamed } from '@peerscape/shared/world';
import { openAzure } from '../src/azure/index.ts';
import { systemClock } from '../src/clock.ts';
import { CLOUDS } from '../src/clouds.ts';
import { openChanges, type Running } from '../src/open-changes.ts';
import { openStore, type Store } from '../src/store/index.ts';
import { ESTATE } from '../src/store/testing/samples.ts';
import type { AtPoint, ChangeDesk, Timing } from '../src/work/change/index.ts';
import type { HalfPort } from '../src/work/ports.ts';
import { createAzureReader } from '../src/work/read-azure.ts';
import { createSnapshotKeeper, type SnapshotKeeper } from '../src/work/snapshot-keeper.ts';
import { HASTY } from './hasty.ts';

/** The change engine in this process, with a sandbox over real HTTPS and a real store. */
export interface ChangeHouse {
  readonly sandbox: Sandbox;
  readonly store: Store;
  readonly desk: ChangeDesk;
  readonly keeper: SnapshotKeeper;
  /** Lists the writes of halves that the sandbox received, with their status, for example `PUT hub/hub-spoke 201`. */
  writes(): readonly string[];
  /** Counts all requests since the harness was created. */
  requests(): number;
  key(name: string): ResourceKey;
  topology(): Topology;
  allow(changes: boolean): void;
  /** Plans and applies intents; resolves when the apply has ended. */
  change(...intents: Intent[]): Promise<ApplyDocument>;
  begin(plan: PlanDocument): Promise<ApplyDocument>;
  ended(id: string): Promise<ApplyDocument>;
  /** Refreshes the snapshot of the estate. */
  readAgain(): Promise<void>;
  /** Stops the engine and starts another one on the same store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

interface HarnessOptions {
  readonly timing?: Partial<Timing>;
  readonly at?: AtPoint;
  /** Wraps the port between the engine and Azure. */
  readonly wrap?: (halves: HalfPort) => HalfPort;
  /** Opens the store; the default is a file in a temporary folder. */
  readonly open?: () => Promise<Store>;
  /** Accepts errors that the engine may report; any other error fails the test on close. */
  readonly mayReport?: (error: unknown) => boolean;
}

/** Creates the harness for a fixture, given as text or by name. */
export async function changeHouse(
  fixture: string,
  { timing, at, wrap = (halves) => halves, open, mayReport = () => false }: HarnessOptions = {},
): Promise<ChangeHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'change-harness-'));
  const world = fixture.includes('vnet ') ? readWorld(fixture) : worldNamed(fixture);
  if (!world.ok) throw new Error(world.problem);
  const sandbox = await startSandbox({ world: world.value, dataDir: folder });
  const store = await (open ?? (() => openStore({ file: join(folder, 'store.db') }, ESTATE)))();
  let allowed = true;
  const { endpoint, caPem: ca, token } = sandbox;
  const { scope, authority } = CLOUDS.public;
  const azureOptions = { endpoint, ca, token, scope, authority, clock: systemClock, random: () => 0, mayWrite: () => allowed };
  const { reading, halves } = await openAzure(azureOptions);
  const source = { kind: 'sandbox', name: 'test' } as const;
  const unexpectedErrors: unknown[] = [];
  const onError = (error: unknown) => void (mayReport(error) || unexpectedErrors.push(error));
  const snapshotOptions = {
    reader: createAzureReader(reading, systemClock),
    source,
    clock: systemClock,
    pauseMs: 3_600_000,
    deadlineMs: 60_000,
    onError,
  };
  const snapshotService = createSnapshotKeeper(snapshotOptions);
  await snapshotService.start();
  const mode = {
    now: () => (allowed ? ('allowed' as const) : ('read-only' as const)),
    mustConfirm: false,
    set: (next: 'allowed' | 'read-only') => {
      allowed = next === 'allowed';
    },
  };
  const start = async (): Promise<Running> => {
    const running = openChanges({
      store,
      source,
      estate: ESTATE.key,
      tenantName: 'tenant',
      halves: wrap(halves),
      readVNet: reading.readVNet,
      keeper: snapshotService,
      mode,
      clock: systemClock,
      onError,
      at,
      timing: { ...HASTY, ...timing },
    });
    await running.start();
    return running;
  };
  let running = await start();
  const initialRequests = sandbox.parts.transcript.lines.length;
  const harness: ChangeHouse = {
    sandbox,
    store,
    keeper: snapshotService,
    get desk() {
      return changesOf(running);
    },
    writes: () =>
      sandbox.parts.transcript.lines
        .filter(({ method }) => method === 'PUT' || method === 'DELETE')
        .map(({ method, url, status }) => `${method} ${shortenHalfUrl(url)} ${status}`),
    requests: () => sandbox.parts.transcript.lines.length - initialRequests,
    key: (name) =>
      [...harness.topology().vnets.values(), ...harness.topology().ghosts.values()].find((node) => node.name === name)?.key ??
      resourceKey(name),
    topology: () => buildTopology(snapshotService.kept().snapshot?.rows ?? fail('There is no snapshot yet')),
    allow: (changes) => mode.set(changes ? 'allowed' : 'read-only'),
    change: async (...intents) => harness.ended((await harness.begin(await harness.desk.makePlan(intents))).id),
    begin: ({ id, hash }) => harness.desk.begin({ plan: id, hash, key: `key of ${id}` }),
    ended: async (id) => {
      for (;;) {
        const apply = await harness.desk.apply(id);
        if (!isUnderWay(apply.state)) return apply;
        await systemClock.sleep(5);
      }
    },
    readAgain: async () => {
      snapshotService.refresh();
      while (snapshotService.kept().reading) await systemClock.sleep(5);
    },
    restart: async () => {
      await running.stop();
      running = await start();
    },
    close: async () => {
      await running.stop();
      await snapshotService.stop();
      await store.close();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
      if (unexpectedErrors.length > 0) throw unexpectedErrors[0];
    },
  };
  return harness;
}

const changesOf = ({ desk }: Running): ChangeDesk => desk ?? fail('There is no change service without Azure');

const fail = (message: string): never => {
  throw new Error(message);
};

/** Shortens the URL of a half, for example to `hub/hub-spoke`. */
const shortenHalfUrl = (url: string): string =>
  /virtualNetworks\/([^/]+)\/virtualNetworkPeerings\/([^/?]+)/i.exec(url)?.slice(1).join('/') ?? url;
