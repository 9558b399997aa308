import {
  type AddressPlan,
  countAddresses,
  type FreeScope,
  listUnknownRanges,
  type ScopeVNets,
  takenIn,
  type UnknownRange,
  vnetsInScope,
} from '@peerscape/shared/addresses';
import type { ResourceKey } from '@peerscape/shared/arm';
import {
  type Cidr,
  countFreeCidrs,
  formatCidr,
  freeCidrs,
  intersect,
  largestCidr,
  type ParseResult,
  parseCidr,
  parseFailure,
  parseSuccess,
  subtract,
  toPrefixSet,
  widthOf,
} from '@peerscape/shared/net';
import type { HubEvidence } from '@peerscape/shared/shapes';
import { nodeOf, type ReadError, type Topology } from '@peerscape/shared/topology';

/** Free prefixes that were found, and what they were compared with. */
export interface FreeResult {
  readonly within: Cidr;
  readonly length: number;
  /** The first free prefixes, the lowest one first. */
  readonly found: readonly Cidr[];
  readonly total: bigint;
  /** The largest prefix that is free in the range; undefined if the range is full. */
  readonly largest: Cidr | undefined;
  /** Addresses of the range that are taken. */
  readonly taken: bigint;
  /** VNets that the scope covers; undefined for the whole estate. */
  readonly inScope: ScopeVNets | undefined;
  readonly unknown: readonly UnknownRange[];
}

interface FreeContext {
  readonly topology: Topology;
  readonly plan: AddressPlan;
  readonly hubs: ReadonlyMap<ResourceKey, HubEvidence>;
  readonly readErrors: readonly ReadError[];
}

const MAX_FOUND = 6;

/** Finds the first free prefixes that match a request with a valid range and size. */
export function findFree(
  { topology, plan, hubs, readErrors }: FreeContext,
  around: ResourceKey | undefined,
  within: Cidr,
  length: number,
): FreeResult {
  const scope: FreeScope = around === undefined ? { kind: 'estate' } : { kind: 'peered', vnet: around };
  const inScope = vnetsInScope(topology, hubs, scope);
  const taken = takenIn(plan.list, inScope);
  const found: Cidr[] = [];
  for (const cidr of freeCidrs(within, length, taken)) {
    found.push(cidr);
    if (found.length === MAX_FOUND) break;
  }
  const range = toPrefixSet([within]);
  const blocks = subtract(range, taken).ranges.map(largestCidr);
  return {
    within,
    length,
    found,
    total: countFreeCidrs(within, length, taken),
    largest: blocks.reduce<Cidr | undefined>((best, one) => (best && best.length <= one.length ? best : one), undefined),
    taken: countAddresses(intersect(range, taken)),
    inScope,
    unknown: listUnknownRanges({ topology, invalid: plan.invalid, readErrors, inScope }),
  };
}

/** Returns the ranges in use, those with the most prefixes first. */
export const rangesInUse = ({ rows }: AddressPlan): readonly Cidr[] =>
  rows
    .flatMap((row) => (row.kind === 'container' && row.container.cidr ? [{ cidr: row.container.cidr, claims: row.claims }] : []))
    .sort((one, other) => other.claims - one.claims)
    .map(({ cidr }) => cidr);

const FALLBACK = '10.0.0.0/8';

/** Returns the range that is searched unless another one is chosen: the one in use that contains the VNet, or else the most used one. */
export function defaultRange(topology: Topology, plan: AddressPlan, around: ResourceKey | undefined): string {
  const ranges = rangesInUse(plan);
  const own = around === undefined ? [] : (nodeOf(topology, around)?.addressSpace ?? []).map(parseCidr);
  const near = ranges.find((range) =>
    own.some((one) => one.ok && one.value.family === range.family && range.first <= one.value.first && one.value.last <= range.last),
  );
  const range = near ?? ranges[0];
  return range ? formatCidr(range) : FALLBACK;
}

/** Returns the prefix length that is searched unless another one is chosen. */
export const defaultSize = (within: ParseResult<Cidr>): string => (within.ok && within.value.family === 6 ? '64' : '24');

/** Parses a prefix length: `24` or `/24`. */
export function parseSize(text: string, within: Cidr): ParseResult<number> {
  const length = /^\/?\d{1,3}$/.test(text.trim()) ? Number(text.trim().replace('/', '')) : Number.NaN;
  const width = widthOf(within.family);
  if (!(length >= within.length && length <= width))
    return parseFailure(`Enter a number from ${within.length} (the whole range) to ${width} (one address)`);
  return parseSuccess(length);
}
