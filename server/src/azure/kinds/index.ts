/** Describes how each kind of attached resource is read from Azure: translation, query and list. A long translation has its own file. */
import { ATTACHED_KINDS, type AttachedKind, KIND_DEFINITIONS } from '@peerscape/shared/topology';
import { asString, omitUndefined, propertiesOf } from '../wire.ts';
import { type ArmKind, NETWORK_VERSION } from './arm-kind.ts';
import { bastionHosts } from './bastion-hosts.ts';
import { connections } from './connections.ts';
import { dnsLinks } from './dns-links.ts';
import { adminRules, hubConnections, machines, publicIpAddresses, routeServerPeers } from './file-only-kinds.ts';
import { firewalls } from './firewalls.ts';
import { gateways } from './gateways.ts';
import { loadBalancers } from './load-balancers.ts';
import { localNetworkGateways } from './local-network-gateways.ts';
import { natGateways } from './nat-gateways.ts';
import { appliances, interfaces } from './network-interfaces.ts';
import { networkSecurityGroups } from './network-security-groups.ts';
import { privateEndpoints } from './private-endpoints.ts';
import { routeServers } from './route-servers.ts';
import { routeTables } from './route-tables.ts';

const KINDS: { readonly [K in AttachedKind]: ArmKind<K> } = {
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
  dnsZones: {
    toRow: ({ id }) => (asString(id) === undefined ? undefined : { id: String(id) }),
    list: { title: 'Private DNS zones and links', apiVersion: '2020-06-01', children: 'virtualNetworkLinks' },
  },
  dnsLinks,
  // connected groups are read VNet by VNet, in the scopes of the network managers
  connectedGroups: { list: { title: 'Network managers', apiVersion: NETWORK_VERSION } },
  interfaces,
  localNetworkGateways,
  circuits: {
    toRow: (resource) => {
      const state = asString(propertiesOf(resource).serviceProviderProvisioningState);
      return asString(resource.id) === undefined ? undefined : omitUndefined({ id: String(resource.id), state });
    },
    list: { title: 'ExpressRoute circuits', apiVersion: NETWORK_VERSION },
  },
  publicIpAddresses,
  machines,
  routeServerPeers,
  hubConnections,
  adminRules,
};

export type { KindList, LocatedResource } from './arm-kind.ts';

/** All ARM types that are read as attached resources. */
export const ARM_TYPES = ATTACHED_KINDS.flatMap((kind) => {
  const { also = [], ...main }: ArmKind<AttachedKind> = KINDS[kind];
  return [
    { kind, armType: KIND_DEFINITIONS[kind].armType, coversKind: true, ...main },
    ...also.map((type) => ({ kind, coversKind: false, subnet: undefined, ...type })),
  ];
});
