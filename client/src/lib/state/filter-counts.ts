import type { Topology } from '@peerscape/shared/topology';
import { count, formatNumber } from '../format/format.ts';
import type { UrlState, View } from './url-state.ts';
import type { Filter } from './use-filter.ts';

/** Number of VNets, peerings or findings that match the filter, of those that the view lists. */
export interface FilterCount {
  readonly matching: number;
  readonly total: number;
  readonly noun: string;
  /** State of the others: `dimmed`. */
  readonly others: string;
}

/** Numbers of findings. */
interface FindingNumbers {
  readonly matching: number;
  readonly total: number;
}

/** Counts what matches in a view; undefined when there is no filter. */
export function countMatches(
  { view, others }: Pick<UrlState, 'view' | 'others'>,
  filter: Filter,
  topology: Topology,
  findings: FindingNumbers,
): FilterCount | undefined {
  if (!filter.shown) return undefined;
  const vnets = { matching: filter.shown.size, total: topology.vnets.size + topology.ghosts.size, noun: 'VNet' };
  const counts: Readonly<Record<View, () => FilterCount>> = {
    map: () => ({ ...vnets, others: others === 'hide' ? 'hidden' : 'dimmed' }),
    vnets: () => ({ ...vnets, others: NOT_LISTED }),
    addresses: () => ({ ...vnets, others: NOT_LISTED }),
    matrix: () => ({ ...vnets, others: NOT_LISTED }),
    peerings: () => ({ matching: filter.peerings()?.size ?? 0, total: topology.peerings.size, noun: 'peering', others: NOT_LISTED }),
    findings: () => ({ ...findings, noun: 'finding', others: NOT_LISTED }),
  };
  return counts[view]();
}

const NOT_LISTED = 'not listed';

/** Formats a count for a small space: `9 of 48`. */
export const formatCount = ({ matching, total }: FilterCount): string => `${formatNumber(matching)} of ${formatNumber(total)}`;

/** Formats a count as a sentence: `9 of 48 match, others dimmed`, `3 of 47 peerings match, others not listed`. */
export function formatCountSentence(filterCount: FilterCount): string {
  const { matching, total, noun, others } = filterCount;
  const rest = matching < total ? `, others ${others}` : '';
  return `${formatNumber(matching)} of ${noun === 'VNet' ? formatNumber(total) : count(total, noun)} match${rest}`;
}
