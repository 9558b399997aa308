import type { ResourceKey } from '../arm/index.ts';
import { type AddressRange, type Cidr, compareCidrs, contains, largestCidr, type PrefixSet, subtract, toPrefixSet } from '../net/index.ts';
import { createPrefixParser, groupBy, type PrefixParser } from '../routing/index.ts';
import type { Topology } from '../topology/index.ts';
import { type Claim, type Claims, collectClaims } from './claims.ts';
import { CONTAINERS, type Container, containerOf } from './containers.ts';
import { markOverlaps } from './overlap-marks.ts';

/** Range under which prefixes are listed, with the addresses that are taken in it. */
interface ContainerRow {
  readonly kind: 'container';
  readonly level: 1;
  readonly container: Container;
  readonly claims: number;
  readonly used: bigint;
}

/** Prefix of a VNet or ghost, or one that a half has learned; `used` are the addresses in subnets. */
export interface ClaimRow {
  readonly kind: 'claim';
  readonly level: 2;
  readonly claim: Claim;
  readonly used: bigint;
  /** A VNet whose prefix overlaps this one. */
  readonly overlaps: ResourceKey | undefined;
}

/** Prefix of a subnet. */
interface SubnetPrefixRow {
  readonly kind: 'subnet';
  readonly level: 3;
  readonly cidr: Cidr;
  readonly owner: ResourceKey;
  readonly name: string;
}

/** Addresses that nothing visible takes: in a container (level 2), or in the address space of a VNet and in none of its subnets (level 3). */
export interface FreeRow {
  readonly kind: 'free';
  readonly level: 2 | 3;
  readonly range: AddressRange;
  /** The largest prefix that fits, the lowest one of that size. */
  readonly largest: Cidr;
  readonly owner: ResourceKey | undefined;
}

export type PlanRow = ContainerRow | ClaimRow | SubnetPrefixRow | FreeRow;

/** All prefixes of an estate, as a tree in the order of addresses: container, VNet, subnet, with what is free in between. */
export interface AddressPlan extends Claims {
  readonly rows: readonly PlanRow[];
}

/** Creates the address plan of a topology in O(n log n). */
export function createAddressPlan(topology: Topology): AddressPlan {
  const parse = createPrefixParser();
  const claims = collectClaims(topology, parse);
  const marks = markOverlaps(claims.list.filter(({ source }) => source === 'vnet' || source === 'ghost'));
  const inContainer = groupBy(claims.list, ({ cidr }) => containerOf(cidr));
  const rows = CONTAINERS.flatMap((container) => {
    const list = inContainer.get(container) ?? [];
    return list.length === 0 ? [] : containerRows(container, list, (claim) => claimRows(topology, parse, claim, marks.get(claim)));
  });
  return { ...claims, rows };
}

function containerRows(container: Container, claims: readonly Claim[], rowsOf: (claim: Claim) => readonly PlanRow[]): PlanRow[] {
  const taken = toPrefixSet(claims.map(({ cidr }) => cidr));
  const head: ContainerRow = { kind: 'container', level: 1, container, claims: claims.length, used: countAddresses(taken) };
  const gaps = container.cidr ? freeRows(container.cidr, taken, 2, undefined) : [];
  return [head, ...interleave(claims, gaps, ({ cidr }) => cidr.first, rowsOf)];
}

function claimRows(topology: Topology, parse: PrefixParser, claim: Claim, overlaps: ResourceKey | undefined): PlanRow[] {
  const subnets = claim.source === 'vnet' ? subnetRows(topology, parse, claim) : [];
  const taken = toPrefixSet(subnets.map(({ cidr }) => cidr));
  const head: ClaimRow = { kind: 'claim', level: 2, claim, used: countAddresses(taken), overlaps };
  const gaps = claim.source === 'vnet' ? freeRows(claim.cidr, taken, 3, claim.owner) : [];
  return [
    head,
    ...interleave(
      subnets,
      gaps,
      ({ cidr }) => cidr.first,
      (subnet): PlanRow[] => [subnet],
    ),
  ];
}

function subnetRows({ vnets }: Topology, parse: PrefixParser, { owner, cidr }: Claim): SubnetPrefixRow[] {
  const rows = (vnets.get(owner)?.subnets ?? []).flatMap(({ name, prefixes }) =>
    parse(prefixes).flatMap((own): SubnetPrefixRow[] =>
      contains(cidr, own) ? [{ kind: 'subnet', level: 3, cidr: own, owner, name }] : [],
    ),
  );
  return rows.sort((one, other) => compareCidrs(one.cidr, other.cidr) || (one.name < other.name ? -1 : 1));
}

function freeRows(within: Cidr, taken: PrefixSet, level: FreeRow['level'], owner: ResourceKey | undefined): FreeRow[] {
  return subtract(toPrefixSet([within]), taken).ranges.map((range) => ({ kind: 'free', level, range, largest: largestCidr(range), owner }));
}

/** Merges items and free ranges in the order of addresses. */
function interleave<T>(
  items: readonly T[],
  gaps: readonly FreeRow[],
  firstOf: (item: T) => bigint,
  rowsOf: (item: T) => readonly PlanRow[],
): PlanRow[] {
  const rows: PlanRow[] = [];
  let next = 0;
  for (const item of items) {
    for (let gap = gaps[next]; gap && gap.range.first < firstOf(item); gap = gaps[++next]) rows.push(gap);
    rows.push(...rowsOf(item));
  }
  return [...rows, ...gaps.slice(next)];
}

/** Returns the number of addresses in a set. */
export const countAddresses = ({ ranges }: PrefixSet): bigint => ranges.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);

/** Returns the share of a range that is taken, from 0 to 1; more than 0 if anything is. */
export const shareOf = (used: bigint, total: bigint): number => (total === 0n ? 0 : Number(used) / Number(total));
