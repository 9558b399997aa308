import type { ResourceKey } from '../arm/index.ts';
import { createNamer, orderPair } from '../topology/index.ts';
import type { MemberContext, PairCounts, ShapeKind } from './compare-shapes.ts';
import { type Pair, pairKey } from './pairs.ts';
import { MAX_LISTED, summarizeList } from './summarize-list.ts';

/** The pairs that currently reach each other, and the VNets that are peered with the hub. */
export interface CurrentReach {
  readonly direct: ReadonlyMap<string, Pair>;
  readonly hubPeers: ReadonlySet<ResourceKey>;
  readonly pairs: PairCounts;
}

/** Describes which VNets reach each other in a shape, one sentence each, naming only the first ones. */
export function describeReach(context: MemberContext, kind: ShapeKind, asIs: CurrentReach): readonly string[] {
  return REACH[kind](context, asIs);
}

const ALL_DIRECT = 'All VNets reach each other directly.';

const REACH: Readonly<Record<ShapeKind, (context: MemberContext, asIs: CurrentReach) => readonly string[]>> = {
  'as-is': (context, { direct, hubPeers, pairs }) => {
    if (pairs.throughHub + pairs.apart === 0) return [ALL_DIRECT];
    const nameOf = createNamer(context.topology);
    const isNotViaHub = ({ a, b }: Pair) => !(hubPeers.has(a) && hubPeers.has(b));
    const isNotDirect = (pair: Pair) => !direct.has(pairKey(pair));
    const viaHub = () => firstPairs([...hubPeers], isNotDirect);
    const apart = () => firstPairs(context.members, (pair) => isNotDirect(pair) && isNotViaHub(pair));
    const formatPairs = (pairs: Iterable<Pair>, total: number) =>
      summarizeList(
        [...pairs].map(({ a, b }) => orderPair(a, b).map(nameOf).join(' – ')),
        total,
      );
    return [
      ...(pairs.direct > 0 ? [`Directly: ${formatPairs([...direct.values()].slice(0, MAX_LISTED), pairs.direct)}.`] : []),
      ...(pairs.throughHub > 0 ? [`Only through ${nameOf(context.hub)}, ${CONDITION}: ${formatPairs(viaHub(), pairs.throughHub)}.`] : []),
      ...(pairs.apart > 0 ? [`Not at all: ${formatPairs(apart(), pairs.apart)}.`] : []),
    ];
  },
  mesh: () => [ALL_DIRECT],
  hub: ({ topology, members, hub }) => {
    const nameOf = createNamer(topology);
    const spokes = members.filter((key) => key !== hub);
    const names = summarizeList(spokes.slice(0, MAX_LISTED).map(nameOf), spokes.length);
    return [
      `${nameOf(hub)} reaches directly: ${names}.`,
      ...(spokes.length > 1 ? [`The spokes reach each other only through ${nameOf(hub)}, ${CONDITION}.`] : []),
    ];
  },
};

/** Peering is not transitive (azure-semantics §6.2). */
const CONDITION = 'once an appliance or gateway there forwards traffic and routes point to it';

/** Yields the first pairs that match, without checking all of them. */
function* firstPairs(members: readonly ResourceKey[], matches: (pair: Pair) => boolean): Iterable<Pair> {
  let count = 0;
  for (const [i, a] of members.entries()) {
    for (const b of members.slice(i + 1)) {
      if (!matches({ a, b })) continue;
      yield { a, b };
      if (++count === MAX_LISTED) return;
    }
  }
}
