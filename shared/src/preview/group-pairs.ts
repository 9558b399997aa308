/** Sides of a group of pairs, as class numbers: each on one side with each on the other; an empty other side means each with each other. */
export interface PairBlock {
  readonly side: readonly number[];
  readonly other: readonly number[];
}

type Neighbours = ReadonlyMap<number, ReadonlySet<number>>;

/**
 * Groups pairs of classes into few blocks, largest first, so that `hub` with fourteen spokes is one block instead of fourteen pairs. A pair of a class
 * with itself stands for its members with each other; `isSingle` tells which classes have one member and therefore no such pair.
 */
export function groupPairs(pairs: Iterable<readonly [number, number]>, isSingle: (node: number) => boolean): readonly PairBlock[] {
  const partners = new Map<number, Set<number>>();
  for (const [one, other] of pairs) {
    link(partners, one, other);
    link(partners, other, one);
  }
  const blocks: PairBlock[] = [];
  for (const node of byDegree(partners)) {
    const mine = partners.get(node);
    if (!mine || mine.size === 0) continue;
    const withEachOther = findWithEachOther(partners, node, isSingle);
    const alike = withEachOther.length > 0 ? withEachOther : findAlike(partners, node);
    const others = [...mine].filter((one) => !withEachOther.includes(one) && one !== node);
    if (withEachOther.length > 0) blocks.push({ side: alike, other: [] });
    if (others.length > 0) blocks.push({ side: alike, other: others });
    for (const one of alike) {
      for (const partner of partners.get(one) ?? []) partners.get(partner)?.delete(one);
      partners.delete(one);
    }
  }
  return blocks;
}

/** Groups directed pairs of classes into few blocks: each on the first side to each on the other. */
export function groupDirectedPairs(pairs: Iterable<readonly [number, number]>): readonly PairBlock[] {
  const targets = new Map<number, Set<number>>();
  for (const [from, to] of pairs) link(targets, from, to);
  const blocks: PairBlock[] = [];
  for (const node of byDegree(targets)) {
    const mine = targets.get(node);
    if (!mine) continue;
    const side = [...targets].flatMap(([one, its]) => (isEqual(mine, its) ? [one] : []));
    blocks.push({ side, other: [...mine] });
    for (const one of side) targets.delete(one);
  }
  return blocks;
}

function link(partners: Map<number, Set<number>>, from: number, to: number): void {
  const known = partners.get(from);
  if (known) known.add(to);
  else partners.set(from, new Set([to]));
}

const byDegree = (partners: Neighbours): readonly number[] =>
  [...partners].sort(([, mine], [, theirs]) => theirs.size - mine.size).map(([node]) => node);

/** Returns the classes with the same partners as a class, itself included. */
function findAlike(partners: Neighbours, node: number): readonly number[] {
  const mine = partners.get(node) ?? new Set();
  const [first = node] = mine;
  // whatever has the same partners is a partner of the first of them
  return [...(partners.get(first) ?? [])].filter((one) => isEqual(mine, partners.get(one) ?? new Set()));
}

/** Returns the classes that are partners of each other and otherwise have the same partners as a class, itself included; none if it is alone. */
function findWithEachOther(partners: Neighbours, node: number, isSingle: (node: number) => boolean): readonly number[] {
  const closed = (one: number): ReadonlySet<number> =>
    isSingle(one) ? new Set([one, ...(partners.get(one) ?? [])]) : (partners.get(one) ?? new Set());
  const mine = closed(node);
  if (!mine.has(node)) return [];
  const found = [...mine].filter((one) => isEqual(mine, closed(one)));
  return found.length > 1 || !isSingle(node) ? found : [];
}

const isEqual = (one: ReadonlySet<number>, other: ReadonlySet<number>): boolean =>
  one.size === other.size && [...one].every((node) => other.has(node));
