import type { AbsenceReason, Ghost } from '@peerscape/shared/topology';
import { count } from './format.ts';

const LABELS: Readonly<Partial<Record<AbsenceReason, string>>> = {
  'not-in-file': 'not in this file',
  'not-found': 'deleted',
  'other-tenant': 'outside this sign-in',
  'virtual-hub': 'Virtual WAN hub',
};

const NOT_VISIBLE = 'not visible to you';

/** Describes why a VNet that a peering refers to is not among the data, as far as it is known. */
export const ghostLabel = (reason: AbsenceReason | undefined, notVisible = NOT_VISIBLE): string => (reason && LABELS[reason]) ?? notVisible;

/** Nouns for several such VNets, where "VNet" followed by the label is not one. */
const NOUNS: Readonly<Partial<Record<AbsenceReason, string>>> = { 'not-found': 'deleted VNet', 'virtual-hub': 'Virtual WAN hub' };

/** Counts such VNets by reason: `1 deleted VNet`, `2 VNets not visible to you`. */
export function countGhosts(ghosts: Iterable<Pick<Ghost, 'reason'>>, notVisible = NOT_VISIBLE): readonly string[] {
  const counts = new Map<string, { readonly reason: AbsenceReason | undefined; readonly number: number }>();
  for (const { reason } of ghosts) {
    const label = ghostLabel(reason, notVisible);
    counts.set(label, { reason, number: (counts.get(label)?.number ?? 0) + 1 });
  }
  return [...counts].map(([label, { reason, number }]) => {
    const noun = reason && NOUNS[reason];
    return noun === undefined ? `${count(number, 'VNet')} ${label}` : count(number, noun);
  });
}
