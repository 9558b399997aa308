import type { AbsenceReason, Ghost } from '@peerscape/shared/topology';

const LABELS: Readonly<Partial<Record<AbsenceReason, string>>> = {
  'not-in-file': 'not in this file',
  'not-found': 'deleted',
  'other-tenant': 'outside this sign-in',
  'virtual-hub': 'Virtual WAN hub',
};

const NOT_VISIBLE = 'not visible to you';

/** Describes why a VNet that a peering refers to is not among the data, as far as it is known. */
export const ghostLabel = (reason: AbsenceReason | undefined, notVisible = NOT_VISIBLE): string => (reason && LABELS[reason]) ?? notVisible;

/** Describes several such VNets: the label that all of them have, otherwise `notVisible`. */
export function ghostsLabel(ghosts: Iterable<Pick<Ghost, 'reason'>>, notVisible = NOT_VISIBLE): string {
  const labels = new Set([...ghosts].map(({ reason }) => ghostLabel(reason, notVisible)));
  const [label = notVisible] = labels;
  return labels.size === 1 ? label : notVisible;
}
