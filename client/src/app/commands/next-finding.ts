import type { PlanDocument } from '@peerscape/shared/api';
import { type Entry, isFinding } from '../../features/health/index.ts';

/**
 * Returns the finding to look at after these were fixed: the next one of the same rule, or else the first one of the list. The list may still
 * contain the fixed ones, because the rules run only once Azure has been read again.
 */
export function findNextFinding(listed: readonly Entry[], fixed: PlanDocument['closes']): Entry | undefined {
  const [first] = fixed;
  if (!first) return undefined;
  const done = new Set(fixed.map(({ id }) => id));
  const open = listed.filter(({ id, kind, result }) => isFinding(result) && kind !== 'muted' && !done.has(id));
  const sameRule = open.filter(({ code }) => code === first.code);
  return sameRule.find(({ where }) => where > first.where) ?? sameRule[0] ?? open[0];
}
