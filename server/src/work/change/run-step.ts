import type { Problem } from '@peerscape/shared/api';
import { isResult, isUnderWay, moved } from '@peerscape/shared/plan';
import type { HalfRow } from '@peerscape/shared/topology';
import { computeBackoff } from '../../backoff.ts';
import { type Clock, formatIsoTime } from '../../clock.ts';
import type { OperationStatus, SendOutcome } from '../ports.ts';
import { followOperation } from './follow-operation.ts';
import { confirmHalf, type HalfPresence, presentHalf } from './half-presence.ts';
import { recordEnd, recordState, recordWait, toStepAudit } from './step-records.ts';
import type { PauseScope, StepDependencies, StepResult, StepTask } from './step-task.ts';
import { verifyWrite } from './verify-write.ts';

const ENDED: StepResult = { kind: 'ended' };
const NO_LEASE_PAUSE_MS = 1000;
const THROTTLED = 'Azure is throttling requests';

/**
 * Runs one step from its current state to its end, or until it must wait. Resuming after a restart works the same way: the result is always
 * read from the half itself, never assumed from what was sent (reliability §2.7).
 */
export async function runStep(dependencies: StepDependencies, task: StepTask): Promise<StepResult> {
  switch (task.stored.state) {
    case 'running':
      return follow(dependencies, task);
    case 'verifying':
      return verifyWrite(dependencies, task, { wasAccepted: true });
    case 'sending':
    case 'unknown':
      return verifyWrite(dependencies, task, { wasAccepted: false });
    default:
      return check(dependencies, task);
  }
}

/**
 * Reads the half just before the write, and writes only if it is still as the plan expects. That the half is missing or already as planned
 * is concluded from as many reads as a verification, because one answer may come from a stale replica.
 */
async function check(dependencies: StepDependencies, task: StepTask): Promise<StepResult> {
  await recordState(dependencies, task, 'checking', 'Checking the current state of the half', { attemptId: null, operationUrl: null });
  const read = await readHalf(dependencies, task);
  switch (read.kind) {
    case 'unreadable':
      return handleUnreadable(dependencies, task, read);
    case 'present':
      return compare(dependencies, task, read.half);
    case 'absent':
      return read.deletedWith === undefined
        ? compare(dependencies, task, undefined)
        : handleDeletedContainer(dependencies, task, read.deletedWith);
  }
}

/** Ends the step if the half is as planned or has drifted; otherwise sends the write. */
async function compare(dependencies: StepDependencies, task: StepTask, found: HalfRow | undefined): Promise<StepResult> {
  const { step, expected, followsOwnWrite } = task;
  if (isResult(step, found)) {
    await recordEnd(dependencies, task, 'adopted', 'Already in the desired state; nothing was sent', { after: found });
    return ENDED;
  }
  const changes = moved(expected, found, { byOwnHand: followsOwnWrite });
  if (changes.length > 0) {
    await recordEnd(
      dependencies,
      withStored(task, { before: found ?? null }),
      'drifted',
      `Changed since the plan was created: ${changes.join(', ')}. Nothing was sent`,
      { after: found },
    );
    return ENDED;
  }
  if (found && isUnderWay(found))
    return waitWhileBusy(dependencies, task, 'Azure is still processing an earlier change to this half', null, undefined);
  return send(dependencies, task, found);
}

/** Reads the half: once if it exists and must be written, otherwise until confirmed. Reports confirmed halves to the map. */
async function readHalf(dependencies: StepDependencies, { step, signal }: StepTask): Promise<HalfPresence> {
  const status = await confirmHalf(dependencies, step.half.id, signal, (half) => !isResult(step, half));
  if (status.kind !== 'unreadable') dependencies.onHalfRead(step.half.id, presentHalf(status));
  return status;
}

/** Ends a step whose container was deleted: a deletion is done, anything else has failed. */
async function handleDeletedContainer(dependencies: StepDependencies, task: StepTask, goneWith: string): Promise<StepResult> {
  if (task.step.action === 'delete') {
    await recordEnd(dependencies, task, 'adopted', `This half was deleted together with its ${goneWith}; nothing was sent`, {});
  } else {
    await recordEnd(dependencies, task, 'failed', `The ${goneWith} of this half was deleted; nothing was sent`, {});
  }
  return ENDED;
}

/** Handles a half that cannot be read: missing permission ends the step, other errors may be temporary. */
async function handleUnreadable(
  dependencies: StepDependencies,
  task: StepTask,
  { problem, armStatus }: HalfPresence & { kind: 'unreadable' },
): Promise<StepResult> {
  if (armStatus === 403) {
    await recordEnd(dependencies, task, 'failed', 'No permission to read the half; nothing was sent', { problem });
    return ENDED;
  }
  const waitMs = problem.retryAt === undefined ? undefined : Date.parse(problem.retryAt) - dependencies.clock.now();
  if (waitMs !== undefined) return postpone(dependencies, task, { message: THROTTLED, problem, waitMs, pause: 'subscription' });
  return waitWhileBusy(dependencies, task, 'The half cannot be read at the moment', problem, undefined);
}

async function send(dependencies: StepDependencies, task: StepTask, found: HalfRow | undefined): Promise<StepResult> {
  const { store, azure, clock, timing, newId, failpoint, onChange } = dependencies;
  const { step, stored } = task;
  task.signal.throwIfAborted();
  if (!dependencies.mayWrite()) return postpone(dependencies, task, { message: 'Peerscape is read-only', problem: null, waitMs: 0 });
  const attemptId = newId();
  const sending = withStored(task, { attemptId, attempts: stored.attempts + 1, before: found ?? null });
  const elapsed = startTimer(clock);
  const recorded = await store.recordAttempt(task.claim, {
    stepId: step.id,
    attemptId,
    vnets: [step.half.from, step.half.to],
    change: {
      state: 'sending',
      since: formatIsoTime(clock.now()),
      words: 'Sending the change to Azure',
      attemptId,
      attempts: stored.attempts + 1,
      before: found ?? null,
      problem: null,
      until: null,
    },
    audit: toStepAudit(sending, 'write', `${step.action} ${step.half.name}`, found, step.write),
  });
  if (!recorded)
    return postpone(dependencies, task, { message: 'Another step has leased these VNets', problem: null, waitMs: NO_LEASE_PAUSE_MS });
  onChange();
  await failpoint('intent-written', step.id);
  task.signal.throwIfAborted();
  // another server of a shared store may have replaced a process that was suspended since, and may send the write itself after `lateWriteMs`
  const remainingMs = () => (store.isExclusive ? Number.POSITIVE_INFINITY : timing.sendMs - elapsed());
  const answering = azure.send({ action: step.action, id: step.half.id, write: step.write, attemptId, remainingMs });
  await failpoint('sent', step.id);
  const outcome = await answering;
  await failpoint('answered', step.id);
  return handleOutcome(dependencies, sending, outcome);
}

/** Returns a function that returns the milliseconds since now by the clock that ran faster: one of them may stop while the machine sleeps. */
function startTimer(clock: Clock): () => number {
  const began = { now: clock.now(), ticks: clock.ticks() };
  return () => Math.max(clock.now() - began.now, clock.ticks() - began.ticks);
}

async function handleOutcome(dependencies: StepDependencies, task: StepTask, outcome: SendOutcome): Promise<StepResult> {
  switch (outcome.kind) {
    case 'accepted': {
      const { operationUrl } = outcome;
      await recordState(dependencies, task, 'running', 'Azure has accepted the change and is processing it', { operationUrl });
      return follow(dependencies, withStored(task, { operationUrl }), outcome.waitMs ?? 0);
    }
    case 'unanswered':
      await recordState(dependencies, task, 'unknown', 'Azure did not respond; checking whether the change was made', {
        problem: outcome.problem,
      });
      return verifyWrite(dependencies, task, { wasAccepted: false, problem: outcome.problem });
    case 'refused':
      return handleRefusal(dependencies, task, outcome);
  }
}

async function handleRefusal(
  dependencies: StepDependencies,
  task: StepTask,
  { reason, problem, waitMs }: SendOutcome & { kind: 'refused' },
): Promise<StepResult> {
  switch (reason) {
    case 'busy':
      return waitWhileBusy(dependencies, task, 'Azure is busy with another change to this VNet', problem, waitMs);
    case 'throttled':
      return postpone(dependencies, task, { message: THROTTLED, problem, waitMs, pause: 'writes' });
    case 'late':
      return postpone(dependencies, task, {
        message: 'There was no time left to send the change; checking the half again',
        problem,
        waitMs,
      });
    case 'identity':
      return postpone(dependencies, task, {
        message: 'Azure rejected the sign-in; sign in again to continue',
        problem,
        waitMs,
        pause: 'identity',
      });
    default:
      await recordEnd(dependencies, task, 'failed', 'Azure rejected the change', {
        problem,
        after: await readFinalState(dependencies, task),
      });
      return ENDED;
  }
}

/** Reads the half after a rejection; returns the half from before the write if it cannot be read. */
async function readFinalState(dependencies: StepDependencies, task: StepTask): Promise<HalfRow | undefined> {
  const status = await confirmHalf(dependencies, task.step.half.id, task.signal);
  if (status.kind === 'unreadable') return task.stored.before ?? undefined;
  dependencies.onHalfRead(task.step.half.id, presentHalf(status));
  return presentHalf(status);
}

/** Waits with increasing pauses; fails the step after the deadline. */
async function waitWhileBusy(
  dependencies: StepDependencies,
  task: StepTask,
  message: string,
  problem: Problem | null,
  waitMs: number | undefined,
): Promise<StepResult> {
  const { clock, timing } = dependencies;
  if (clock.ticks() - (task.waitingSince ?? clock.ticks()) > timing.busyMs.deadline) {
    await recordEnd(dependencies, task, 'failed', `${message}; timed out`, { problem, after: task.stored.before ?? undefined });
    return ENDED;
  }
  return postpone(dependencies, task, { message, problem, waitMs, pause: 'vnet' });
}

interface Delay {
  readonly message: string;
  readonly problem: Problem | null;
  readonly waitMs: number | undefined;
  readonly pause?: PauseScope;
}

async function postpone(dependencies: StepDependencies, task: StepTask, { message, problem, waitMs, pause }: Delay): Promise<StepResult> {
  const { timing, random } = dependencies;
  const later = await recordWait(
    dependencies,
    task,
    waitMs ?? computeBackoff(task.stored.attempts, timing.busyMs, random()),
    message,
    problem,
  );
  return { ...later, ...(pause && { pause }) };
}

/** Follows the accepted operation to its end, then verifies the half, which alone shows the result. */
async function follow(dependencies: StepDependencies, task: StepTask, firstWaitMs = 0): Promise<StepResult> {
  const { operationUrl } = task.stored;
  const ended: Exclude<OperationStatus, { kind: 'running' }> =
    operationUrl === null ? { kind: 'ended', outcome: 'succeeded' } : await followOperation(dependencies, task, operationUrl, firstWaitMs);
  await dependencies.failpoint('operation-ended', task.step.id);
  if (ended.kind === 'ended' && ended.outcome === 'failed') {
    await recordEnd(dependencies, task, 'failed', 'Azure accepted the change, but the operation failed', {
      problem: ended.problem,
      after: await readFinalState(dependencies, task),
    });
    return ENDED;
  }
  const wasAccepted = !(ended.kind === 'ended' && ended.outcome === 'superseded');
  await recordState(dependencies, task, wasAccepted ? 'verifying' : 'unknown', 'Verifying the result in Azure', {
    problem: ended.kind === 'lost' ? ended.problem : null,
  });
  return verifyWrite(dependencies, task, { wasAccepted });
}

/** Returns the task with changes to its stored step. */
const withStored = (task: StepTask, change: Partial<StepTask['stored']>): StepTask => ({ ...task, stored: { ...task.stored, ...change } });
