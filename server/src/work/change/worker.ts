import { setMaxListeners } from 'node:events';
import { isUnderWay } from '@peerscape/shared/api';
import { StoreFailure } from '../../store/store.ts';
import { runApply } from './run-apply.ts';
import type { StepParts } from './step-parts.ts';

export interface WorkerParts extends StepParts {
  readonly estate: string;
  /** Names this process among those that share the store. */
  readonly holder: string;
}

/** Carries out whatever applies of the estate are under way and nobody else is carrying out. */
export interface Worker {
  /** Takes up what was left, and goes on taking up. Resolves when what there is now has been taken up. */
  start(): Promise<void>;
  /** Looks for work at once, and lets what is running look around. */
  nudge(): void;
  /** Ids of the applies that run here. */
  running(): readonly string[];
  /** Sends nothing more, follows what was sent as far as its answer, lets go of the rest. */
  stop(): Promise<void>;
}

const STORE_PAUSE_MS = 1000;

export function createWorker(parts: WorkerParts): Worker {
  const { store, clock, timing, holder, estate, changed, onError } = parts;
  const stopping = new AbortController();
  // every wait of every step listens to it; that is no leak
  setMaxListeners(0, stopping.signal);
  const runs = new Map<string, Promise<void>>();
  let nextNudge = newNudge();
  let beating: Promise<void> | undefined;

  const nudged = () => nextNudge.promise;
  const nudge = () => {
    const { resolve } = nextNudge;
    nextNudge = newNudge();
    resolve();
  };

  const take = async () => {
    await store.keepAlive(holder, { applies: timing.applyMs, leases: timing.leaseMs });
    for (const id of await store.claim(estate, holder, timing.applyMs)) {
      if (!runs.has(id))
        runs.set(
          id,
          lead(id).finally(() => runs.delete(id)),
        );
    }
  };

  /** Leads one apply to its end, through times when the store is away. */
  const lead = async (id: string): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const apply = await store.apply(id);
        const plan = apply && (await store.plan(apply.planId));
        if (!apply || !plan || !isUnderWay(apply.state)) return;
        return await runApply(parts, { apply, plan, holder, signal: stopping.signal, nudged });
      } catch (error) {
        if (stopping.signal.aborted) return;
        onError(error);
        if (!(error instanceof StoreFailure)) return;
        await clock.sleep(STORE_PAUSE_MS, stopping.signal).catch(() => undefined);
      }
    }
  };

  const beat = async () => {
    while (!stopping.signal.aborted) {
      const pause = clock.sleep(timing.heartbeatMs, stopping.signal).catch(() => undefined);
      await Promise.race([pause, nudged()]);
      if (stopping.signal.aborted) return;
      await take().catch(onError);
      changed();
    }
  };

  return {
    start: async () => {
      if (store.isSole) await store.letAllGo();
      await take();
      beating = beat();
    },
    nudge,
    running: () => [...runs.keys()],
    stop: async () => {
      await parts.at('stopping', holder);
      stopping.abort();
      nudge();
      await beating;
      const ids = [...runs.keys()];
      await Promise.allSettled(runs.values());
      await forgive(parts, ids);
      await store.letGo(holder);
    },
  };
}

/** Steps that an orderly end leaves under way are counted as crashes when they are taken up again; that is made good beforehand. */
async function forgive({ store }: WorkerParts, applyIds: readonly string[]): Promise<void> {
  for (const id of applyIds) {
    for (const { stepId, state, crashes } of await store.steps(id)) {
      if (state === 'running' || state === 'verifying') await store.moveStep(id, stepId, { crashes: crashes - 1 });
    }
  }
}

/** A promise that is kept from outside; Node 20 has no `Promise.withResolvers`. */
function newNudge(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
