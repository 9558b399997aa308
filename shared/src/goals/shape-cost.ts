import type { ResourceKey } from '../arm/index.ts';
import type { Topology } from '../topology/index.ts';
import type { ShapeKind } from './compare-shapes.ts';
import { dollars, pricePerGb } from './cost.ts';
import type { Pair } from './pairs.ts';

/** What a GB costs between two of the VNets, from the cheapest pair to the dearest, in US dollars at list prices. */
export interface CostInShape {
  readonly direct: string | undefined;
  /** Two peerings are crossed, and both are paid. */
  readonly throughHub: string | undefined;
}

export function costOf(
  topology: Topology,
  kind: ShapeKind,
  hub: ResourceKey,
  members: readonly ResourceKey[],
  links: readonly Pair[],
): CostInShape {
  const regions = new Map(members.map((key) => [key, topology.vnets.get(key)?.location ?? '']));
  const price = (one: ResourceKey, other: ResourceKey) => pricePerGb(regions.get(one) ?? '', regions.get(other) ?? '');
  const detours =
    kind === 'hub'
      ? withoutHub(members, hub).flatMap((one, i, spokes) => spokes.slice(i + 1).map((other) => sum(price(one, hub), price(hub, other))))
      : [];
  return { direct: rangeOf(links.map(({ a, b }) => price(a, b))), throughHub: rangeOf(detours) };
}

const withoutHub = (members: readonly ResourceKey[], hub: ResourceKey): readonly ResourceKey[] => members.filter((key) => key !== hub);

const sum = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? undefined : one + other;

/** `$0.02`, or `$0.02 to $0.125`; undefined where there is nothing to price, or a price is not known. */
function rangeOf(prices: readonly (number | undefined)[]): string | undefined {
  const known = prices.flatMap((price) => price ?? []);
  if (known.length === 0 || known.length < prices.length) return undefined;
  const [least, most] = known.reduce(([low, high], price) => [Math.min(low, price), Math.max(high, price)], [Number.POSITIVE_INFINITY, 0]);
  return dollars(least) === dollars(most) ? dollars(least) : `${dollars(least)} to ${dollars(most)}`;
}
