import type { Topology } from '../topology/index.ts';
import { formatPriceRange, pricePerGb } from './cost.ts';
import type { Goal } from './goal.ts';
import type { Pair } from './pairs.ts';

const ASSUMPTIONS = 'List prices, excluding tax, gateways and firewalls. Peerings themselves are free.';

/** Describes the estimated cost of traffic over the peerings of a goal, with the assumptions; undefined without peerings. */
export function describeGoalCost({ vnets }: Topology, goal: Goal, pairs: readonly Pair[]): string | undefined {
  if (pairs.length === 0) return undefined;
  const regionOf = (key: Pair['a']): string => vnets.get(key)?.location ?? '';
  const prices = pairs.map(({ a, b }) => pricePerGb(regionOf(a), regionOf(b)));
  const each = formatPriceRange(prices);
  if (each === undefined) return 'Traffic is charged per GB at both ends. The prices of some of these regions are not known.';
  const through = goal.kind === 'hub' && goal.through !== 'nothing' ? formatPriceRange(pairSums(prices)) : undefined;
  return [
    `Estimate: ${each} per GB over each peering, in either direction.`,
    ...(through === undefined ? [] : [`Between two spokes through the hub: ${through}, because it crosses two peerings.`]),
    ASSUMPTIONS,
  ].join(' ');
}

/** Returns the least and the greatest sum of two of the prices. */
function pairSums(prices: readonly (number | undefined)[]): readonly number[] {
  const sorted = prices.flatMap((price) => price ?? []).sort((p, q) => p - q);
  const [least, next] = sorted;
  const [last, most] = sorted.slice(-2);
  return least === undefined || next === undefined || last === undefined || most === undefined ? [] : [least + next, last + most];
}
