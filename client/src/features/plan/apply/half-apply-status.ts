import { type ApplyDocument, FINAL_STEP_STATES, type StepState, SUCCEEDED_STEP_STATES } from '@peerscape/shared/api';
import { type PeeringKey, peeringKey } from '@peerscape/shared/topology';
import type { HalfApplyStatus } from '../../../lib/format/half-status-styles.ts';
import { planOf } from '../plan-of.ts';

/** Maps step states to the progress on the map; cancelled steps are not shown. */
const PROGRESS_OF: Readonly<Record<StepState, HalfApplyStatus | undefined>> = {
  planned: 'waiting',
  waiting: 'waiting',
  checking: 'running',
  sending: 'running',
  running: 'running',
  verifying: 'running',
  succeeded: 'done',
  adopted: 'done',
  drifted: 'failed',
  failed: 'failed',
  mismatch: 'failed',
  unknown: 'failed',
  quarantined: 'failed',
  skipped: 'failed',
  cancelled: undefined,
};

/** Precedence among several steps of one half, also of several applies: it is done only when all its steps are. */
const PRECEDENCE: Readonly<Record<HalfApplyStatus, number>> = { done: 0, waiting: 1, running: 2, failed: 3 };

/** Returns the progress of each half of the applies, by `from>to`; a half that was deleted has no place on the map. */
export function halfApplyStatuses(applies: readonly Pick<ApplyDocument, 'steps' | 'plan'>[]): ReadonlyMap<string, HalfApplyStatus> {
  const halves = new Map<string, HalfApplyStatus>();
  for (const { steps, plan } of applies) {
    const stateOf = new Map(steps.map(({ id, state }) => [id, state]));
    for (const { id, half, action } of plan.plan.steps) {
      const progress = PROGRESS_OF[stateOf.get(id) ?? 'planned'];
      if (action === 'delete' && progress === 'done') continue;
      const key = `${half.from}>${half.to}`;
      const current = halves.get(key);
      if (progress && (current === undefined || PRECEDENCE[progress] > PRECEDENCE[current])) halves.set(key, progress);
    }
  }
  return halves;
}

/**
 * Returns the peerings that the applies have not completed, or that they changed after `readAt`: what was read of them is half-done work, and
 * no problem yet. Of each apply, those with a step that did not succeed are not among them, nor those that it has yet to write while it is
 * paused, because nobody knows for how long.
 */
export const peeringsBeingWritten = (applies: readonly ApplyDocument[], readAt: string): ReadonlySet<PeeringKey> =>
  new Set(applies.flatMap((apply) => peeringsWrittenBy(apply, readAt)));

function peeringsWrittenBy({ state, steps, plan }: ApplyDocument, readAt: string): readonly PeeringKey[] {
  const isRunning = state === 'running' || state === 'cancelling';
  const progressOf = new Map(steps.map((step) => [step.id, step]));
  const open = new Set<PeeringKey>();
  const failed = new Set<PeeringKey>();
  for (const { id, half } of planOf(plan).steps) {
    const step = progressOf.get(id);
    if (!step) continue;
    const key = peeringKey(half.from, half.to);
    const hasEnded = FINAL_STEP_STATES.has(step.state);
    if (hasEnded && !SUCCEEDED_STEP_STATES.has(step.state)) failed.add(key);
    if (hasEnded ? Date.parse(step.since) > Date.parse(readAt) : isRunning) open.add(key);
  }
  return [...open].filter((key) => !failed.has(key));
}
