import { setMaxListeners } from 'node:events';
import { type ApplyState, DONE, ENDED, type StepState } from '@peerscape/shared/api';
import { type Plan, rounds, type Step } from '@peerscape/shared/plan';
import type { HalfRow } from '@peerscape/shared/topology';
import { isoTime } from '../../clock.ts';
import { problemOf } from '../../failure.ts';
import { type Claim, ClaimLost, type StoredApply, type StoredPlan, type StoredStep, StoreFailure } from '../../store/store.ts';
import { newPauses } from './pauses.ts';
import { runStep } from './run-step.ts';
import type { StepParts, StepRun, StepTask } from './step-parts.ts';
import { planIn } from './stored-plan.ts';

export interface ApplyRun {
  readonly apply: StoredApply;
  readonly plan: StoredPlan;
  readonly claim: Claim;
  /** Aborts when the process is to end, or another holder has taken the apply up. */
  readonly signal: AbortSignal;
  /** Resolves at the next moment when something may have changed from outside: cancelled, changes allowed. */
  readonly nudged: () => Promise<void>;
}

/** At most so many steps at once: enough for any estate, and few enough for ARM's limits. */
const MOST_AT_ONCE = 16;
const LOOK_AGAIN_MS = 1000;
/** A step that was under way in so many processes that died is suspected of killing them. */
const MOST_CRASHES = 3;

/**
 * Carries out one apply: starts each step as soon as all it needs is done and both its VNets are free, and goes on until every step has ended,
 * needs a person, or the process is to end. It decides nothing: what, and after what, stands in the plan.
 */
export async function runApply(parts: StepParts, run: ApplyRun): Promise<void> {
  const { store, clock, changed } = parts;
  const plan = planIn(run.plan);
  const order = runningOrder(plan);
  const before = predecessors(plan);
  const pauses = newPauses();
  const waitsSince = new Map<string, number>();
  const active = new Map<string, Promise<void>>();
  const busyVNets = new Set<string>();
  const lost = new AbortController();
  const signal = AbortSignal.any([run.signal, lost.signal]);
  setMaxListeners(0, signal);
  let fault: { readonly error: unknown } | undefined;
  let steps = await takenUp(parts, run);

  const refresh = async () => {
    steps = byId(await store.steps(run.apply.id));
  };
  const isHeldUp = (step: Step) =>
    active.has(step.id) || busyVNets.has(step.half.from) || busyVNets.has(step.half.to) || active.size >= MOST_AT_ONCE;

  const start = async (step: Step, stored: StoredStep): Promise<boolean> => {
    const lease = await store.lease([step.half.from, step.half.to], run.claim, parts.timing.leaseMs);
    if (!lease) return false;
    await parts.at('lease-taken', step.id);
    const task: StepTask = {
      step,
      stored,
      claim: run.claim,
      lease,
      by: run.apply.by,
      planHash: run.plan.hash,
      expected: expectedBy(step, steps),
      twinId: step.twin?.id ?? plan.steps.find(({ half }) => half.from === step.half.to && half.to === step.half.from)?.half.id,
      // a step that found it done already explains the state of the other half as well as one that wrote it
      byOwnHand: before(step).some((id) => steps.get(id)?.attempts || DONE.has(stateOf(steps, id))),
      waitsSince: waitsSince.get(step.id),
      signal,
    };
    const ends = [step.half.from, step.half.to];
    for (const end of ends) busyVNets.add(end);
    const running = runStep(parts, task)
      .then((outcome) => noteOutcome(step, outcome))
      .catch((error: unknown) => (isOurs(error) ? Promise.reject(error) : brokenStep(parts, task, error)))
      .catch((error: unknown) => {
        fault ??= { error };
        if (error instanceof ClaimLost) lost.abort();
      })
      .finally(() => {
        for (const end of ends) busyVNets.delete(end);
        active.delete(step.id);
      });
    active.set(step.id, running);
    return true;
  };
  /** Whether the run ends for it, and not the step alone. */
  const isOurs = (error: unknown) => signal.aborted || error instanceof StoreFailure || error instanceof ClaimLost;
  const noteOutcome = (step: Step, outcome: StepRun) => {
    if (outcome.kind !== 'later') return void waitsSince.delete(step.id);
    pauses.note(step, outcome);
    if (!waitsSince.has(step.id)) waitsSince.set(step.id, clock.now());
  };

  const turn = async (): Promise<'over' | 'on'> => {
    run.signal.throwIfAborted();
    if (fault) throw fault.error;
    const apply = (await store.apply(run.apply.id)) ?? run.apply;
    await refresh();
    if (apply.state === 'cancelling') await cancelOpen(parts, run.claim, steps, active);
    await skipHopeless(parts, run.claim, plan, steps);
    await refresh();
    const open = order.filter((step) => !ENDED.has(stateOf(steps, step.id)));
    if (open.length === 0) {
      await finish(parts, run, apply, steps);
      return 'over';
    }
    if (active.size === 0 && open.every((step) => isBeyondUs(step, steps, waitsSince, parts))) {
      await needsPerson(parts, run, apply);
      return 'over';
    }
    const mayStart = parts.mayWrite() || open.some((step) => wasSent(stateOf(steps, step.id)));
    await noteState(parts, run.claim, apply, steps);
    if (mayStart) {
      for (const step of open) {
        const stored = steps.get(step.id);
        if (!stored || isHeldUp(step)) continue;
        if (!parts.mayWrite() && !wasSent(stored.state)) continue;
        if (!step.needs.every((id) => DONE.has(stateOf(steps, id)))) continue;
        if (Math.max(pauses.until(step), stored.until ? Date.parse(stored.until) : 0) > clock.now()) continue;
        await start(step, stored);
      }
    }
    changed();
    await Promise.race([...active.values(), run.nudged(), clock.sleep(LOOK_AGAIN_MS, signal)]);
    return 'on';
  };
  try {
    while ((await turn()) === 'on');
  } catch (error) {
    // steps that wait for Azure must not go on to a write that would be refused
    if (error instanceof ClaimLost) lost.abort();
    // a wait that a step's lost claim cut short rejects with the abort, which is not the reason
    throw lost.signal.aborted ? (fault?.error ?? error) : error;
  } finally {
    // what was sent is followed as far as its record, also when the process is to end
    await Promise.allSettled(active.values());
  }
}

/** A fault of ours ends the step that met it, not the others. */
async function brokenStep({ store, clock, onError }: StepParts, { stored, step, claim, lease }: StepTask, error: unknown): Promise<void> {
  onError(error);
  const now = (await store.steps(stored.applyId)).find(({ stepId }) => stepId === step.id);
  const state: StepState = now && wasSent(now.state) ? 'unknown' : 'failed';
  const change = {
    state,
    words: 'Peerscape made a mistake here; its log says more',
    since: isoTime(clock.now()),
    problem: problemOf(error),
  };
  await store.moveStep(claim, step.id, change, { release: lease });
}

const byId = (steps: readonly StoredStep[]): ReadonlyMap<string, StoredStep> => new Map(steps.map((step) => [step.stepId, step]));

type Steps = ReadonlyMap<string, StoredStep>;

const stateOf = (steps: Steps, id: string): StepState => steps.get(id)?.state ?? 'planned';

/** Something may have left for Azure: it must be followed to its end, whatever else is allowed. */
const wasSent = (state: StepState): boolean => state === 'sending' || state === 'running' || state === 'verifying' || state === 'unknown';

/** The order in which steps are offered the VNets, so that the busiest VNet is hardly ever idle. */
function runningOrder(plan: Plan): readonly Step[] {
  const inRounds = rounds(plan).flat();
  const known = new Set(inRounds.map(({ id }) => id));
  return [...inRounds, ...plan.steps.filter(({ id }) => !known.has(id))];
}

/** For each step, the steps of the plan that stand before it and write the same half or its twin. */
function predecessors({ steps }: Plan): (step: Step) => readonly string[] {
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

/** What must be found before the step writes. */
function expectedBy({ expects }: Step, steps: Steps): HalfRow | undefined {
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
 * The steps as they were left. One that was under way when its holder fell silent is counted, once for each holder; one that saw too many do
 * so is set aside. A holder that lost the store and comes back takes its count back (`concede`).
 */
async function takenUp({ store, clock, at }: StepParts, { apply, claim }: ApplyRun): Promise<Steps> {
  const steps = await store.steps(apply.id);
  for (const { stepId, state, crashes, suspect } of steps) {
    if (state === 'planned' || state === 'waiting' || state === 'unknown' || ENDED.has(state)) continue;
    await at('recovering', stepId);
    if (claim.takenFrom === null || claim.takenFrom === suspect) continue;
    const isSuspect = crashes + 1 >= MOST_CRASHES;
    await store.moveStep(claim, stepId, {
      crashes: crashes + 1,
      suspect: claim.takenFrom,
      ...(isSuspect && {
        state: 'quarantined',
        since: isoTime(clock.now()),
        words: `Peerscape ended ${MOST_CRASHES} times while this was under way, so it is left alone. Look at the half in Azure before anything else`,
      }),
    });
  }
  return byId(await store.steps(apply.id));
}

async function cancelOpen(parts: StepParts, claim: Claim, steps: Steps, active: ReadonlyMap<string, unknown>): Promise<void> {
  for (const { stepId, state } of steps.values()) {
    if (active.has(stepId) || ENDED.has(state) || wasSent(state)) continue;
    await parts.store.moveStep(claim, stepId, ended(parts, 'cancelled', 'Cancelled before anything was sent'));
  }
}

/** What waits for something that did not come about will never be right. */
async function skipHopeless(parts: StepParts, claim: Claim, { steps }: Plan, stored: Steps): Promise<void> {
  const hopeless = new Set<string>();
  for (const { id, needs } of steps) {
    const state = stateOf(stored, id);
    const blocked = needs.find((need) => hopeless.has(need) || isHopeless(stateOf(stored, need)));
    if (blocked === undefined) continue;
    hopeless.add(id);
    const step = stored.get(id);
    if (!step || ENDED.has(state) || wasSent(state)) continue;
    await parts.store.moveStep(claim, id, ended(parts, 'skipped', 'Skipped: it needs a step that did not end well'));
  }
}

const isHopeless = (state: StepState): boolean => ENDED.has(state) && !DONE.has(state);

const ended = ({ clock }: StepParts, state: StepState, words: string) => ({ state, words, since: isoTime(clock.now()), until: null });

/** Whether nothing but a person can bring it further: not known for too long, or waiting for such a step. */
function isBeyondUs(step: Step, steps: Steps, waitsSince: ReadonlyMap<string, number>, { clock, timing }: StepParts): boolean {
  const since = waitsSince.get(step.id);
  if (stateOf(steps, step.id) === 'unknown') return since !== undefined && clock.now() - since > timing.busyMs.deadline;
  return step.needs.some(
    (id) => stateOf(steps, id) === 'unknown' && (waitsSince.get(id) ?? clock.now()) + timing.busyMs.deadline < clock.now(),
  );
}

async function needsPerson({ store, changed }: StepParts, { claim }: ApplyRun, { state }: StoredApply): Promise<void> {
  await store.moveApply(claim, state, {
    state: 'attention',
    trouble: 'Whether some halves were changed cannot be told. Look at them in Azure, then let Peerscape look again',
  });
  changed();
}

/** Running, or paused with the reason, so that whoever looks knows why nothing moves. */
async function noteState({ store, mayWrite }: StepParts, claim: Claim, apply: StoredApply, steps: Steps): Promise<void> {
  if (apply.state === 'cancelling') return;
  const signIn = [...steps.values()].find(({ state, problem }) => state === 'waiting' && problem !== null && IDENTITY.has(problem.code));
  const trouble = !mayWrite() ? 'Changes are off; it goes on when they are allowed' : signIn ? (signIn.words ?? null) : null;
  const state: ApplyState = trouble === null ? 'running' : 'paused';
  if (apply.state !== state || apply.trouble !== trouble) await store.moveApply(claim, apply.state, { state, trouble });
}

const IDENTITY: ReadonlySet<string> = new Set([
  'not-signed-in',
  'other-tenant',
  'InvalidAuthenticationToken',
  'ExpiredAuthenticationToken',
  'http-401',
]);

async function finish(
  { store, clock, changed, ended: tell }: StepParts,
  { plan, claim }: ApplyRun,
  apply: StoredApply,
  steps: Steps,
): Promise<void> {
  const states = [...steps.values()].map(({ state }) => state);
  const done = states.filter((state) => DONE.has(state)).length;
  const state: ApplyState = states.includes('quarantined')
    ? 'attention'
    : done === states.length
      ? 'done'
      : apply.state === 'cancelling' && states.includes('cancelled')
        ? 'cancelled'
        : done > 0
          ? 'partly'
          : 'failed';
  const trouble = state === 'attention' ? 'A step brought Peerscape down several times and was left alone' : null;
  await store.moveApply(
    claim,
    apply.state,
    { state, trouble, endedAt: isoTime(clock.now()) },
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
  changed();
  tell();
}
