import type { ResourceKey } from '../arm/index.ts';
import { type PrefixSet, toPrefixSet } from '../net/index.ts';
import type { Topology } from '../topology/index.ts';
import type { Claim } from './claims.ts';
import { groupMembersOf, peersOf } from './relations.ts';

/** Addresses that a free prefix must not overlap: anything in the estate, or a VNet and what it is peered with, directly or through a hub. */
export type FreeScope = { readonly kind: 'estate' } | { readonly kind: 'peered'; readonly vnet: ResourceKey };

/** Reason for which a VNet counts: it is the chosen one, its peer, a member of its connected group, or a peer of `hub`. */
export type ScopeReason = { readonly kind: 'chosen' | 'peer' | 'group' } | { readonly kind: 'through'; readonly hub: ResourceKey };

/** The VNets and ghosts that a scope covers, with the reason of each. */
export type ScopeVNets = ReadonlyMap<ResourceKey, ScopeReason>;

/**
 * Returns the VNets and ghosts that a scope covers, with the reason of each; undefined for the whole estate. Hubs lead one step further: they
 * are what lets traffic pass, and Azure rejects a VNet that overlaps another peer of the VNet that it is peered with (azure-semantics §3.1).
 */
export function vnetsInScope(topology: Topology, hubs: { has(key: ResourceKey): boolean }, scope: FreeScope): ScopeVNets | undefined {
  if (scope.kind === 'estate') return undefined;
  const { vnet } = scope;
  const reasons = new Map<ResourceKey, ScopeReason>([[vnet, { kind: 'chosen' }]]);
  const add = (key: ResourceKey, reason: ScopeReason) => reasons.set(key, reasons.get(key) ?? reason);
  const peers = peersOf(topology, vnet);
  for (const peer of peers) add(peer, { kind: 'peer' });
  for (const member of groupMembersOf(topology, vnet)) add(member, { kind: 'group' });
  for (const hub of peers) if (hubs.has(hub)) for (const peer of peersOf(topology, hub)) add(peer, { kind: 'through', hub });
  return reasons;
}

/** Returns the addresses that are taken in a scope: current prefixes, those that halves have learned, and those of ghosts. */
export const takenIn = (claims: readonly Claim[], inScope: ScopeVNets | undefined): PrefixSet =>
  toPrefixSet(claims.flatMap(({ owner, cidr }) => (inScope === undefined || inScope.has(owner) ? [cidr] : [])));
