import type { ResourceKey } from '../arm/index.ts';
import { peeringsOfMesh } from '../shapes/index.ts';
import type { MemberContext, ShapeKind } from './compare-shapes.ts';
import { formatPriceRange, pricePerGb } from './cost.ts';
import type { Pair } from './pairs.ts';
import { normalizeRegion } from './region.ts';
import type { CurrentReach } from './shape-reach.ts';

/** The cost of a GB between two of the VNets, from the cheapest to the most expensive pair, in US dollars at list prices. */
export interface ShapeCost {
  readonly direct: string | undefined;
  /** Traffic crosses two peerings, and both are charged. */
  readonly throughHub: string | undefined;
}

/** Computes the cost of a shape. Prices depend on the region, so it walks pairs of regions rather than pairs of VNets. */
export function costOf({ topology, members, hub, peered }: MemberContext, kind: ShapeKind, asIs: CurrentReach): ShapeCost {
  const regionOf = (key: ResourceKey): string => normalizeRegion(topology.vnets.get(key)?.location ?? '');
  const toHub = (region: string) => pricePerGb(region, regionOf(hub));
  const spokes = members.filter((key) => key !== hub);
  const spokeRegions = spokes.map(regionOf);
  const viaHub = (ends: readonly ResourceKey[], direct: readonly Pair[]) => {
    const within = new Set(ends);
    const shortcuts = direct.filter(({ a, b }) => within.has(a) && within.has(b)).map(({ a, b }) => [regionOf(a), regionOf(b)] as const);
    return regionPairs(ends.map(regionOf), shortcuts).map(([one, other]) => sum(toHub(one), toHub(other)));
  };
  switch (kind) {
    case 'as-is':
      return {
        direct: formatPriceRange(peered.map(({ a, b }) => pricePerGb(regionOf(a), regionOf(b)))),
        throughHub: formatPriceRange(viaHub([...asIs.hubPeers], [...asIs.direct.values()])),
      };
    case 'mesh':
      return {
        direct: formatPriceRange(regionPairs(members.map(regionOf)).map(([one, other]) => pricePerGb(one, other))),
        throughHub: undefined,
      };
    case 'hub':
      return {
        direct: formatPriceRange([...new Set(spokeRegions)].map(toHub)),
        throughHub: formatPriceRange(viaHub(spokes, [])),
      };
  }
}

type Regions = readonly [one: string, other: string];

/** Returns all pairs of regions that contain a pair of VNets, without those whose pairs are all excluded; a region with two VNets pairs with itself. */
function regionPairs(regions: readonly string[], excluded: readonly Regions[] = []): readonly Regions[] {
  const sizes = new Map<string, number>();
  for (const region of regions) sizes.set(region, (sizes.get(region) ?? 0) + 1);
  const excludedCounts = new Map<string, number>();
  for (const pair of excluded) excludedCounts.set(regionsKey(pair), (excludedCounts.get(regionsKey(pair)) ?? 0) + 1);
  const regionSizes = [...sizes];
  return regionSizes.flatMap(([one, n], i) =>
    regionSizes.slice(i).flatMap(([other, m]): Regions[] => {
      const pairs = one === other ? peeringsOfMesh(n) : n * m;
      return pairs > (excludedCounts.get(regionsKey([one, other])) ?? 0) ? [[one, other]] : [];
    }),
  );
}

const regionsKey = (regions: Regions): string => [...regions].sort().join('|');

const sum = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? undefined : one + other;
