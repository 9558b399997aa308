import type { ResourceKey } from '../arm/index.ts';
import type { AboutMembers, ShapeKind } from './compare-shapes.ts';
import { dollars, pricePerGb } from './cost.ts';

/** What a GB costs between two of the VNets, from the cheapest pair to the dearest, in US dollars at list prices. */
export interface CostInShape {
  readonly direct: string | undefined;
  /** Two peerings are crossed, and both are paid. */
  readonly throughHub: string | undefined;
}

/** Prices go by region, so pairs of regions are looked at, not pairs of VNets. */
export function costOf({ topology, members, hub, peered }: AboutMembers, kind: ShapeKind): CostInShape {
  const regionOf = (key: ResourceKey): string => topology.vnets.get(key)?.location ?? '';
  const toHub = (region: string) => pricePerGb(region, regionOf(hub));
  const ofSpokes = members.filter((key) => key !== hub).map(regionOf);
  switch (kind) {
    case 'as-is':
      return { direct: rangeOf(peered.map(({ a, b }) => pricePerGb(regionOf(a), regionOf(b)))), throughHub: undefined };
    case 'mesh':
      return { direct: rangeOf(regionPairs(members.map(regionOf)).map(([one, other]) => pricePerGb(one, other))), throughHub: undefined };
    case 'hub':
      return {
        direct: rangeOf([...new Set(ofSpokes)].map(toHub)),
        throughHub: rangeOf(regionPairs(ofSpokes).map(([one, other]) => sum(toHub(one), toHub(other)))),
      };
  }
}

/** Every two regions that a pair can stand in; twice the same where two stand in it. */
function regionPairs(regions: readonly string[]): readonly (readonly [string, string])[] {
  const known = [...new Set(regions)];
  const twice = known
    .filter((region) => regions.indexOf(region) !== regions.lastIndexOf(region))
    .map((region) => [region, region] as const);
  return [...twice, ...known.flatMap((one, i) => known.slice(i + 1).map((other) => [one, other] as const))];
}

const sum = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? undefined : one + other;

/** `$0.02`, or `$0.02 to $0.125`; undefined where there is nothing to price, or a price is not known. */
function rangeOf(prices: readonly (number | undefined)[]): string | undefined {
  const known = prices.flatMap((price) => price ?? []);
  if (known.length === 0 || known.length < prices.length) return undefined;
  const [least, most] = known.reduce(([low, high], price) => [Math.min(low, price), Math.max(high, price)], [Number.POSITIVE_INFINITY, 0]);
  return dollars(least) === dollars(most) ? dollars(least) : `${dollars(least)} to ${dollars(most)}`;
}
