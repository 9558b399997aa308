import { setMaxListeners } from 'node:events';
import { isUnderWay } from '@peerscape/shared/api';
import { type Claim, ClaimLost, StoreFailure } from '../../store/store.ts';
import { runApply } from './run-apply.ts';
import type { StepParts } from './step-parts.ts';

export interface WorkerParts extends StepParts {
  /** Names this process among those that share the store. */
  readonly holder: string;
}

/** Carries out whatever applies are under way and nobody else is carrying out. */
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

interface Run {
  readonly claim: Claim;
  /** Aborts when another holder has taken the apply up. */
  readonly lost: AbortController;
}

export function createWorker(parts: WorkerParts): Worker {
  const { store, clock, timing, holder, changed, onError } = parts;
  const stopping = new AbortController();
  // every wait of every step listens to it; that is no leak
  setMaxListeners(0, stopping.signal);
  const runs = new Map<string, Run>();
  const leading = new Set<Promise<void>>();
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
    const claims = new Map((await store.claim(holder, timing.applyMs)).map((claim) => [claim.applyId, claim]));
    // an apply that has just ended is no longer claimed either; its run has nothing left to stop
    for (const [id, { claim, lost }] of runs) if (claims.get(id)?.fence !== claim.fence) lost.abort();
    for (const [id, claim] of claims) {
      if (runs.has(id)) continue;
      const run = { claim, lost: new AbortController() };
      runs.set(id, run);
      const led = lead(run).finally(() => {
        runs.delete(id);
        leading.delete(led);
      });
      leading.add(led);
    }
  };

  /** Leads one apply to its end, through times when the store is away; ends as well when another holder has taken it up. */
  const lead = async ({ claim, lost }: Run): Promise<void> => {
    const signal = AbortSignal.any([stopping.signal, lost.signal]);
    setMaxListeners(0, signal);
    const goOn = async (): Promise<'over' | 'again'> => {
      try {
        // what an earlier run of ours left: none of its steps is active any more
        await store.releaseLeases(claim);
        const apply = await store.apply(claim.applyId);
        const plan = apply && (await store.plan(apply.planId));
        if (!apply || !plan || !isUnderWay(apply.state)) return 'over';
        await runApply(parts, { apply, plan, claim, signal, nudged });
        return 'over';
      } catch (error) {
        if (stopping.signal.aborted) return 'over';
        if (lost.signal.aborted || error instanceof ClaimLost) {
          await store.concede(claim);
          return 'over';
        }
        onError(error);
        return error instanceof StoreFailure ? 'again' : 'over';
      }
    };
    for (;;) {
      // giving it up may meet a store that is away, too
      const next = await goOn().catch((error: unknown) => {
        onError(error);
        return 'again';
      });
      if (next === 'over' || stopping.signal.aborted) return;
      await clock.sleep(STORE_PAUSE_MS, stopping.signal).catch(() => undefined);
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
      if (store.isSole) await store.expireAll();
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
      await Promise.allSettled(leading);
      await store.release(holder);
    },
  };
}

/** A promise that is kept from outside; Node 20 has no `Promise.withResolvers`. */
function newNudge(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
