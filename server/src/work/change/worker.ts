import { setMaxListeners } from 'node:events';
import { isInProgress } from '@peerscape/shared/api';
import type { Clock } from '../../clock.ts';
import { type Claim, ClaimLostError, StoreFailure } from '../../store/store.ts';
import { runApply } from './run-apply.ts';
import type { StepDependencies } from './step-task.ts';

export interface WorkerDependencies extends StepDependencies {
  /** ID of this process among those that share the store. */
  readonly holder: string;
}

/** Runs all applies that are under way and not claimed by another process. */
export interface Worker {
  /** Resumes unfinished applies and keeps claiming new ones. Resolves when the current ones are claimed. */
  start(): Promise<void>;
  /** Claims work at once and lets running applies check for changes. */
  nudge(): void;
  /** Returns the IDs of the applies that run here. */
  runningApplies(): readonly string[];
  /** Stops sending, waits for the responses to sent writes, and releases all claims. */
  stop(): Promise<void>;
}

const STORE_PAUSE_MS = 1000;
/** Multiple of the validity of a claim after which an unchanged one is forgotten. */
const FORGET_CLAIMS = 10;

interface Run {
  readonly claim: Claim;
  /** Aborts when another holder has claimed the apply. */
  readonly lost: AbortController;
}

/** Creates the worker of one process; it runs nothing until `start`. */
export function createWorker(dependencies: WorkerDependencies): Worker {
  const { store, clock, timing, holder, mayWrite, onChange, onError } = dependencies;
  const stopping = new AbortController();
  // every wait of every step listens to this signal; this is not a leak
  setMaxListeners(0, stopping.signal);
  const runs = new Map<string, Run>();
  const runPromises = new Set<Promise<void>>();
  let nextNudge = createNudge();
  let heartbeatLoop: Promise<void> | undefined;

  const nudged = () => nextNudge.promise;
  const nudge = () => {
    const { resolve } = nextNudge;
    nextNudge = createNudge();
    resolve();
  };

  const isUnrenewed = createRenewalWatch(clock, timing.claimMs);
  // a read-only server neither renews its claims nor makes new ones: another one that may write takes over. A store without others is an exception
  const mayClaim = () => store.isExclusive || mayWrite();

  const claimWork = async () => {
    if (!mayClaim()) return;
    const claims = new Map((await store.claim(holder, timing.claimMs, isUnrenewed)).map((claim) => [claim.applyId, claim]));
    // an apply that has just ended is not claimed either, but its run has nothing left to abort
    for (const [id, { claim, lost }] of runs) if (claims.get(id)?.fence !== claim.fence) lost.abort();
    for (const [id, claim] of claims) {
      if (runs.has(id)) continue;
      const applyRun = { claim, lost: new AbortController() };
      runs.set(id, applyRun);
      const run = runToEnd(applyRun).finally(() => {
        runs.delete(id);
        runPromises.delete(run);
      });
      runPromises.add(run);
    }
  };

  /** Runs one apply to its end, retrying while the store is unavailable; returns early if another holder has claimed it. */
  const runToEnd = async ({ claim, lost }: Run): Promise<void> => {
    const signal = AbortSignal.any([stopping.signal, lost.signal]);
    setMaxListeners(0, signal);
    const attempt = async (): Promise<'ended' | 'retry'> => {
      try {
        // from an earlier run, in this process or another, whose steps are no longer active
        await store.releaseIdleLeases(claim);
        const apply = await store.apply(claim.applyId);
        const plan = apply && (await store.plan(apply.planId));
        if (!apply || !plan || !isInProgress(apply.state)) return 'ended';
        await runApply(dependencies, { apply, plan, claim, signal, waitForNudge: nudged });
        return 'ended';
      } catch (error) {
        if (stopping.signal.aborted) return 'ended';
        if (lost.signal.aborted || error instanceof ClaimLostError) {
          await store.abandonClaim(claim);
          return 'ended';
        }
        onError(error);
        return error instanceof StoreFailure ? 'retry' : 'ended';
      }
    };
    for (;;) {
      // conceding the claim fails as well while the store is unavailable
      const next = await attempt().catch((error: unknown) => {
        onError(error);
        return 'retry';
      });
      if (next === 'ended' || stopping.signal.aborted) return;
      await clock.sleep(STORE_PAUSE_MS, stopping.signal).catch(() => undefined);
    }
  };

  const heartbeat = async () => {
    while (!stopping.signal.aborted) {
      const pause = clock.sleep(timing.heartbeatMs, stopping.signal).catch(() => undefined);
      await Promise.race([pause, nudged()]);
      if (stopping.signal.aborted) return;
      await claimWork().catch(onError);
      onChange();
    }
  };

  return {
    start: async () => {
      if (store.isExclusive) await store.expireClaims();
      await claimWork();
      heartbeatLoop = heartbeat();
    },
    nudge,
    runningApplies: () => [...runs.keys()],
    stop: async () => {
      await dependencies.failpoint('stopping', holder);
      stopping.abort();
      nudge();
      await heartbeatLoop;
      await Promise.allSettled(runPromises);
      // during an outage of the store, claims expire instead
      await store.release(holder).catch(onError);
    },
  };
}

/**
 * Creates a function that returns true for a claim whose expiry has not changed for `claimMs` by the monotonic clock of this process. It finds a
 * dead holder even when the clock of the database was set back after the last renewal.
 */
function createRenewalWatch(clock: Clock, claimMs: number): (fence: number, heldUntil: number) => boolean {
  const seen = new Map<number, { readonly heldUntil: number; readonly since: number }>();
  return (fence, heldUntil) => {
    const last = seen.get(fence);
    if (last?.heldUntil === heldUntil) return clock.ticks() - last.since > claimMs;
    // claims that have ended are not asked about again
    for (const [other, { since }] of seen) if (clock.ticks() - since > FORGET_CLAIMS * claimMs) seen.delete(other);
    seen.set(fence, { heldUntil, since: clock.ticks() });
    return false;
  };
}

/** Creates a promise with its resolve function; Node 20 has no `Promise.withResolvers`. */
function createNudge(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
