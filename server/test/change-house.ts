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

/** The change engine on a sandbox, over real HTTPS and a real store, in this process. */
export interface ChangeHouse {
  readonly sandbox: Sandbox;
  readonly store: Store;
  readonly desk: ChangeDesk;
  readonly keeper: SnapshotKeeper;
  /** What the sandbox was asked and answered, writes of halves only: `PUT hub/hub-spoke 201`. */
  writes(): readonly string[];
  /** Requests of any kind since the house was built. */
  requests(): number;
  key(name: string): ResourceKey;
  topology(): Topology;
  allow(changes: boolean): void;
  /** Plans and applies at once; resolves when the apply has come to rest. */
  change(...intents: Intent[]): Promise<ApplyDocument>;
  begin(plan: PlanDocument): Promise<ApplyDocument>;
  ended(id: string): Promise<ApplyDocument>;
  /** Reads the whole estate again. */
  readAgain(): Promise<void>;
  /** Ends the engine as a stop does and starts another on the same store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

interface HouseOptions {
  readonly timing?: Partial<Timing>;
  readonly at?: AtPoint;
  /** Stands between the engine and Azure. */
  readonly wrap?: (halves: HalfPort) => HalfPort;
  /** A store of another kind; a file in a passing folder unless said. */
  readonly open?: () => Promise<Store>;
  /** Errors that the engine may report; any other fails the test in the end. */
  readonly mayReport?: (error: unknown) => boolean;
}

export async function changeHouse(
  worldText: string,
  { timing, at, wrap = (halves) => halves, open, mayReport = () => false }: HouseOptions = {},
): Promise<ChangeHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'change-house-'));
  const world = worldText.includes('vnet ') ? readWorld(worldText) : worldNamed(worldText);
  if (!world.ok) throw new Error(world.problem);
  const sandbox = await startSandbox({ world: world.value, dataDir: folder });
  const store = await (open ?? (() => openStore({ file: join(folder, 'store.db') }, ESTATE)))();
  let allowed = true;
  const { endpoint, caPem: ca, token } = sandbox;
  const { scope, authority } = CLOUDS.public;
  const parts = { endpoint, ca, token, scope, authority, clock: systemClock, random: () => 0, mayWrite: () => allowed };
  const { reading, halves } = await openAzure(parts);
  const source = { kind: 'sandbox', name: 'test' } as const;
  const complaints: unknown[] = [];
  const onError = (error: unknown) => void (mayReport(error) || complaints.push(error));
  const keeperParts = {
    reader: createAzureReader(reading, systemClock),
    source,
    clock: systemClock,
    pauseMs: 3_600_000,
    deadlineMs: 60_000,
    onError,
  };
  const keeper = createSnapshotKeeper(keeperParts);
  await keeper.start();
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
      keeper,
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
  const asked = sandbox.parts.transcript.lines.length;
  const house: ChangeHouse = {
    sandbox,
    store,
    keeper,
    get desk() {
      return deskOf(running);
    },
    writes: () =>
      sandbox.parts.transcript.lines
        .filter(({ method }) => method === 'PUT' || method === 'DELETE')
        .map(({ method, url, status }) => `${method} ${halfIn(url)} ${status}`),
    requests: () => sandbox.parts.transcript.lines.length - asked,
    key: (name) =>
      [...house.topology().vnets.values(), ...house.topology().ghosts.values()].find((node) => node.name === name)?.key ??
      resourceKey(name),
    topology: () => buildTopology(keeper.kept().snapshot?.rows ?? never('Nothing has been read')),
    allow: (changes) => mode.set(changes ? 'allowed' : 'read-only'),
    change: async (...intents) => house.ended((await house.begin(await house.desk.makePlan(intents))).id),
    begin: ({ id, hash }) => house.desk.begin({ plan: id, hash, key: `key of ${id}` }),
    ended: async (id) => {
      for (;;) {
        const apply = await house.desk.apply(id);
        if (!isUnderWay(apply.state)) return apply;
        await systemClock.sleep(5);
      }
    },
    readAgain: async () => {
      keeper.refresh();
      while (keeper.kept().reading) await systemClock.sleep(5);
    },
    restart: async () => {
      await running.stop();
      running = await start();
    },
    close: async () => {
      await running.stop();
      await keeper.stop();
      await store.close();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
      if (complaints.length > 0) throw complaints[0];
    },
  };
  return house;
}

const deskOf = ({ desk }: Running): ChangeDesk => desk ?? never('There is no desk without an Azure');

const never = (text: string): never => {
  throw new Error(text);
};

/** `hub/hub-spoke` of the URL of that half. */
const halfIn = (url: string): string => /virtualNetworks\/([^/]+)\/virtualNetworkPeerings\/([^/?]+)/i.exec(url)?.slice(1).join('/') ?? url;
