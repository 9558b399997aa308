import type { ApplianceStep } from './answer.ts';
import type { Path } from './trace/trail.ts';

/**
 * Returns whether every way there and every way back pass the same stateful appliances, in reverse order. Several ones behind one load balancer count as
 * one, because it sends both directions of a connection to the same machine (reach.md R27).
 */
export function isSymmetric(there: readonly Path[], back: readonly Path[]): boolean {
  const signatures = new Set([
    ...there.map(({ appliances }) => format(appliances)),
    ...back.map(({ appliances }) => format([...appliances].reverse())),
  ]);
  return signatures.size <= 1;
}

const format = (appliances: readonly ApplianceStep[]): string =>
  appliances
    .filter(({ isStateful }) => isStateful)
    .map(({ members, resourceId }) => (members.length === 1 ? members[0] : `${resourceId} ${members.join(' ')}`))
    .join(' | ');
