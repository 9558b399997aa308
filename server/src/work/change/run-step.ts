import type { Problem } from '@peerscape/shared/api';
import { isResult, isUnderWay, moved } from '@peerscape/shared/plan';
import type { HalfRow } from '@peerscape/shared/topology';
import { isoTime } from '../../clock.ts';
import type { OperationNow, SendOutcome } from '../ports.ts';
import { confirmHalf, type HalfStatus, halfIn } from './absence.ts';
import { backoff } from './backoff.ts';
import { followOperation } from './follow-operation.ts';
import { auditOf, endAs, moveTo, waitUntil } from './record.ts';
import type { StepParts, StepRun, StepTask } from './step-parts.ts';
import { verify } from './verify.ts';

const ENDED: StepRun = { kind: 'ended' };
const LOST_PAUSE_MS = 1000;

/**
 * Leads one step from wherever it stands to its end, or to a later time. The same way whether the process is old or new: what was sent is
 * never believed, the half itself is looked at (reliability §2.7).
 */
export async function runStep(parts: StepParts, task: StepTask): Promise<StepRun> {
  switch (task.stored.state) {
    case 'running':
      return follow(parts, task);
    case 'verifying':
      return verify(parts, task, { wasAccepted: true });
    case 'sending':
    case 'unknown':
      return verify(parts, task, { wasAccepted: false });
    default:
      return check(parts, task);
  }
}

/**
 * Looks at the half just before the write; writes only what is still as the plan expects it. That there is nothing to write, or no half, is
 * concluded from as many readings as a verification takes: one answer may come from a copy that lags.
 */
async function check(parts: StepParts, task: StepTask): Promise<StepRun> {
  await moveTo(parts, task, 'checking', 'Looking at the half once more', { attemptId: null, operationUrl: null });
  const read = await look(parts, task);
  switch (read.kind) {
    case 'unreadable':
      return cannotLook(parts, task, read);
    case 'present':
      return judge(parts, task, read.half);
    case 'absent':
      return read.goneWith === undefined ? judge(parts, task, undefined) : containerGone(parts, task, read.goneWith);
  }
}

async function judge(parts: StepParts, task: StepTask, found: HalfRow | undefined): Promise<StepRun> {
  const { step, expected, byOwnHand } = task;
  if (isResult(step, found)) {
    await endAs(parts, task, 'adopted', 'It was already so; nothing was sent', { after: found });
    return ENDED;
  }
  const changes = moved(expected, found, { byOwnHand });
  if (changes.length > 0) {
    await endAs(
      parts,
      withStored(task, { before: found ?? null }),
      'drifted',
      `Changed since the plan was made: ${changes.join(', ')}. Nothing was sent`,
      { after: found },
    );
    return ENDED;
  }
  if (found && isUnderWay(found)) return busy(parts, task, 'Azure is still working on an earlier change of this half', null, undefined);
  return send(parts, task, found);
}

/** Reads the half: once where it is there and is to be written, else until it is certain. The map learns what is certain. */
async function look(parts: StepParts, { step, signal }: StepTask): Promise<HalfStatus> {
  const status = await confirmHalf(parts, step.half.id, signal, (half) => !isResult(step, half));
  if (status.kind !== 'unreadable') parts.seen(step.half.id, halfIn(status));
  return status;
}

/** A deletion has nothing to do where the VNet is gone; anything else cannot be done there. */
async function containerGone(parts: StepParts, task: StepTask, goneWith: string): Promise<StepRun> {
  if (task.step.action === 'delete') {
    await endAs(parts, task, 'adopted', `The ${goneWith} was deleted, and this half with it; nothing was sent`, {});
  } else {
    await endAs(parts, task, 'failed', `The ${goneWith} of this half was deleted; nothing was sent`, {});
  }
  return ENDED;
}

/** Without a look nothing is sent. What may not be read stays so; anything else may pass. */
async function cannotLook(parts: StepParts, task: StepTask, { problem, armStatus }: HalfStatus & { kind: 'unreadable' }): Promise<StepRun> {
  if (armStatus === 403) {
    await endAs(parts, task, 'failed', 'The half may not be read, so nothing was sent', { problem });
    return ENDED;
  }
  return busy(parts, task, 'The half cannot be read at the moment', problem, undefined);
}

async function send(parts: StepParts, task: StepTask, found: HalfRow | undefined): Promise<StepRun> {
  const { store, azure, clock, newId, at, changed } = parts;
  const { step, stored, lease } = task;
  task.signal.throwIfAborted();
  if (!parts.mayWrite()) return later(parts, task, { words: 'Changes are off', problem: null, waitMs: 0 });
  const attemptId = newId();
  const sending = withStored(task, { attemptId, attempts: stored.attempts + 1, before: found ?? null });
  const began = clock.ticks();
  const noted = await store.intend(task.claim, {
    stepId: step.id,
    attemptId,
    lease,
    leaseMs: parts.timing.leaseMs,
    change: {
      state: 'sending',
      since: isoTime(clock.now()),
      words: 'Sending the change to Azure',
      attemptId,
      attempts: stored.attempts + 1,
      before: found ?? null,
      problem: null,
      until: null,
    },
    audit: auditOf(sending, 'write', `${step.action} ${step.half.name}`, found, step.write),
  });
  if (!noted) return lateToSend(parts, task);
  changed();
  await at('intent-written', step.id);
  // a process that slept here may have lost the VNets: only a request that ends within the lease may leave
  if (clock.ticks() - began > parts.timing.leaseMs / 2) return lateToSend(parts, sending);
  task.signal.throwIfAborted();
  const answering = azure.send({ action: step.action, id: step.half.id, write: step.write, attemptId });
  await at('sent', step.id);
  const outcome = await answering;
  await at('answered', step.id);
  return answered(parts, sending, outcome);
}

const lateToSend = (parts: StepParts, task: StepTask): Promise<StepRun> =>
  later(parts, task, { words: 'The right to write to these VNets was lost while waiting', problem: null, waitMs: LOST_PAUSE_MS });

async function answered(parts: StepParts, task: StepTask, outcome: SendOutcome): Promise<StepRun> {
  switch (outcome.kind) {
    case 'accepted': {
      const { operationUrl } = outcome;
      await moveTo(parts, task, 'running', 'Azure has accepted the change and works on it', { operationUrl });
      return follow(parts, withStored(task, { operationUrl }), outcome.waitMs);
    }
    case 'unanswered':
      await moveTo(parts, task, 'unknown', 'Azure gave no answer; looking whether it was done', { problem: outcome.problem });
      return verify(parts, task, { wasAccepted: false, problem: outcome.problem });
    case 'refused':
      return refused(parts, task, outcome);
  }
}

async function refused(parts: StepParts, task: StepTask, { why, problem, waitMs }: SendOutcome & { kind: 'refused' }): Promise<StepRun> {
  switch (why) {
    case 'busy':
      return busy(parts, task, 'Azure is busy with another change of this VNet', problem, waitMs);
    case 'throttled':
      return later(parts, task, { words: 'Azure takes no more requests for a while', problem, waitMs, pause: 'subscription' });
    case 'identity':
      return later(parts, task, { words: 'Azure does not accept the sign-in; sign in again to go on', problem, waitMs, pause: 'identity' });
    default:
      await endAs(parts, task, 'failed', 'Azure refused the change', { problem, after: await lastLook(parts, task) });
      return ENDED;
  }
}

/** What is true after a refusal; where even that cannot be read, what was true before the write. */
async function lastLook(parts: StepParts, task: StepTask): Promise<HalfRow | undefined> {
  const status = await confirmHalf(parts, task.step.half.id, task.signal);
  if (status.kind === 'unreadable') return task.stored.before ?? undefined;
  parts.seen(task.step.half.id, halfIn(status));
  return halfIn(status);
}

/** Waits ever longer; gives up when it has been so for too long. */
async function busy(
  parts: StepParts,
  task: StepTask,
  words: string,
  problem: Problem | null,
  waitMs: number | undefined,
): Promise<StepRun> {
  const { clock, timing } = parts;
  if (clock.now() - (task.waitsSince ?? clock.now()) > timing.busyMs.deadline) {
    await endAs(parts, task, 'failed', `${words}, and that for too long`, { problem, after: task.stored.before ?? undefined });
    return ENDED;
  }
  return later(parts, task, { words, problem, waitMs, pause: 'vnet' });
}

interface Delay {
  readonly words: string;
  readonly problem: Problem | null;
  readonly waitMs: number | undefined;
  readonly pause?: 'vnet' | 'subscription' | 'identity';
}

async function later(parts: StepParts, task: StepTask, { words, problem, waitMs, pause }: Delay): Promise<StepRun> {
  const { clock, timing, random } = parts;
  const until = clock.now() + (waitMs ?? backoff(task.stored.attempts, timing.busyMs, random()));
  await waitUntil(parts, task, until, words, problem);
  return { kind: 'later', until, ...(pause && { pause }) };
}

/** Follows the accepted operation to its end, then looks at the half: only that tells what is true. */
async function follow(parts: StepParts, task: StepTask, firstWaitMs = 0): Promise<StepRun> {
  const { operationUrl } = task.stored;
  const ended: Exclude<OperationNow, { kind: 'running' }> =
    operationUrl === null ? { kind: 'ended', outcome: 'succeeded' } : await followOperation(parts, task, operationUrl, firstWaitMs);
  await parts.at('operation-ended', task.step.id);
  if (ended.kind === 'ended' && ended.outcome === 'failed') {
    await endAs(parts, task, 'failed', 'Azure accepted the change and then could not make it', {
      problem: ended.problem,
      after: await lastLook(parts, task),
    });
    return ENDED;
  }
  const wasAccepted = !(ended.kind === 'ended' && ended.outcome === 'superseded');
  await moveTo(parts, task, wasAccepted ? 'verifying' : 'unknown', 'Reading back what is true now');
  return verify(parts, task, { wasAccepted });
}

/** The task with its step as it stands since. */
const withStored = (task: StepTask, change: Partial<StepTask['stored']>): StepTask => ({ ...task, stored: { ...task.stored, ...change } });
