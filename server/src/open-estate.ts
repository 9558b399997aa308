import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseResourceId } from '@peerscape/shared/arm';
import type { Snapshot } from '@peerscape/shared/topology';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { Failure, problemOf } from './failure.ts';
import { type ChangesParts, openChanges, type Running } from './open-changes.ts';
import { type Opened, StartFailure } from './open-source.ts';
import { openStore, type Store, StoreFailure } from './store/index.ts';
import type { EstateServices } from './work/services.ts';
import type { SnapshotKeeper } from './work/snapshot-keeper.ts';

export interface EstateParts extends Omit<ChangesParts, 'store' | 'estate' | 'tenantName' | 'halves' | 'readVNet'> {
  readonly config: Config;
  readonly opened: Pick<Opened, 'halves' | 'readVNet' | 'tenant' | 'account'>;
  readonly keeper: SnapshotKeeper;
  readonly clock: Clock;
}

/** An estate whose state is opened as soon as it is known whose it is. */
export interface EstateOpener {
  /** Fails with the reason for as long as it is not open. */
  services(): EstateServices;
  readonly onChanges: (listener: () => void) => () => void;
  /** Opens it, and takes up what an earlier process left. Fails with a `StartFailure`; where the tenant is not known yet, goes on trying. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const TRY_AGAIN_MS = 5000;

export function createEstateOpener({ config, opened, ...parts }: EstateParts): EstateOpener {
  const { clock, keeper, onError } = parts;
  const stopping = new AbortController();
  const listeners = new Set<() => void>();
  let open: { readonly services: EstateServices; readonly running: Running; readonly store: Store } | undefined;
  let whyNot: unknown = new Failure(OPENING);
  let trying: Promise<void> | undefined;

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const tryOnce = async () => {
    const tenant = await opened.tenant?.();
    const key = tenant ? tenantKey(config.source, tenant.id) : filesKey(keeper.kept().snapshot);
    const store = await openStoreOf(config, key, parts.source.name, opened.account);
    const { halves, readVNet } = opened;
    const running = openChanges({ ...parts, halves, readVNet, store, estate: key, tenantName: tenant?.domain ?? tenant?.id ?? key });
    open = { services: { desk: running.desk, kept: running.kept, tenant }, running, store };
    running.onChanges(tell);
    await running.start();
    tell();
  };
  const goOn = async () => {
    while (!open && !stopping.signal.aborted) {
      await clock.sleep(TRY_AGAIN_MS, stopping.signal).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await tryOnce().catch((error: unknown) => {
        whyNot = error;
        onError(error);
      });
    }
  };

  return {
    services: () => {
      if (open) return open.services;
      throw new Failure({ ...problemOf(whyNot), title: `${CLOSED}: ${problemOf(whyNot).title}`, status: 503 });
    },
    onChanges: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: async () => {
      try {
        await tryOnce();
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        whyNot = error;
        onError(error);
        trying = goOn();
      }
    },
    stop: async () => {
      stopping.abort();
      await trying;
      await open?.running.stop();
      await open?.store.close();
    },
  };
}

const CLOSED = 'Drafts, plans and history are not open yet';

const OPENING = { title: 'Peerscape is starting', status: 503, code: 'starting', detail: 'Try again in a moment' };

/** The estate of a tenant: an endpoint is a cloud, and a sandbox is its world's tenant wherever it listens. */
const tenantKey = ({ kind, ...source }: Config['source'], tenantId: string): string =>
  kind === 'sandbox' || !('endpoint' in source) ? `${kind} ${tenantId}` : `${kind} ${new URL(source.endpoint).hostname} ${tenantId}`;

/** The estate of files: the subscriptions in them, so that newer files of the same ones go on where the older ended. */
function filesKey(snapshot: Snapshot | undefined): string {
  const ids = [...(snapshot?.rows.vnets ?? []), ...(snapshot?.rows.halves ?? [])].flatMap(({ id }) => {
    const parsed = parseResourceId(id);
    return parsed.ok ? [parsed.value.subscriptionId.toLowerCase()] : [];
  });
  const subscriptions = [...new Set(ids)].sort().join();
  return `file ${createHash('sha256').update(subscriptions).digest('hex').slice(0, 32)}`;
}

/** One folder for each estate, so that several can be open side by side. */
async function openStoreOf({ store, source }: Config, key: string, name: string, identity: () => string | null): Promise<Store> {
  const estate = { key, formerly: `${source.kind} ${name}`, identity };
  try {
    if (store.kind === 'postgresql') return await openStore({ databaseUrl: store.url }, estate);
    const folderOf = (text: string) => path.join(store.folder, text.toLowerCase().replace(/[^a-z0-9]+/g, '-'));
    // an older Peerscape cut the name of its folder
    const formerly = path.join(
      store.folder,
      `${source.kind}-${name}`
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .slice(0, 80),
    );
    return await openStore({ file: path.join(folderOf(key), 'peerscape.db'), formerly: path.join(formerly, 'peerscape.db') }, estate);
  } catch (error) {
    if (error instanceof StoreFailure) throw new StartFailure(error.message);
    throw error;
  }
}
