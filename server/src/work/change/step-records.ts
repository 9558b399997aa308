import type { Problem, StepState } from '@peerscape/shared/api';
import type { HalfRow } from '@peerscape/shared/topology';
import { formatIsoTime } from '../../clock.ts';
import { type NewAuditEntry, type StepChange, StoreFailure } from '../../store/store.ts';
import type { StepDependencies, StepResult, StepTask } from './step-task.ts';

const STORE_PAUSE_MS = 1000;

/** Stores the state of the step and keeps its lease. */
export async function recordState(
  dependencies: StepDependencies,
  task: StepTask,
  state: StepState,
  message: string,
  more: StepChange = {},
): Promise<void> {
  await write(dependencies, task, { state, since: formatIsoTime(dependencies.clock.now()), words: message, until: null, ...more });
}

/** Stores the outcome of the step with the current half and releases the lease, in one transaction. */
export async function recordEnd(
  dependencies: StepDependencies,
  task: StepTask,
  state: StepState,
  message: string,
  end: Ending,
): Promise<void> {
  const { after, problem = null } = end;
  await dependencies.failpoint('verified', task.step.id);
  const change: StepChange = {
    state,
    since: formatIsoTime(dependencies.clock.now()),
    words: message,
    until: null,
    problem,
    after: after ?? null,
    ...NOT_ACTIVE,
  };
  await write(dependencies, task, change, {
    release: true,
    audit: toStepAudit(task, 'outcome', `${state}: ${message}`, task.stored.before, after),
  });
  await dependencies.failpoint('recorded', task.step.id);
}

interface Ending {
  readonly after?: HalfRow | undefined;
  readonly problem?: Problem | null;
}

/** Stores that the step waits for `waitMs` and releases the lease, so that other steps can write to its VNets. */
export async function recordWait(
  dependencies: StepDependencies,
  task: StepTask,
  waitMs: number,
  message: string,
  problem: Problem | null,
  state: StepState = 'waiting',
): Promise<StepResult & { readonly kind: 'later' }> {
  const now = dependencies.clock.now();
  const change: StepChange = {
    state,
    since: formatIsoTime(now),
    until: formatIsoTime(now + waitMs),
    words: message,
    problem,
    ...NOT_ACTIVE,
  };
  await write(dependencies, task, change, { release: true });
  return { kind: 'later', waitMs };
}

/** Columns of a step that no server is sending or following: a server that crashes now did not crash because of it. */
const NOT_ACTIVE = { crashes: 0, suspect: null, activeFence: null } satisfies StepChange;

/** Creates an audit entry about a step. */
export const toStepAudit = (
  { step, stored, by, planHash }: Pick<StepTask, 'step' | 'stored' | 'by' | 'planHash'>,
  deed: string,
  text: string,
  before: unknown,
  after: unknown,
): NewAuditEntry => ({
  by,
  deed,
  subject: step.half.id,
  text,
  planHash,
  applyId: stored.applyId,
  attemptId: stored.attemptId,
  before: before ?? null,
  after: after ?? null,
});

/** Writes to the store, retrying while it is unavailable until the process stops, so that known outcomes are not lost. */
async function write(
  dependencies: StepDependencies,
  task: StepTask,
  change: StepChange,
  effects: Parameters<StepDependencies['store']['updateStep']>[3] = {},
) {
  const { store, clock, onChange } = dependencies;
  for (;;) {
    try {
      await store.updateStep(task.claim, task.step.id, change, effects);
      onChange();
      return;
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      await clock.sleep(STORE_PAUSE_MS, task.signal);
    }
  }
}
