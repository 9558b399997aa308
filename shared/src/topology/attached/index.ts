import { type ResourceKey, resourceKey } from '../../arm/index.ts';
import { adminRules } from './admin-rules.ts';
import { appliances } from './appliances.ts';
import { bastionHosts } from './bastion-hosts.ts';
import { circuits } from './circuits.ts';
import { connectedGroups } from './connected-groups.ts';
import { connections } from './connections.ts';
import type { Kind, VNetKind } from './define-kind.ts';
import { dnsLinks } from './dns-links.ts';
import { dnsZones } from './dns-zones.ts';
import type { RowOf } from './fields.ts';
import { firewalls } from './firewalls.ts';
import { gateways } from './gateways.ts';
import { hubConnections } from './hub-connections.ts';
import { interfaces } from './interfaces.ts';
import { loadBalancers } from './load-balancers.ts';
import { localNetworkGateways } from './local-network-gateways.ts';
import { machines } from './machines.ts';
import { natGateways } from './nat-gateways.ts';
import { networkSecurityGroups } from './network-security-groups.ts';
import { privateEndpoints } from './private-endpoints.ts';
import { publicIpAddresses } from './public-ip-addresses.ts';
import { routeServerPeers } from './route-server-peers.ts';
import { routeServers } from './route-servers.ts';
import { routeTables } from './route-tables.ts';

export type { AdminRuleRow } from './admin-rules.ts';
export type { ApplianceRow } from './appliances.ts';
export type { BastionHostRow } from './bastion-hosts.ts';
export type { CircuitRow } from './circuits.ts';
export { type ConnectedGroupRow, mergeConnectedGroups } from './connected-groups.ts';
export type { ConnectionRow } from './connections.ts';
export type { FixtureVNet } from './define-kind.ts';
export type { DnsLinkRow } from './dns-links.ts';
export type { DnsZoneRow } from './dns-zones.ts';
export { type Fields, type FieldType, type FieldValues, parseField } from './fields.ts';
export type { FirewallRow } from './firewalls.ts';
export { fixtureGatewayId, type GatewayRow } from './gateways.ts';
export type { HubConnectionRow } from './hub-connections.ts';
export type { InterfaceRow } from './interfaces.ts';
export type { LoadBalancerRow } from './load-balancers.ts';
export type { LocalNetworkGatewayRow } from './local-network-gateways.ts';
export type { MachineRow } from './machines.ts';
export type { NatGatewayRow } from './nat-gateways.ts';
export type { NetworkSecurityGroupRow, SecurityRuleRow } from './network-security-groups.ts';
export type { PrivateEndpointRow } from './private-endpoints.ts';
export type { PublicIpAddressRow } from './public-ip-addresses.ts';
export type { RouteServerPeerRow } from './route-server-peers.ts';
export type { RouteServerRow } from './route-servers.ts';
export type { RouteRow, RouteTableRow } from './route-tables.ts';

/** Kinds of resources that are attached to VNets or connect them, in display order, by the name of their rows. */
const KINDS = {
  gateways,
  connections,
  firewalls,
  appliances,
  loadBalancers,
  routeServers,
  bastionHosts,
  privateEndpoints,
  routeTables,
  networkSecurityGroups,
  natGateways,
  dnsZones,
  dnsLinks,
  connectedGroups,
  interfaces,
  localNetworkGateways,
  circuits,
  publicIpAddresses,
  machines,
  routeServerPeers,
  hubConnections,
  adminRules,
};

type Kinds = typeof KINDS;
export type AttachedKind = keyof Kinds;

type VNetKindName = { readonly [K in AttachedKind]: Kinds[K] extends { readonly vnetsOf: unknown } ? K : never }[AttachedKind];

/** Rows of all kinds. */
export type AttachedRows = { readonly [K in AttachedKind]: readonly RowOf<Kinds[K]['fields']>[] };

/** Resources in or attached to one VNet. */
export type AttachedResources = Pick<AttachedRows, VNetKindName>;

export const ATTACHED_KINDS = Object.keys(KINDS) as readonly AttachedKind[];

/** Definitions of the kinds, by the name of their rows. */
export const KIND_DEFINITIONS: Readonly<Record<AttachedKind, Kind>> = KINDS;

const collect = <T>(kinds: readonly AttachedKind[], valueFor: (definition: Kind, kind: AttachedKind) => unknown): T =>
  Object.fromEntries(kinds.map((kind) => [kind, valueFor(KINDS[kind], kind)])) as T;

/** Collects a value for each kind. */
export const collectKinds = <T>(valueFor: (definition: Kind, kind: AttachedKind) => unknown): T => collect(ATTACHED_KINDS, valueFor);

export const NO_ATTACHED_ROWS = collectKinds<AttachedRows>(() => []);

type MutableResources = { [K in VNetKindName]: AttachedRows[K][number][] };

const isVNetKind = (kind: AttachedKind): kind is VNetKindName => 'vnetsOf' in KINDS[kind];

/** Kinds whose resources belong to VNets. */
export const VNET_KINDS: readonly { readonly kind: VNetKindName; readonly definition: VNetKind }[] = ATTACHED_KINDS.filter(isVNetKind).map(
  (kind) => ({ kind, definition: KINDS[kind] }),
);

const createNoResources = () =>
  collect<MutableResources>(
    VNET_KINDS.map(({ kind }) => kind),
    () => [],
  );

/** Groups the resources by the VNets that they belong to. */
export function groupByVNet(rows: AttachedRows): ReadonlyMap<ResourceKey, AttachedResources> {
  const index = new Map<ResourceKey, MutableResources>();
  for (const { kind, definition } of VNET_KINDS) {
    for (const row of rows[kind]) {
      for (const vnet of new Set(definition.vnetsOf(row).map(resourceKey))) {
        const resources = index.get(vnet) ?? createNoResources();
        index.set(vnet, resources);
        (resources[kind] as (typeof row)[]).push(row);
      }
    }
  }
  return index;
}
