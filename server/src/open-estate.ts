import { createHash } from 'node:crypto';
import path from 'node:path';
import { PROBLEM_TYPES, type Problem } from '@peerscape/shared/api';
import { parseResourceId } from '@peerscape/shared/arm';
import type { Snapshot } from '@peerscape/shared/topology';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { Failure, StartFailure, toProblem } from './failure.ts';
import { type ChangeDependencies, type ChangeRuntime, openChanges } from './open-changes.ts';
import type { OpenedSource } from './open-source.ts';
import { openStore, type Store, StoreFailure } from './store/index.ts';
import { createHousekeeping, type Housekeeping } from './work/housekeeping.ts';
import type { EstateServices } from './work/services.ts';
import type { SnapshotService } from './work/snapshot-service.ts';

export interface EstateDependencies extends Omit<ChangeDependencies, 'store' | 'estate' | 'tenantName' | 'halves' | 'readVNet'> {
  readonly config: Config;
  readonly opened: Pick<OpenedSource, 'halves' | 'readVNet' | 'tenant' | 'account'>;
  readonly snapshotService: SnapshotService;
  readonly clock: Clock;
  /** Called when an outage of the store begins, with the reason, and when it ends. */
  readonly onOutageChange: (problem: Problem | undefined) => void;
}

/** Opens the stored state of an estate as soon as its tenant is known. */
export interface EstateOpener {
  /** Returns the services; throws a `Failure` with the reason while the estate is not open. */
  services(): EstateServices;
  readonly onChanges: (listener: () => void) => () => void;
  /** Opens the estate and resumes unfinished work. Rejects with a `StartFailure`; keeps retrying while the tenant cannot be read. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const RETRY_MS = 5000;

export function createEstateOpener({ config, opened, ...dependencies }: EstateDependencies): EstateOpener {
  const { clock, snapshotService, onError, onOutageChange } = dependencies;
  const stopping = new AbortController();
  const listeners = new Set<() => void>();
  let open:
    | { readonly services: EstateServices; readonly running: ChangeRuntime; readonly housekeeping: Housekeeping; readonly store: Store }
    | undefined;
  let lastError: unknown = new Failure('starting', { detail: 'Try again in a moment' });
  let retrying: Promise<void> | undefined;

  const notify = () => {
    for (const listener of listeners) listener();
  };
  const tryOpen = async () => {
    const tenant = await opened.tenant?.();
    const key = tenant ? tenantKey(config.source, tenant.id) : filesKey(snapshotService.current().snapshot);
    const store = await openStoreOf(config, key, dependencies.source.name, opened.account);
    const { halves, readVNet } = opened;
    const running = openChanges({ ...dependencies, halves, readVNet, store, estate: key, tenantName: tenant?.domain ?? tenant?.id ?? key });
    running.onChanges(notify);
    store.onOutageChange(() => onOutageChange(store.outage()?.problem));
    const housekeeping = createHousekeeping({ store, clock, retentionDays: config.retentionDays, onError });
    try {
      await running.start();
    } catch (error) {
      await stopAndClose([running], store).catch(onError);
      throw error;
    }
    housekeeping.start();
    const storeStatus = () => ({
      kind: store.kind,
      bytes: housekeeping.size(),
      retentionDays: config.retentionDays ?? null,
      problem: store.outage()?.problem ?? null,
    });
    const { changeService, documents } = running;
    open = { services: { changeService, documents, tenant, storeStatus }, running, housekeeping, store };
    notify();
  };
  const retryUntilOpen = async () => {
    while (!open && !stopping.signal.aborted) {
      await clock.sleep(RETRY_MS, stopping.signal).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await tryOpen().catch((error: unknown) => {
        lastError = error;
        onError(error);
      });
    }
  };

  return {
    services: () => {
      if (open) return open.services;
      const problem = toProblem(lastError);
      throw new Failure('estate-not-open', { ...problem, title: `${PROBLEM_TYPES['estate-not-open'].title}: ${problem.title}` });
    },
    onChanges: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: async () => {
      try {
        await tryOpen();
      } catch (error) {
        if (error instanceof StoreFailure) throw new StartFailure(error.message);
        if (!(error instanceof Failure)) throw error;
        lastError = error;
        onError(error);
        retrying = retryUntilOpen();
      }
    },
    stop: async () => {
      stopping.abort();
      await retrying;
      if (open) await stopAndClose([open.running, open.housekeeping], open.store);
    },
  };
}

/** Stops what uses the store, then closes it even if that failed; a store that stays open could not be opened again. Rejects with the first error. */
export async function stopAndClose(users: readonly { stop(): Promise<void> }[], store: Pick<Store, 'close'>): Promise<void> {
  const errors: unknown[] = [];
  for (const user of users) await user.stop().catch((error: unknown) => errors.push(error));
  await store.close();
  if (errors.length > 0) throw errors[0];
}

/** Returns the estate key of a tenant: cloud endpoint and tenant; in a sandbox the tenant alone, because its port varies. */
const tenantKey = ({ kind, ...source }: Config['source'], tenantId: string): string =>
  kind === 'sandbox' || !('endpoint' in source) ? `${kind} ${tenantId}` : `${kind} ${new URL(source.endpoint).hostname} ${tenantId}`;

/** Returns the estate key of files: a hash of their subscriptions, so that newer files of the same subscriptions keep the state. */
export function filesKey(snapshot: Snapshot | undefined): string {
  const ids = [...(snapshot?.rows.vnets ?? []), ...(snapshot?.rows.halves ?? [])].flatMap(({ id }) => {
    const parsed = parseResourceId(id);
    return parsed.ok ? [parsed.value.subscriptionId.toLowerCase()] : [];
  });
  const subscriptions = [...new Set(ids)].sort().join();
  return `file ${createHash('sha256').update(subscriptions).digest('hex').slice(0, 32)}`;
}

/** Opens the store, with one folder per estate so that several can be open at the same time. */
async function openStoreOf({ store, source }: Config, key: string, name: string, identity: () => string | null): Promise<Store> {
  const estate = { key, legacyKey: `${source.kind} ${name}`, identity };
  if (store.kind === 'postgresql') return openStore({ databaseUrl: store.url }, estate);
  const folderOf = (text: string) => path.join(store.folder, text.toLowerCase().replace(/[^a-z0-9]+/g, '-'));
  // older versions truncated the folder name
  const formerly = path.join(
    store.folder,
    `${source.kind}-${name}`
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 80),
  );
  return openStore({ file: path.join(folderOf(key), 'peerscape.db'), legacyFile: path.join(formerly, 'peerscape.db') }, estate);
}
