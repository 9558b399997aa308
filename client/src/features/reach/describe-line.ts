import type { TableCell } from '@peerscape/shared/reach';
import { DISPOSITIONS, type Verdict } from '@peerscape/shared/reach';
import type { Namer } from '@peerscape/shared/topology';
import { count, formatList, formatNumber } from '../../lib/format/format.ts';
import type { NamedLine } from '../../lib/server/reach-jobs.ts';
import { VERDICT_STYLES } from './verdict-badge.tsx';

/** Names of the groups, by their position; undefined for VNets that behave alike. */
export type GroupTitles = readonly string[] | undefined;

/** Names a row or column in a small space: `shop`, `shop +4`, `westeurope`. */
export function lineLabel(nameOf: Namer, titles: GroupTitles, { keys, group }: NamedLine): string {
  if (group !== undefined) return titles?.[group] ?? '';
  const name = keys[0] === undefined ? '' : nameOf(keys[0]);
  return keys.length > 1 ? `${name} +${formatNumber(keys.length - 1)}` : name;
}

/** Describes a row or column: `shop`, `5 spokes of hub-weu like shop`, `18 VNets in westeurope`. */
export function describeLine(nameOf: Namer, titles: GroupTitles, { keys, hub, group }: NamedLine): string {
  if (group !== undefined) return `${count(keys.length, 'VNet')} in ${titles?.[group] ?? ''}`;
  const name = keys[0] === undefined ? '' : nameOf(keys[0]);
  if (keys.length === 1) return name;
  return `${hub === undefined ? count(keys.length, 'VNet') : `${count(keys.length, 'spoke')} of ${nameOf(hub)}`} like ${name}`;
}

/** Returns the verdict of all pairs of a cell; `mixed` if they differ, undefined without pairs. */
export function verdictOf({ counts }: TableCell): Verdict | 'mixed' | undefined {
  const [first, ...others] = verdictsOf(counts);
  return others.length > 0 ? 'mixed' : first;
}

const verdictsOf = (counts: TableCell['counts']): readonly Verdict[] =>
  (Object.keys(VERDICT_STYLES) as Verdict[]).filter((verdict) => (counts[verdict] ?? 0) > 0);

/** Returns the number of pairs of a cell. */
const pairsOf = ({ counts }: TableCell): number => Object.values(counts).reduce((sum, pairs) => sum + pairs, 0);

/** Returns the share of pairs that are reachable, in percent. */
export const shareOf = (cell: TableCell): number => Math.round((100 * (cell.counts.reachable ?? 0)) / pairsOf(cell));

/** Formats the share of pairs that are reachable: `40%`; `<1%` and `>99%` where rounding would say none or all. */
export function formatShare(cell: TableCell): string {
  const share = shareOf(cell);
  const reachable = cell.counts.reachable ?? 0;
  if (share === 0 && reachable > 0) return '<1%';
  return share === 100 && reachable < pairsOf(cell) ? '>99%' : `${share}%`;
}

/** Describes a cell in words: the verdict, or how many pairs have which, and the reason. */
export function describeCell(cell: TableCell): string {
  const verdict = verdictOf(cell);
  if (verdict === undefined) return 'The same VNet.';
  const reason = cell.code === undefined ? '' : DISPOSITIONS[cell.code].condition;
  if (verdict !== 'mixed') return `${VERDICT_STYLES[verdict].label}. ${reason}`.trim();
  const parts = verdictsOf(cell.counts).map(
    (each) => `${formatNumber(cell.counts[each] ?? 0)} ${VERDICT_STYLES[each].label.toLowerCase()}`,
  );
  return `${formatShare(cell)} reachable: of ${count(pairsOf(cell), 'pair')}, ${formatList(parts)}. ${reason === '' ? '' : `Most often: ${reason}`}`.trim();
}
