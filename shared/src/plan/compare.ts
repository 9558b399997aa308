import { type HalfRow, haveSamePrefixes } from '../topology/index.ts';
import type { Step } from './plan.ts';
import { diffProperties, writablePropertiesOf } from './writable.ts';

/** Returns whether the half, as read (undefined when it does not exist), is what the step leaves once Azure has completed it. */
export function isResult({ action, write, changed, expects, twin: counterpart }: Step, actual: HalfRow | undefined): boolean {
  if (action === 'delete') return actual === undefined;
  if (!actual || !write || isUnderWay(actual) || actual.provisioningState === 'Failed') return false;
  if (diffProperties(write, writablePropertiesOf(actual)).length > 0) return false;
  if (action === 'sync') return !isOutOfSync(actual);
  if (actual.state === 'Disconnected') return false;
  // an Initiated half whose counterpart is not Disconnected is written unchanged to connect the two
  const wasInitiated =
    expects.kind === 'half' && expects.half.state === 'Initiated' && counterpart !== undefined && counterpart.state !== 'Disconnected';
  const mustConnect = action === 'update' && changed.length === 0 && wasInitiated;
  return !mustConnect || actual.state === 'Connected';
}

/** Returns whether Azure is still updating or deleting the half. */
export const isUnderWay = ({ provisioningState }: HalfRow): boolean => provisioningState === 'Updating' || provisioningState === 'Deleting';

const isOutOfSync = ({ sync, remoteLearned, remoteCurrent }: HalfRow): boolean =>
  sync === 'LocalNotInSync' ||
  sync === 'LocalAndRemoteNotInSync' ||
  (remoteLearned !== undefined && remoteCurrent !== undefined && !haveSamePrefixes(remoteLearned, remoteCurrent));

/**
 * Returns how the half, as read, differs from what was expected: names of settings, `state`, `remoteId`, `created` or `deleted`. Empty when
 * it does not differ. `writtenByPlan`: earlier steps of the plan wrote the half or its counterpart, so its state may have changed.
 */
export function moved(
  expected: HalfRow | undefined,
  actual: HalfRow | undefined,
  { byOwnHand }: { readonly byOwnHand: boolean },
): readonly string[] {
  if (!expected) return actual ? ['created'] : [];
  if (!actual) return ['deleted'];
  return [
    ...(expected.remoteId.toLowerCase() === actual.remoteId.toLowerCase() ? [] : ['remoteId']),
    ...diffProperties(writablePropertiesOf(expected), writablePropertiesOf(actual)),
    ...(byOwnHand || expected.state === actual.state ? [] : ['state']),
  ];
}
