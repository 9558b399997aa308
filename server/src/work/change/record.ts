import type { Problem, StepState } from '@peerscape/shared/api';
import type { HalfRow } from '@peerscape/shared/topology';
import { isoTime } from '../../clock.ts';
import { type AuditDraft, type StepChange, StoreFailure } from '../../store/store.ts';
import type { StepParts, StepTask } from './step-parts.ts';

const STORE_PAUSE_MS = 1000;

/** Stores where the step stands now. Its lease is kept. */
export async function moveTo(parts: StepParts, task: StepTask, state: StepState, words: string, more: StepChange = {}): Promise<void> {
  await write(parts, task, { state, since: isoTime(parts.clock.now()), words, until: null, ...more });
}

/** Stores how the step ended, with what is true now, and lets go of the VNets: one transaction. */
export async function endAs(parts: StepParts, task: StepTask, state: StepState, words: string, end: Ending): Promise<void> {
  const { after, problem = null } = end;
  await parts.at('verified', task.step.id);
  const change: StepChange = { state, since: isoTime(parts.clock.now()), words, until: null, problem, after: after ?? null, crashes: 0 };
  await write(parts, task, change, {
    release: task.lease,
    audit: auditOf(task, 'outcome', `${state}: ${words}`, task.stored.before, after),
  });
  await parts.at('recorded', task.step.id);
}

interface Ending {
  readonly after?: HalfRow | undefined;
  readonly problem?: Problem | null;
}

/** Stores that the step waits, in whichever state, and releases the VNets: others may write to them meanwhile. */
export async function waitUntil(
  parts: StepParts,
  task: StepTask,
  until: number,
  words: string,
  problem: Problem | null,
  state: StepState = 'waiting',
): Promise<void> {
  const change: StepChange = { state, since: isoTime(parts.clock.now()), until: isoTime(until), words, problem };
  await write(parts, task, change, { release: task.lease });
}

export const auditOf = (
  { step, stored, by, planHash }: Pick<StepTask, 'step' | 'stored' | 'by' | 'planHash'>,
  deed: string,
  text: string,
  before: unknown,
  after: unknown,
): AuditDraft => ({
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

/** What is known must not be lost because the store is away for a while: it is told again and again, until the process is to end. */
async function write(parts: StepParts, task: StepTask, change: StepChange, also: Parameters<StepParts['store']['moveStep']>[3] = {}) {
  const { store, clock, changed } = parts;
  for (;;) {
    try {
      await store.moveStep(task.claim, task.step.id, change, also);
      changed();
      return;
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      await clock.sleep(STORE_PAUSE_MS, task.signal);
    }
  }
}
