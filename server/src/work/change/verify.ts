import type { Problem } from '@peerscape/shared/api';
import { isResult, isUnderWay, moved } from '@peerscape/shared/plan';
import type { HalfRow } from '@peerscape/shared/topology';
import { Failure } from '../../failure.ts';
import type { HalfReading } from '../ports.ts';
import { comparisonKey, confirmAbsence, EQUAL_READINGS, type GoneWith } from './absence.ts';
import { backoff } from './backoff.ts';
import { endAs, waitUntil } from './record.ts';
import type { StepParts, StepRun, StepTask } from './step-parts.ts';

interface Known {
  /** Azure said that it accepted the write; otherwise nobody knows whether it arrived. */
  readonly wasAccepted: boolean;
  /** Why there was no answer. */
  readonly problem?: Problem;
}

/** A write that never arrives is not sent more often than this. */
const MOST_ATTEMPTS = 5;

/** Reads the half until it is certain what became of the write, and says so. */
export async function verify(parts: StepParts, task: StepTask, known: Known): Promise<StepRun> {
  const { azure, clock, timing, seen } = parts;
  const { step, signal } = task;
  const began = clock.ticks();
  let last: string | undefined;
  let equal = 0;
  for (let first = true; ; first = false) {
    if (!first) await clock.sleep(timing.lookMs, signal);
    const passed = clock.ticks() - began;
    const read = await reading(azure.readHalf(step.half.id, signal), signal);
    const key = 'problem' in read ? undefined : comparisonKey(read);
    equal = key === undefined ? 0 : key === last ? equal + 1 : 1;
    last = key;
    if ('problem' in read) {
      if (passed > timing.showMs) return cannotTell(parts, task, read.problem);
      continue;
    }
    if (equal < EQUAL_READINGS) continue;
    const found = 'half' in read ? read.half : undefined;
    const verdict = verdictOn(found, passed, parts, task, known);
    if ('missing' in read) {
      if (verdict === undefined) continue;
      const absence = await confirmAbsence(parts, step.half.id, read.missing, signal);
      if (absence.kind === 'unreadable') {
        if (passed > timing.showMs) return cannotTell(parts, task, absence.problem);
        continue;
      }
      seen(step.half.id, undefined);
      if (absence.goneWith !== undefined) return goneWithContainer(parts, task, absence.goneWith);
    } else seen(step.half.id, found);
    switch (verdict) {
      case 'succeeded':
        return succeeded(parts, task, found);
      case 'too-long':
        return cannotTell(parts, task, UNDER_WAY);
      case 'never-arrived':
        return neverArrived(parts, task, known.problem);
      case 'mismatch':
        return mismatch(parts, task, found);
    }
  }
}

type Verdict = 'succeeded' | 'too-long' | 'never-arrived' | 'mismatch';

/** Concludes from a half that was read often enough, `passed` milliseconds after verification began; undefined while more time may tell. */
function verdictOn(
  found: HalfRow | undefined,
  passed: number,
  { timing }: Pick<StepParts, 'timing'>,
  { step, stored }: StepTask,
  { wasAccepted }: Known,
): Verdict | undefined {
  if (isResult(step, found)) return 'succeeded';
  if (found && isUnderWay(found)) return passed > timing.operationMs ? 'too-long' : undefined;
  const isAsBefore = moved(stored.before ?? undefined, found, { byOwnHand: false }).length === 0;
  const hasSettled = !wasAccepted && passed >= timing.settleMs;
  if (isAsBefore && hasSettled) return 'never-arrived';
  return passed >= timing.showMs || hasSettled ? 'mismatch' : undefined;
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

async function succeeded(parts: StepParts, task: StepTask, found: HalfRow | undefined): Promise<StepRun> {
  await seeTwin(parts, task);
  await endAs(parts, task, 'succeeded', 'Done, and read back from Azure', { after: found });
  return { kind: 'ended' };
}

/** A deletion has what it wanted, nothing else can be had any more. */
async function goneWithContainer(parts: StepParts, task: StepTask, goneWith: GoneWith): Promise<StepRun> {
  const words = `The ${goneWith} was deleted meanwhile, and this half with it`;
  await endAs(parts, task, task.step.action === 'delete' ? 'succeeded' : 'failed', words, {});
  return { kind: 'ended' };
}

/** What the write did to the twin, for the map. A twin that one reading does not show proves nothing; the next reading of everything tells. */
async function seeTwin({ azure, seen }: StepParts, { twinId, signal }: StepTask): Promise<void> {
  if (twinId === undefined) return;
  const read = await reading(azure.readHalf(twinId, signal), signal);
  if ('half' in read) seen(twinId, read.half);
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
  await waitUntil(parts, task, until, 'The change did not arrive at Azure; it is sent again', problem ?? null);
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
  await waitUntil(parts, task, until, 'Whether it was done cannot be read at the moment', problem, 'unknown');
  return { kind: 'later', until };
}

const UNDER_WAY: Problem = {
  type: 'about:blank',
  title: 'Azure has been working on the half for too long',
  status: 504,
  code: 'operation-too-long',
};
