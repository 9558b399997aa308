import type { ResourceKey } from '../arm/index.ts';
import { namesIn } from '../topology/index.ts';
import type { MemberContext, PairCounts, ShapeKind } from './compare-shapes.ts';
import { MAX_LISTED, summarizeList } from './few.ts';
import { type Pair, pairKey } from './pairs.ts';

/** Which pairs reach each other as things are, and who stands next to the hub. */
export interface CurrentReach {
  readonly direct: ReadonlyMap<string, Pair>;
  readonly hubPeers: ReadonlySet<ResourceKey>;
  readonly pairs: PairCounts;
}

/** Who reaches whom in the shape, a sentence each, with names while they are few. */
export function describeReach(about: MemberContext, kind: ShapeKind, asIs: CurrentReach): readonly string[] {
  return REACH[kind](about, asIs);
}

const EACH = 'Each reaches each other directly.';

const REACH: Readonly<Record<ShapeKind, (about: MemberContext, asIs: CurrentReach) => readonly string[]>> = {
  'as-is': (about, { direct, hubPeers, pairs }) => {
    if (pairs.throughHub + pairs.apart === 0) return [EACH];
    const name = namesIn(about.topology);
    const isApart = ({ a, b }: Pair) => !(hubPeers.has(a) && hubPeers.has(b));
    const isNotDirect = (pair: Pair) => !direct.has(pairKey(pair));
    const through = () => firstPairs([...hubPeers], isNotDirect);
    const apart = () => firstPairs(about.members, (pair) => isNotDirect(pair) && isApart(pair));
    const named = (few: Iterable<Pair>, all: number) =>
      summarizeList(
        [...few].map(({ a, b }) => `${name(a)} – ${name(b)}`),
        all,
      );
    return [
      ...(pairs.direct > 0 ? [`Directly: ${named([...direct.values()].slice(0, MAX_LISTED), pairs.direct)}.`] : []),
      ...(pairs.throughHub > 0 ? [`Only through ${name(about.hub)}, ${ONCE}: ${named(through(), pairs.throughHub)}.`] : []),
      ...(pairs.apart > 0 ? [`Not at all: ${named(apart(), pairs.apart)}.`] : []),
    ];
  },
  mesh: () => [EACH],
  hub: ({ topology, members, hub }) => {
    const name = namesIn(topology);
    const spokes = members.filter((key) => key !== hub);
    const names = summarizeList(spokes.slice(0, MAX_LISTED).map(name), spokes.length);
    return [
      `${name(hub)} directly: ${names}.`,
      ...(spokes.length > 1 ? [`These reach each other only through ${name(hub)}, ${ONCE}.`] : []),
    ];
  },
};

/** Peering is not transitive (azure-semantics §6.2). */
const ONCE = 'once something there forwards and routes lead to it';

/** The first of the pairs for which it holds, without a look at all of them. */
function* firstPairs(members: readonly ResourceKey[], holds: (pair: Pair) => boolean): Iterable<Pair> {
  let found = 0;
  for (const [i, a] of members.entries()) {
    for (const b of members.slice(i + 1)) {
      if (!holds({ a, b })) continue;
      yield { a, b };
      if (++found === MAX_LISTED) return;
    }
  }
}
