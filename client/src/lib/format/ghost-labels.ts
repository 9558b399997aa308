import type { AbsenceReason, Ghost } from '@peerscape/shared/topology';

const LABELS: Readonly<Record<AbsenceReason, string>> = {
  'not-in-file': 'not in this file',
  'not-found': 'deleted',
  'no-permission': 'not visible to you',
  'other-tenant': 'in another tenant',
  'virtual-hub': 'Virtual WAN hub',
};

const NOT_VISIBLE = 'not visible to you';

/** Describes why a VNet that a peering refers to is not among the data, as far as it is known. */
export const ghostLabel = (reason: AbsenceReason | undefined): string => (reason === undefined ? NOT_VISIBLE : LABELS[reason]);

/** Describes several such VNets: the label that all of them have, or the general one. */
export function ghostsLabel(ghosts: Iterable<Pick<Ghost, 'reason'>>): string {
  const labels = new Set([...ghosts].map(({ reason }) => ghostLabel(reason)));
  const [label = NOT_VISIBLE] = labels;
  return labels.size === 1 ? label : NOT_VISIBLE;
}
