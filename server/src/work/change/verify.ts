import type { Problem } from '@peerscape/shared/api';
import { isResult, isUnderWay, moved } from '@peerscape/shared/plan';
import type { HalfRow } from '@peerscape/shared/topology';
import { isoTime } from '../../clock.ts';
import { Failure } from '../failure.ts';
import { backoff } from './backoff.ts';
import { endAs, moveTo } from './record.ts';
import type { StepParts, StepRun, StepTask } from './step-parts.ts';

interface Known {
  /** Azure said that it accepted the write; otherwise nobody knows whether it arrived. */
  readonly wasAccepted: boolean;
  /** Why there was no answer. */
  readonly problem?: Problem;
}

/** ARM may answer from a copy that lags (terraform-provider-azurerm #18268, #32935): only what is read so often in a row counts. */
const EQUAL_READINGS = 3;
/** A write that never arrives is not sent more often than this. */
const MOST_ATTEMPTS = 5;

/** Reads the half until it is certain what became of the write, and says so. */
export async function verify(parts: StepParts, task: StepTask, known: Known): Promise<StepRun> {
  const { azure, clock, timing, seen } = parts;
  const { step, signal } = task;
  const began = clock.ticks();
  let last: string | undefined;
  let equal = 0;
  let trouble: Problem | undefined;
  for (let first = true; ; first = false) {
    if (!first) await clock.sleep(timing.lookMs, signal);
    const passed = clock.ticks() - began;
    const read = await reading(azure.readHalf(step.half.id, signal), signal);
    if ('problem' in read) {
      trouble = read.problem;
      [last, equal] = [undefined, 0];
      if (passed > timing.showMs) return cannotTell(parts, task, trouble);
      continue;
    }
    const { found } = read;
    const face = faceOf(found);
    equal = face === last ? equal + 1 : 1;
    last = face;
    if (equal < EQUAL_READINGS) continue;
    seen(step.half.id, found);
    if (isResult(step, found)) return succeeded(parts, task, found);
    if (found && isUnderWay(found)) {
      if (passed > timing.operationMs) return cannotTell(parts, task, UNDER_WAY);
      continue;
    }
    const isAsBefore = moved(task.stored.before ?? undefined, found, { byOwnHand: false }).length === 0;
    if (!known.wasAccepted && isAsBefore && passed >= timing.settleMs) return neverArrived(parts, task, known.problem);
    if (passed >= timing.showMs || (!known.wasAccepted && !isAsBefore && passed >= timing.settleMs)) return mismatch(parts, task, found);
  }
}

async function reading(
  half: Promise<HalfRow | undefined>,
  signal: AbortSignal,
): Promise<{ found: HalfRow | undefined } | { problem: Problem }> {
  try {
    return { found: await half };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Failure) return { problem: error.problem };
    throw error;
  }
}

/** All of it but the etag, which moves with every change in the VNet. */
const faceOf = (half: HalfRow | undefined): string => JSON.stringify(half ? { ...half, etag: '' } : null);

async function succeeded(parts: StepParts, task: StepTask, found: HalfRow | undefined): Promise<StepRun> {
  await seeTwin(parts, task);
  await endAs(parts, task, 'succeeded', 'Done, and read back from Azure', { after: found });
  return { kind: 'ended' };
}

/** What the write did to the twin, for the map. Where it cannot be read, the next reading of everything tells it. */
async function seeTwin({ azure, seen }: StepParts, { twinId, signal }: StepTask): Promise<void> {
  if (twinId === undefined) return;
  const read = await reading(azure.readHalf(twinId, signal), signal);
  if ('found' in read) seen(twinId, read.found);
}

/** The half is as it was, and whatever was sent would have arrived by now: it is sent anew, a few times. */
async function neverArrived(parts: StepParts, task: StepTask, problem: Problem | undefined): Promise<StepRun> {
  const { clock, timing, random } = parts;
  if (task.stored.attempts >= MOST_ATTEMPTS) {
    await endAs(parts, task, 'failed', 'The change never arrived at Azure', {
      problem: problem ?? null,
      after: task.stored.before ?? undefined,
    });
    return { kind: 'ended' };
  }
  const until = clock.now() + backoff(task.stored.attempts, timing.busyMs, random());
  await moveTo(parts, task, 'waiting', 'The change did not arrive at Azure; it is sent again', {
    until: isoTime(until),
    problem: problem ?? null,
  });
  await parts.store.release(task.lease);
  return { kind: 'later', until };
}

async function mismatch(parts: StepParts, task: StepTask, found: HalfRow | undefined): Promise<StepRun> {
  const { write } = task.step;
  const differs =
    write && found ? moved({ ...found, ...write }, found, { byOwnHand: true }).join(', ') : found ? 'it is still there' : 'it is gone';
  await endAs(parts, task, 'mismatch', `Azure shows something else than was written (${differs || found?.state})`, { after: found });
  return { kind: 'ended' };
}

/** Nobody can tell yet. The VNets are let go of: their owner must not be locked out by our not knowing. */
async function cannotTell(parts: StepParts, task: StepTask, problem: Problem): Promise<StepRun> {
  const { clock, timing } = parts;
  const until = clock.now() + timing.busyMs.most;
  await moveTo(parts, task, 'unknown', 'Whether it was done cannot be read at the moment', { until: isoTime(until), problem });
  await parts.store.release(task.lease);
  return { kind: 'later', until };
}

const UNDER_WAY: Problem = {
  type: 'about:blank',
  title: 'Azure has been working on the half for too long',
  status: 504,
  code: 'operation-too-long',
};
