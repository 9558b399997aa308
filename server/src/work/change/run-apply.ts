import { setMaxListeners } from 'node:events';
import { type ApplyState, FINAL_STEP_STATES, type StepState, SUCCEEDED_STEP_STATES } from '@peerscape/shared/api';
import { type Plan, rounds, type Step } from '@peerscape/shared/plan';
import type { HalfRow } from '@peerscape/shared/topology';
import { type Clock, formatIsoTime } from '../../clock.ts';
import { toProblem } from '../../failure.ts';
import {
  type Claim,
  ClaimLostError,
  SENT_STATES,
  type StepChange,
  type StoredApply,
  type StoredPlan,
  type StoredStep,
  StoreFailure,
} from '../../store/store.ts';
import { createPauses } from './pauses.ts';
import { runStep } from './run-step.ts';
import { recordWait } from './step-records.ts';
import type { StepDependencies, StepResult, StepTask } from './step-task.ts';
import { toPlan } from './stored-plan.ts';

export interface ApplyRun {
  readonly apply: StoredApply;
  readonly plan: StoredPlan;
  readonly claim: Claim;
  /** Aborts when the process stops or another holder has claimed the apply. */
  readonly signal: AbortSignal;
  /** Resolves when something may have changed from outside, such as a cancellation or the change mode. */
  readonly waitForNudge: () => Promise<void>;
}

/** Maximum number of parallel steps, within ARM's limits. */
const MAX_PARALLEL = 16;
const POLL_MS = 1000;
/** Servers that must crash in a row during a step before it is quarantined. */
const MAX_CRASHES = 5;
/** Servers that crashed in a row during a step after which the next one must prove that it runs without the step. */
const CRASHES_BEFORE_PROBATION = 2;

/**
 * Runs one apply: starts each step as soon as its dependencies are done and both its VNets are free, until every step has ended, only a user
 * can continue, or the process stops. It makes no decisions: the plan defines the steps and their order.
 */
export async function runApply(dependencies: StepDependencies, run: ApplyRun): Promise<void> {
  const { store, clock, onChange } = dependencies;
  const plan = toPlan(run.plan);
  const order = runningOrder(plan);
  const predecessorsOf = createPredecessorLookup(plan);
  const pauses = createPauses();
  const waitsSince = new Map<string, number>();
  const active = new Map<string, Promise<void>>();
  const busyVNets = new Set<string>();
  const lost = new AbortController();
  const signal = AbortSignal.any([run.signal, lost.signal]);
  setMaxListeners(0, signal);
  let fault: { readonly error: unknown } | undefined;
  let steps = await resumeSteps(dependencies, run);
  /** Ticks of the clock before which a step must not start. Wall time may be set back; the stored time is only shown. */
  const resumeAt = new Map([...steps.values()].map((stored) => [stored.stepId, clock.ticks() + remainingWait(stored, clock)]));

  const refresh = async () => {
    steps = byId(await store.steps(run.apply.id));
  };
  const isBlocked = (step: Step) =>
    active.has(step.id) || busyVNets.has(step.half.from) || busyVNets.has(step.half.to) || active.size >= MAX_PARALLEL;

  const pauseEnd = (step: Step) => Math.max(pauses.until(step), resumeAt.get(step.id) ?? 0);
  /** Returns the milliseconds until the first pause ends; infinite without a pause. */
  const untilNextPauseEnd = (remaining: readonly Step[]) =>
    Math.min(...remaining.map((step) => pauseEnd(step) - clock.ticks()).filter((left) => left > 0));

  const start = async (step: Step, stored: StoredStep): Promise<void> => {
    const vnets = [step.half.from, step.half.to];
    if (!(await store.lease(run.claim, step.id, vnets))) return;
    await dependencies.failpoint('lease-taken', step.id);
    if (SENT_STATES.has(stored.state)) await store.updateStep(run.claim, step.id, { activeFence: run.claim.fence });
    const task: StepTask = {
      step,
      stored,
      claim: run.claim,
      by: run.apply.by,
      planHash: run.plan.hash,
      expected: expectedHalf(step, steps),
      counterpartId: step.twin?.id ?? plan.steps.find(({ half }) => half.from === step.half.to && half.to === step.half.from)?.half.id,
      // a step that found its half done explains the state of the other half as well as one that wrote it
      followsOwnWrite: predecessorsOf(step).some((id) => steps.get(id)?.attempts || SUCCEEDED_STEP_STATES.has(stateOf(steps, id))),
      waitingSince: waitsSince.get(step.id),
      signal,
    };
    for (const vnet of vnets) busyVNets.add(vnet);
    const running = runStep(dependencies, task)
      .catch((error: unknown) => (endsRun(error) ? Promise.reject(error) : endBrokenStep(dependencies, task, error)))
      .then((result) => noteResult(step, result))
      .catch((error: unknown) => {
        fault ??= { error };
        if (error instanceof ClaimLostError) lost.abort();
      })
      .finally(() => {
        for (const vnet of vnets) busyVNets.delete(vnet);
        active.delete(step.id);
      });
    active.set(step.id, running);
  };
  /** Returns true if the error ends the run, not only the step. */
  const endsRun = (error: unknown) => signal.aborted || error instanceof StoreFailure || error instanceof ClaimLostError;
  const noteResult = (step: Step, result: StepResult) => {
    if (result.kind === 'ended') return void waitsSince.delete(step.id);
    const until = clock.ticks() + result.waitMs;
    resumeAt.set(step.id, until);
    if (result.pause) pauses.record(step, result.pause, until);
    // a wait that Azure has requested is no lack of progress
    if (result.pause === 'writes' || result.pause === 'subscription') return void waitsSince.delete(step.id);
    if (!waitsSince.has(step.id)) waitsSince.set(step.id, clock.ticks());
  };

  const advance = async (): Promise<'ended' | 'continue'> => {
    run.signal.throwIfAborted();
    if (fault) throw fault.error;
    const apply = (await store.apply(run.apply.id)) ?? run.apply;
    await refresh();
    if (apply.state === 'cancelling') await cancelOpen(dependencies, run.claim, steps, active);
    await skipDependents(dependencies, run.claim, plan, steps);
    await refresh();
    const remaining = order.filter((step) => !FINAL_STEP_STATES.has(stateOf(steps, step.id)));
    if (remaining.length === 0) {
      await finish(dependencies, run, apply, steps);
      return 'ended';
    }
    if (active.size === 0 && remaining.every((step) => needsUser(step, steps, waitsSince, dependencies))) {
      await requestAttention(dependencies, run, apply);
      return 'ended';
    }
    const mayStart = dependencies.mayWrite() || remaining.some((step) => SENT_STATES.has(stateOf(steps, step.id)));
    await storeState(dependencies, run.claim, apply, steps);
    if (mayStart) {
      for (const step of remaining) {
        const stored = steps.get(step.id);
        if (!stored || isBlocked(step)) continue;
        if (!dependencies.mayWrite() && !SENT_STATES.has(stored.state)) continue;
        if (!step.needs.every((id) => SUCCEEDED_STEP_STATES.has(stateOf(steps, id)))) continue;
        if (pauseEnd(step) > clock.ticks()) continue;
        await start(step, stored);
      }
    }
    onChange();
    await Promise.race([...active.values(), run.waitForNudge(), clock.sleep(Math.min(POLL_MS, untilNextPauseEnd(remaining)), signal)]);
    return 'continue';
  };
  try {
    while ((await advance()) === 'continue');
  } catch (error) {
    // steps that wait for Azure must not continue to a write that would be rejected
    if (error instanceof ClaimLostError) lost.abort();
    // a wait aborted because a step lost the claim rejects with the abort, which is not the cause
    throw lost.signal.aborted ? (fault?.error ?? error) : error;
  } finally {
    // steps that were sent are followed until their outcome is stored, even when the process stops
    await Promise.allSettled(active.values());
  }
}

const BROKEN_TEXT = 'Internal error in Peerscape; for details, see the server log';

/** Ends a step after a bug, without affecting the others; if its write may have reached Azure, the step waits and is then checked again. */
async function endBrokenStep(dependencies: StepDependencies, task: StepTask, error: unknown): Promise<StepResult> {
  const { store, clock, timing, onError } = dependencies;
  const { stored, step, claim } = task;
  onError(error);
  const now = (await store.steps(stored.applyId)).find(({ stepId }) => stepId === step.id);
  const problem = toProblem(error);
  if (now && SENT_STATES.has(now.state)) return recordWait(dependencies, task, timing.busyMs.most, BROKEN_TEXT, problem, 'unknown');
  const change: StepChange = { state: 'failed', words: BROKEN_TEXT, since: formatIsoTime(clock.now()), problem };
  await store.updateStep(claim, step.id, change, { release: true });
  return { kind: 'ended' };
}

const byId = (steps: readonly StoredStep[]): ReadonlyMap<string, StoredStep> => new Map(steps.map((step) => [step.stepId, step]));

type Steps = ReadonlyMap<string, StoredStep>;

const stateOf = (steps: Steps, id: string): StepState => steps.get(id)?.state ?? 'planned';

/** Orders the steps such that the VNet with the most steps is rarely idle. */
function runningOrder(plan: Plan): readonly Step[] {
  const orderedByRound = rounds(plan).flat();
  const known = new Set(orderedByRound.map(({ id }) => id));
  return [...orderedByRound, ...plan.steps.filter(({ id }) => !known.has(id))];
}

/** Creates a lookup of the earlier steps of the plan that write the same half or its counterpart. */
function createPredecessorLookup({ steps }: Plan): (step: Step) => readonly string[] {
  const earlier = new Map<string, string[]>();
  const ofPair = new Map<string, string[]>();
  for (const { id, half } of steps) {
    const pair = [half.from, half.to].sort().join('|');
    const known = ofPair.get(pair) ?? [];
    earlier.set(id, [...known]);
    ofPair.set(pair, [...known, id]);
  }
  return ({ id }) => earlier.get(id) ?? [];
}

/** Returns the half that must be found before the step writes; undefined if there must be none. */
function expectedHalf({ expects }: Step, steps: Steps): HalfRow | undefined {
  switch (expects.kind) {
    case 'absent':
      return undefined;
    case 'half':
      return expects.half;
    case 'left-by':
      return steps.get(expects.step)?.after ?? undefined;
  }
}

/**
 * Reads the steps to resume, and counts the crash of the previous holder for each step that it was sending or following. Such a step is
 * suspected of the crash. Kills from outside must not convict it: after two crashes in a row the next server first runs for a while without
 * the step, and a crash within that time acquits it. A holder that had only lost the store reverts its count (`abandonClaim`).
 */
async function resumeSteps(dependencies: StepDependencies, { apply, claim }: ApplyRun): Promise<Steps> {
  const { store, clock, failpoint } = dependencies;
  const { previousFence } = claim;
  for (const { stepId, state, crashes, suspect, activeFence } of await store.steps(apply.id)) {
    if (SENT_STATES.has(state)) await failpoint('recovering', stepId);
    if (previousFence === null || previousFence === suspect) continue;
    const counted = { suspect: previousFence, activeFence: null };
    if (activeFence !== previousFence) {
      if (crashes > 0) await store.updateStep(claim, stepId, { ...counted, crashes: 0, until: null });
      continue;
    }
    const isQuarantined = crashes + 1 >= MAX_CRASHES;
    const consequence = isQuarantined
      ? inQuarantine(clock)
      : crashes + 1 >= CRASHES_BEFORE_PROBATION
        ? onProbation(dependencies, crashes + 1)
        : {};
    await store.updateStep(claim, stepId, { ...counted, crashes: crashes + 1, ...consequence }, { release: isQuarantined });
  }
  return byId(await store.steps(apply.id));
}

const inQuarantine = (clock: Clock): StepChange => ({
  state: 'quarantined',
  since: formatIsoTime(clock.now()),
  until: null,
  words: `Peerscape crashed ${MAX_CRASHES} times in a row during this step, so the step is not retried. Check the half in Azure first`,
});

/**
 * Returns the wait before a suspected step is resumed: twice as long after each crash, and of random length, so that no series of
 * kills from outside, whatever its rate, ends a server during each of these waits.
 */
function onProbation({ clock, timing, random }: StepDependencies, crashes: number): StepChange {
  const waitMs = timing.probationMs * 2 ** (crashes - CRASHES_BEFORE_PROBATION) * (1 + random());
  return {
    since: formatIsoTime(clock.now()),
    until: formatIsoTime(clock.now() + waitMs),
    words: 'Peerscape crashed several times in a row during this step, so it first runs for a while without it',
  };
}

/** Returns the milliseconds that a stored step still waits. Wall time may have been set back since: the wait never exceeds its first length. */
function remainingWait({ until, since }: StoredStep, clock: Clock): number {
  if (until === null) return 0;
  const end = Date.parse(until);
  return Math.max(0, Math.min(end - clock.now(), end - Date.parse(since)));
}

/** Cancels all steps that have not been sent. */
async function cancelOpen(dependencies: StepDependencies, claim: Claim, steps: Steps, active: ReadonlyMap<string, unknown>): Promise<void> {
  for (const { stepId, state } of steps.values()) {
    if (active.has(stepId) || FINAL_STEP_STATES.has(state) || SENT_STATES.has(state)) continue;
    await dependencies.store.updateStep(claim, stepId, endedWith(dependencies, 'cancelled', 'Canceled before anything was sent'));
  }
}

/** Skips all steps with a failed dependency, directly or transitively. */
async function skipDependents(dependencies: StepDependencies, claim: Claim, { steps }: Plan, stored: Steps): Promise<void> {
  const skipped = new Set<string>();
  for (const { id, needs } of steps) {
    const state = stateOf(stored, id);
    const failedNeed = needs.find((need) => skipped.has(need) || hasFailed(stateOf(stored, need)));
    if (failedNeed === undefined) continue;
    skipped.add(id);
    const step = stored.get(id);
    if (!step || FINAL_STEP_STATES.has(state) || SENT_STATES.has(state)) continue;
    await dependencies.store.updateStep(
      claim,
      id,
      endedWith(dependencies, 'skipped', 'Skipped: a step that it depends on did not succeed'),
    );
  }
}

const hasFailed = (state: StepState): boolean => FINAL_STEP_STATES.has(state) && !SUCCEEDED_STEP_STATES.has(state);

const endedWith = ({ clock }: StepDependencies, state: StepState, text: string) => ({
  state,
  words: text,
  since: formatIsoTime(clock.now()),
  until: null,
});

/** Returns true if only a user can continue the step: its outcome has been unknown for too long, or it depends on such a step. */
function needsUser(step: Step, steps: Steps, waitsSince: ReadonlyMap<string, number>, { clock, timing }: StepDependencies): boolean {
  const isUnknownForTooLong = (id: string) =>
    stateOf(steps, id) === 'unknown' && clock.ticks() - (waitsSince.get(id) ?? clock.ticks()) > timing.busyMs.deadline;
  return isUnknownForTooLong(step.id) || (stateOf(steps, step.id) !== 'unknown' && step.needs.some(isUnknownForTooLong));
}

/** Stores that only a user can continue the apply. */
async function requestAttention({ store, onChange }: StepDependencies, { claim }: ApplyRun, { state }: StoredApply): Promise<void> {
  await store.updateApply(claim, state, {
    state: 'attention',
    trouble: 'Peerscape cannot determine whether some halves were changed. Check them in Azure, then retry',
  });
  onChange();
}

/** Stores that the apply is running, or paused with the reason to show. */
async function storeState({ store, mayWrite }: StepDependencies, claim: Claim, apply: StoredApply, steps: Steps): Promise<void> {
  if (apply.state === 'cancelling') return;
  const signIn = [...steps.values()].find(
    ({ state, problem }) => state === 'waiting' && problem !== null && SIGN_IN_CODES.has(problem.code),
  );
  const trouble = !mayWrite()
    ? 'Peerscape is read-only; the deployment continues when changes are allowed'
    : signIn
      ? (signIn.words ?? null)
      : null;
  const state: ApplyState = trouble === null ? 'running' : 'paused';
  if (apply.state !== state || apply.trouble !== trouble) await store.updateApply(claim, apply.state, { state, trouble });
}

const SIGN_IN_CODES: ReadonlySet<string> = new Set([
  'not-signed-in',
  'other-tenant',
  'InvalidAuthenticationToken',
  'ExpiredAuthenticationToken',
  'http-401',
]);

/** Stores the final state of an apply whose steps have all ended. */
async function finish(
  { store, clock, onChange, onApplyEnded: notifyEnded }: StepDependencies,
  { plan, claim }: ApplyRun,
  apply: StoredApply,
  steps: Steps,
): Promise<void> {
  const states = [...steps.values()].map(({ state }) => state);
  const done = states.filter((state) => SUCCEEDED_STEP_STATES.has(state)).length;
  const state: ApplyState = states.includes('quarantined')
    ? 'attention'
    : done === states.length
      ? 'done'
      : apply.state === 'cancelling' && states.includes('cancelled')
        ? 'cancelled'
        : done > 0
          ? 'partly'
          : 'failed';
  const trouble = state === 'attention' ? 'A step crashed Peerscape several times and is not retried' : null;
  await store.updateApply(
    claim,
    apply.state,
    { state, trouble, endedAt: formatIsoTime(clock.now()) },
    {
      by: apply.by,
      deed: 'apply-ended',
      subject: apply.id,
      text: `${state}: ${done} of ${states.length} steps done`,
      planHash: plan.hash,
      applyId: apply.id,
      attemptId: null,
      before: null,
      after: null,
    },
  );
  onChange();
  notifyEnded();
}
