import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@peerscape/sandbox';
import { type ApplyDocument, isInProgress, type PlanDocument } from '@peerscape/shared/api';
import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { Intent } from '@peerscape/shared/plan';
import { buildTopology, type Topology } from '@peerscape/shared/topology';
import { loadWorld, readWorld } from '@peerscape/shared/world';
import { openAzure } from '../src/azure/index.ts';
import { type Clock, systemClock } from '../src/clock.ts';
import { CLOUDS } from '../src/clouds.ts';
import { type ChangeRuntime, openChanges } from '../src/open-changes.ts';
import { openStore, type Store } from '../src/store/index.ts';
import { ESTATE } from '../src/store/testing/samples.ts';
import type { ChangeService, FailpointHook, Timing } from '../src/work/change/index.ts';
import type { HalfPort } from '../src/work/ports.ts';
import { createAzureReader } from '../src/work/read-azure.ts';
import { createSnapshotService, type SnapshotService } from '../src/work/snapshot-service.ts';
import { FAST_TIMINGS } from './fast-timings.ts';
import { type History, readSandbox } from './history.ts';
import { createInlineAnalysis } from './inline-analysis.ts';

/** The change engine in this process, with a sandbox over real HTTPS and a real store. */
export interface ChangeHarness {
  readonly sandbox: Sandbox;
  readonly store: Store;
  readonly changes: ChangeService;
  readonly snapshotService: SnapshotService;
  /** Lists the writes of halves that the sandbox received, with their status, for example `PUT hub/hub-spoke 201`. */
  writes(): readonly string[];
  /** Counts all requests since the harness was created. */
  requests(): number;
  key(name: string): ResourceKey;
  topology(): Topology;
  setChangesAllowed(changes: boolean): void;
  /** Plans and applies intents; resolves when the apply has ended. */
  change(...intents: Intent[]): Promise<ApplyDocument>;
  begin(plan: PlanDocument): Promise<ApplyDocument>;
  waitForEnd(id: string): Promise<ApplyDocument>;
  /** Collects the history of applies that have ended. */
  history(...applyIds: string[]): Promise<History>;
  /** Resolves when the snapshot contains all reads of halves so far, which are published together. Needs a half in the snapshot. */
  publishHalfReads(): Promise<void>;
  /** Refreshes the snapshot of the estate. */
  refresh(): Promise<void>;
  /** Stops the engine and starts another one on the same store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

interface HarnessOptions {
  readonly timing?: Partial<Timing>;
  readonly at?: FailpointHook;
  /** Wraps the port between the engine and Azure. */
  readonly wrap?: (halves: HalfPort) => HalfPort;
  /** Opens the store; the default is a file in a temporary folder. */
  readonly open?: () => Promise<Store>;
  /** Called before the first read. */
  readonly beforeRead?: (sandbox: Sandbox) => void;
  readonly clock?: Clock;
  /** Accepts errors that the engine may report; any other error fails the test on close. */
  readonly mayReport?: (error: unknown) => boolean;
}

/** Creates the harness for a fixture, given as text or by name. */
export async function createChangeHarness(
  fixture: string,
  {
    timing,
    at,
    wrap = (halves) => halves,
    open,
    clock = systemClock,
    mayReport = () => false,
    beforeRead = () => undefined,
  }: HarnessOptions = {},
): Promise<ChangeHarness> {
  const folder = mkdtempSync(join(tmpdir(), 'change-harness-'));
  const world = fixture.includes('vnet ') ? readWorld(fixture) : loadWorld(fixture);
  if (!world.ok) throw new Error(world.problem);
  const sandbox = await startSandbox({ world: world.value, dataDir: folder });
  const store = await (open ?? (() => openStore({ file: join(folder, 'store.db') }, ESTATE)))();
  let allowed = true;
  const { endpoint, caPem: ca, token } = sandbox;
  const { scope, authority } = CLOUDS.public;
  const azureOptions = { endpoint, ca, token, scope, authority, clock, random: () => 0, mayWrite: () => allowed };
  const { readPort, halves } = await openAzure(azureOptions);
  const source = { kind: 'sandbox', name: 'test' } as const;
  const unexpectedErrors: unknown[] = [];
  const onError = (error: unknown) => void (mayReport(error) || unexpectedErrors.push(error));
  const analysis = createInlineAnalysis();
  const snapshotOptions = {
    analysis,
    reader: createAzureReader(readPort, clock),
    source,
    clock,
    pauseMs: 3_600_000,
    deadlineMs: 60_000,
    onError,
  };
  const snapshotService = createSnapshotService(snapshotOptions);
  beforeRead(sandbox);
  await snapshotService.start();
  const mode = {
    now: () => (allowed ? ('allowed' as const) : ('read-only' as const)),
    mustConfirm: false,
    set: (next: 'allowed' | 'read-only') => {
      allowed = next === 'allowed';
    },
  };
  const start = async (): Promise<ChangeRuntime> => {
    const running = openChanges({
      store,
      analysis,
      source,
      estate: ESTATE.key,
      tenantName: 'tenant',
      halves: wrap(halves),
      readVNet: readPort.readVNet,
      snapshotService,
      mode,
      clock,
      onError,
      failpoint: at,
      timing: { ...FAST_TIMINGS, ...timing },
    });
    await running.start();
    return running;
  };
  let running = await start();
  const initialRequests = sandbox.context.transcript.lines.length;
  const harness: ChangeHarness = {
    sandbox,
    store,
    snapshotService,
    get changes() {
      return changesOf(running);
    },
    writes: () =>
      sandbox.context.transcript.lines
        .filter(({ method }) => method === 'PUT' || method === 'DELETE')
        .map(({ method, url, status }) => `${method} ${shortenHalfUrl(url)} ${status}`),
    requests: () => sandbox.context.transcript.lines.length - initialRequests,
    key: (name) =>
      [...harness.topology().vnets.values(), ...harness.topology().ghosts.values()].find((node) => node.name === name)?.key ??
      resourceKey(name),
    topology: () => buildTopology(snapshotService.current().snapshot?.rows ?? fail('There is no snapshot yet')),
    setChangesAllowed: (changes) => mode.set(changes ? 'allowed' : 'read-only'),
    change: async (...intents) => harness.waitForEnd((await harness.begin(await harness.changes.createPlan(intents))).id),
    begin: ({ id, hash }) => harness.changes.startApply({ plan: id, hash, key: `key of ${id}` }),
    waitForEnd: async (id) => {
      for (;;) {
        const apply = await harness.changes.getApply(id);
        if (!isInProgress(apply.state)) return apply;
        await systemClock.sleep(5);
      }
    },
    history: async (...ids) => {
      const { entries, isWhole } = await harness.changes.getAudit(0, undefined);
      const applies = await Promise.all(ids.map(harness.changes.getApply));
      return { ...readSandbox(sandbox), audit: entries, isAuditIntact: isWhole, applies, acknowledged: ids };
    },
    publishHalfReads: async () => {
      const rows = () => snapshotService.current().snapshot?.rows.halves ?? [];
      const [half = fail('There is no half in the snapshot')] = rows();
      const marker = systemClock.ticks();
      snapshotService.recordHalf(half.id, { ...half, other: { marker } });
      while (!rows().some(({ other }) => other?.marker === marker)) await systemClock.sleep(5);
    },
    refresh: async () => {
      snapshotService.refresh();
      while (snapshotService.current().reading) await systemClock.sleep(5);
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

const changesOf = ({ changeService }: ChangeRuntime): ChangeService => changeService ?? fail('There is no change service without Azure');

const fail = (message: string): never => {
  throw new Error(message);
};

/** Shortens the URL of a half, for example to `hub/hub-spoke`. */
const shortenHalfUrl = (url: string): string =>
  /virtualNetworks\/([^/]+)\/virtualNetworkPeerings\/([^/?]+)/i.exec(url)?.slice(1).join('/') ?? url;
