import type { ResourceKey } from '../arm/index.ts';
import { type Cidr, contains } from '../net/index.ts';
import { groupBy } from '../routing/index.ts';
import { orderPair, type PeeringKey, peeringKey, type Topology } from '../topology/index.ts';
import { type Claim, compareClaims } from './claims.ts';
import { createRelations, peersOf, RELATIONS, type RelatedBy } from './relations.ts';

/** Two VNets with overlapping prefixes. */
export interface VNetOverlap extends RelatedBy {
  readonly a: ResourceKey;
  readonly b: ResourceKey;
  /** Overlapping prefixes: of `a`, of `b`. */
  readonly prefixes: readonly (readonly [Cidr, Cidr])[];
}

/** Overlapping VNets, those with the closest relation first. */
export interface Overlaps {
  readonly list: readonly VNetOverlap[];
  /** False if there are more pairs than the list contains. */
  readonly isComplete: boolean;
}

/** Pairs that are collected at most, because n VNets with the same prefix form n² of them. */
const MAX_PAIRS = 1000;

/**
 * Finds the overlaps between VNets, closest relation first. At the limit, those of VNets that are peered with each other are
 * collected before those of VNets with a common peer, and these before all others, in whatever order the estate was read.
 */
export function findVNetOverlaps(topology: Topology, claims: readonly Claim[], limit = MAX_PAIRS): Overlaps {
  const current = claims.filter(({ source }) => source === 'vnet' || source === 'ghost');
  const byOwner = groupBy(current, ({ owner }) => owner);
  const pairs: Pairs = new Map();
  let isComplete = true;
  const collectAmong = (vnets: readonly ResourceKey[]) => {
    const sorted = vnets.flatMap((key) => byOwner.get(key) ?? []).sort(compareClaims);
    isComplete = collectPairs(sorted, pairs, limit) && isComplete;
  };
  for (const [, { a, b }] of [...topology.peerings].sort(compareByKey)) collectAmong([a, b]);
  for (const [center] of [...topology.peeringsOf].sort(compareByKey)) collectAmong(peersOf(topology, center));
  isComplete = collectPairs(current, pairs, limit) && isComplete;
  const relate = createRelations(topology);
  const list = [...pairs.values()].map(({ a, b, prefixes }): VNetOverlap => ({ a, b, prefixes: [...prefixes.values()], ...relate(a, b) }));
  return { list: list.sort((one, other) => RELATIONS.indexOf(one.relation) - RELATIONS.indexOf(other.relation)), isComplete };
}

const compareByKey = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : one > other ? 1 : 0;

interface Pair {
  readonly a: ResourceKey;
  readonly b: ResourceKey;
  readonly prefixes: Map<string, readonly [Cidr, Cidr]>;
}
type Pairs = Map<PeeringKey, Pair>;

/** Adds the overlapping pairs of owners until there are `limit`; returns whether these are all. Claims that contain the next one form a stack. */
function collectPairs(sorted: readonly Claim[], pairs: Pairs, limit: number): boolean {
  const stack: Claim[] = [];
  for (const claim of sorted) {
    for (let top = stack.at(-1); top && !contains(top.cidr, claim.cidr); top = stack.at(-1)) stack.pop();
    for (const outer of stack) {
      if (outer.owner === claim.owner) continue;
      if (!addPair(pairs, outer, claim, limit)) return false;
    }
    stack.push(claim);
  }
  return true;
}

function addPair(pairs: Pairs, one: Claim, other: Claim, limit: number): boolean {
  const key = peeringKey(one.owner, other.owner);
  const [a, b] = orderPair(one.owner, other.owner)[0] === one.owner ? [one, other] : [other, one];
  const pair = pairs.get(key) ?? { a: a.owner, b: b.owner, prefixes: new Map<string, readonly [Cidr, Cidr]>() };
  if (!pairs.has(key) && pairs.size >= limit) return false;
  pairs.set(key, pair);
  pair.prefixes.set(`${a.cidr.first}/${a.cidr.length} ${b.cidr.first}/${b.cidr.length}`, [a.cidr, b.cidr]);
  return true;
}
