import type { HalfRow } from '../topology/index.ts';
import type { Step } from './plan.ts';
import { differences, writableOf } from './writable.ts';

type Found = HalfRow | undefined;

/** Whether the half as found is what the step leaves when Azure has carried it out. */
export function isResult({ action, write, changed, expects, twin }: Step, found: Found): boolean {
  if (action === 'delete') return found === undefined;
  if (!found || !write || isUnderWay(found) || found.provisioningState === 'Failed') return false;
  if (differences(write, writableOf(found)).length > 0) return false;
  if (action === 'sync') return !holdsOldPicture(found);
  if (found.state === 'Disconnected') return false;
  // a half that waits beside a living twin is written as it is to bring the two together
  const waited = expects.kind === 'half' && expects.half.state === 'Initiated' && twin !== undefined && twin.state !== 'Disconnected';
  const mustMeet = action === 'update' && changed.length === 0 && waited;
  return !mustMeet || found.state === 'Connected';
}

/** Whether Azure is still working on it. */
export const isUnderWay = ({ provisioningState }: HalfRow): boolean => provisioningState === 'Updating' || provisioningState === 'Deleting';

const holdsOldPicture = ({ sync, remoteLearned, remoteCurrent }: HalfRow): boolean =>
  sync === 'LocalNotInSync' ||
  sync === 'LocalAndRemoteNotInSync' ||
  (remoteLearned !== undefined && remoteCurrent !== undefined && !isSameSet(remoteLearned, remoteCurrent));

const isSameSet = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((text) => b.includes(text));

/**
 * In what the half as found differs from what was expected: names of settings, `state`, `name`, or that it is there or gone. Empty when it
 * is as expected. `byOwnHand`: steps before this one wrote the half or its twin, so its state may be another.
 */
export function moved(expected: Found, found: Found, { byOwnHand }: { readonly byOwnHand: boolean }): readonly string[] {
  if (!expected) return found ? ['is there'] : [];
  if (!found) return ['is gone'];
  return [
    ...(expected.remoteId.toLowerCase() === found.remoteId.toLowerCase() ? [] : ['remoteId']),
    ...differences(writableOf(expected), writableOf(found)),
    ...(byOwnHand || expected.state === found.state ? [] : ['state']),
  ];
}
