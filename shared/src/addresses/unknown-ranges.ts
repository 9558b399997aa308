import type { ResourceKey } from '../arm/index.ts';
import { type AttachedKind, hasOwnGateway, missingOf, type Node, type ReadError, type Topology } from '../topology/index.ts';
import type { InvalidPrefix } from './claims.ts';
import type { ScopeVNets } from './scopes.ts';

/** A reason why addresses may be in use although nothing visible takes them. */
export type UnknownRange =
  /** Scopes that could not be read; VNets in them may exist. */
  | { readonly kind: 'read-errors'; readonly errors: readonly ReadError[] }
  /** VNets that a half points at and whose prefixes no half shows. */
  | { readonly kind: 'no-prefixes'; readonly vnets: readonly ResourceKey[] }
  /** VNets of which not all peerings could be read, so that more VNets may be peered with them. */
  | { readonly kind: 'peerings-not-read'; readonly vnets: readonly ResourceKey[] }
  /** VNets with a gateway, which can lead to networks outside Azure. Their prefixes are not read. */
  | { readonly kind: 'gateways'; readonly vnets: readonly ResourceKey[] }
  /** Resource types that are not in the source. */
  | { readonly kind: 'missing-kinds'; readonly kinds: readonly AttachedKind[] }
  | { readonly kind: 'invalid'; readonly prefixes: readonly InvalidPrefix[] }
  /** Networks that Azure does not list as VNets. Always there. */
  | { readonly kind: 'outside' };

interface UnknownContext {
  readonly topology: Topology;
  readonly invalid: readonly InvalidPrefix[];
  readonly readErrors: readonly ReadError[];
  /** VNets that a scope covers; undefined for the whole estate. */
  readonly inScope: ScopeVNets | undefined;
}

/** Resource types that lead out of the VNets. */
const OUTWARD_KINDS = ['gateways', 'connections', 'connectedGroups'] as const;

/** Lists what was not checked when addresses are called free in a scope. It is never empty. */
export function listUnknownRanges({ topology, invalid, readErrors, inScope }: UnknownContext): readonly UnknownRange[] {
  const isInScope = (key: ResourceKey) => inScope === undefined || inScope.has(key);
  const vnets = [...topology.vnets.values()].filter(({ key }) => isInScope(key));
  const ghosts = [...topology.ghosts.values()].filter(({ key }) => isInScope(key));
  const keysOf = (nodes: readonly { readonly key: ResourceKey }[]) => nodes.map(({ key }) => key);
  const withoutPrefixes = keysOf(ghosts.filter(({ addressSpace }) => addressSpace.length === 0));
  // the peers of those that are only reached through a hub do not count
  const leadsOn = (key: ResourceKey) => inScope?.get(key)?.kind !== 'through';
  const lacksPeerings = (node: Node) => (node.kind === 'ghost' ? inScope !== undefined : node.halvesNotRead === true);
  const partlyRead = keysOf([...vnets, ...ghosts].filter((node) => leadsOn(node.key) && lacksPeerings(node)));
  const withGateway = keysOf(vnets.filter(({ key }) => hasOwnGateway(topology, key)));
  const kinds = missingOf(topology, OUTWARD_KINDS, inScope && keysOf(vnets));
  const badPrefixes = invalid.filter(({ owner }) => isInScope(owner));
  return [
    ...(readErrors.length > 0 ? [{ kind: 'read-errors' as const, errors: readErrors }] : []),
    ...(withoutPrefixes.length > 0 ? [{ kind: 'no-prefixes' as const, vnets: withoutPrefixes }] : []),
    ...(partlyRead.length > 0 ? [{ kind: 'peerings-not-read' as const, vnets: partlyRead }] : []),
    ...(withGateway.length > 0 ? [{ kind: 'gateways' as const, vnets: withGateway }] : []),
    ...(kinds.length > 0 ? [{ kind: 'missing-kinds' as const, kinds }] : []),
    ...(badPrefixes.length > 0 ? [{ kind: 'invalid' as const, prefixes: badPrefixes }] : []),
    { kind: 'outside' },
  ];
}
