import { createProblem, type Problem } from '@peerscape/shared/api';
import { isResult, isUnderWay, moved } from '@peerscape/shared/plan';
import type { HalfRow } from '@peerscape/shared/topology';
import { computeBackoff } from '../../backoff.ts';
import { Failure } from '../../failure.ts';
import type { HalfReading } from '../ports.ts';
import { confirmAbsence, type DeletedContainer, REQUIRED_EQUAL_READS, toComparisonKey } from './half-presence.ts';
import { recordEnd, recordWait } from './step-records.ts';
import type { StepDependencies, StepResult, StepTask } from './step-task.ts';

interface WriteKnowledge {
  /** True if Azure accepted the write; otherwise it is unknown whether the write reached Azure. */
  readonly wasAccepted: boolean;
  /** Reason why there was no response. */
  readonly problem?: Problem;
}

/** Maximum number of attempts for a write that never reaches Azure. */
const MAX_ATTEMPTS = 5;

/** Reads the half until the result of the write is certain, and stores it. */
export async function verifyWrite(dependencies: StepDependencies, task: StepTask, known: WriteKnowledge): Promise<StepResult> {
  const { azure, clock, timing, onHalfRead } = dependencies;
  const { step, signal } = task;
  const startedAt = clock.ticks();
  let last: string | undefined;
  let equal = 0;
  for (let first = true; ; first = false) {
    if (!first) await clock.sleep(timing.readIntervalMs, signal);
    const passed = clock.ticks() - startedAt;
    const read = await reading(azure.readHalf(step.half.id, signal), signal);
    const key = 'problem' in read ? undefined : toComparisonKey(read);
    equal = key === undefined ? 0 : key === last ? equal + 1 : 1;
    last = key;
    if ('problem' in read) {
      if (read.problem.retryAt !== undefined || passed > timing.consistencyTimeoutMs) return waitUnknown(dependencies, task, read.problem);
      continue;
    }
    if (equal < REQUIRED_EQUAL_READS) continue;
    const found = 'half' in read ? read.half : undefined;
    const verdict = verdictOn(found, passed, dependencies, task, known);
    if ('missing' in read) {
      if (verdict === undefined) continue;
      const absence = await confirmAbsence(dependencies, step.half.id, read.missing, signal);
      if (absence.kind === 'unreadable') {
        if (absence.problem.retryAt !== undefined || passed > timing.consistencyTimeoutMs)
          return waitUnknown(dependencies, task, absence.problem);
        continue;
      }
      onHalfRead(step.half.id, undefined);
      if (absence.deletedWith !== undefined) return endWithContainer(dependencies, task, absence.deletedWith);
    } else onHalfRead(step.half.id, found);
    switch (verdict) {
      case 'succeeded':
        return endAsSucceeded(dependencies, task, found);
      case 'too-long':
        return waitUnknown(dependencies, task, TIMED_OUT);
      case 'never-arrived':
        return resend(dependencies, task, known.problem);
      case 'mismatch':
        return endAsMismatch(dependencies, task, found);
    }
  }
}

type Verdict = 'succeeded' | 'too-long' | 'never-arrived' | 'mismatch';

/** Returns the verdict on a confirmed half `passed` milliseconds after verification started; undefined while it may still change. */
function verdictOn(
  found: HalfRow | undefined,
  passed: number,
  { timing }: Pick<StepDependencies, 'timing'>,
  { step, stored }: StepTask,
  { wasAccepted }: WriteKnowledge,
): Verdict | undefined {
  if (isResult(step, found)) return 'succeeded';
  if (found && isUnderWay(found)) return passed > timing.operationTimeoutMs ? 'too-long' : undefined;
  const isAsBefore = moved(stored.before ?? undefined, found, { byOwnHand: false }).length === 0;
  const hasSettled = !wasAccepted && passed >= timing.lateWriteMs;
  if (isAsBefore && hasSettled) return 'never-arrived';
  return passed >= timing.consistencyTimeoutMs || hasSettled ? 'mismatch' : undefined;
}

async function reading(half: Promise<HalfReading>, signal: AbortSignal): Promise<HalfReading | { readonly problem: Problem }> {
  try {
    return await half;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Failure) return { problem: error.problem };
    throw error;
  }
}

async function endAsSucceeded(dependencies: StepDependencies, task: StepTask, found: HalfRow | undefined): Promise<StepResult> {
  await reportCounterpart(dependencies, task);
  await recordEnd(dependencies, task, 'succeeded', 'Done and verified in Azure', { after: found });
  return { kind: 'ended' };
}

/** Ends a step whose container was deleted: a deletion has succeeded, anything else has failed. */
async function endWithContainer(dependencies: StepDependencies, task: StepTask, goneWith: DeletedContainer): Promise<StepResult> {
  const message = `This half was deleted together with its ${goneWith}`;
  await recordEnd(dependencies, task, task.step.action === 'delete' ? 'succeeded' : 'failed', message, {});
  return { kind: 'ended' };
}

/** Reports the counterpart to the map after the write. A missing counterpart in one read proves nothing; the next full read decides. */
async function reportCounterpart({ azure, onHalfRead }: StepDependencies, { counterpartId, signal }: StepTask): Promise<void> {
  if (counterpartId === undefined) return;
  const read = await reading(azure.readHalf(counterpartId, signal), signal);
  if ('half' in read) onHalfRead(counterpartId, read.half);
}

/** Sends the write again, a few times: the half is unchanged, and a write would have reached Azure by now. */
async function resend(dependencies: StepDependencies, task: StepTask, problem: Problem | undefined): Promise<StepResult> {
  const { timing, random } = dependencies;
  if (task.stored.attempts >= MAX_ATTEMPTS) {
    await recordEnd(dependencies, task, 'failed', 'The change did not reach Azure', {
      problem: problem ?? null,
      after: task.stored.before ?? undefined,
    });
    return { kind: 'ended' };
  }
  const waitMs = computeBackoff(task.stored.attempts, timing.busyMs, random());
  return recordWait(dependencies, task, waitMs, 'The change did not reach Azure and will be sent again', problem ?? null);
}

async function endAsMismatch(dependencies: StepDependencies, task: StepTask, found: HalfRow | undefined): Promise<StepResult> {
  const { write } = task.step;
  const differs =
    write && found
      ? moved({ ...found, ...write }, found, { byOwnHand: true }).join(', ')
      : found
        ? 'the half still exists'
        : 'the half does not exist';
  await recordEnd(dependencies, task, 'mismatch', `The state in Azure differs from what was written (${differs || found?.state})`, {
    after: found,
  });
  return { kind: 'ended' };
}

/** Waits while the result is unknown. Releases the lease, so that the uncertainty does not block other changes to the VNets. */
async function waitUnknown(dependencies: StepDependencies, task: StepTask, problem: Problem): Promise<StepResult> {
  const { clock, timing } = dependencies;
  const { retryAt } = problem;
  const waitMs = retryAt === undefined ? timing.busyMs.most : Math.max(0, Date.parse(retryAt) - clock.now());
  const message = 'Cannot determine at the moment whether the change was made';
  const later = await recordWait(dependencies, task, waitMs, message, problem, 'unknown');
  return { ...later, ...(retryAt !== undefined && { pause: 'subscription' }) };
}

const TIMED_OUT = createProblem('operation-too-long', { title: 'Azure is taking too long to process the half' });
