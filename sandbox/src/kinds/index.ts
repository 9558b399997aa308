/** Resource types of Microsoft.Network that the sandbox serves besides VNets. Routes, providers and seeding iterate over them. */
import { applicationSecurityGroups } from './application-security-groups.ts';
import { bastionHosts } from './bastion-hosts.ts';
import { connections } from './connections.ts';
import { dnsForwardingRulesets, forwardingLinks, forwardingRules } from './dns-forwarding-rulesets.ts';
import { dnsLinks } from './dns-links.ts';
import { privateRecordSets, publicRecordSets } from './dns-record-sets.ts';
import { inboundEndpoints, outboundEndpoints } from './dns-resolver-endpoints.ts';
import { dnsResolvers } from './dns-resolvers.ts';
import { dnsZones } from './dns-zones.ts';
import { expressRouteCircuits } from './express-route-circuits.ts';
import { firewallPolicies } from './firewall-policies.ts';
import { firewalls } from './firewalls.ts';
import { gateways } from './gateways.ts';
import { loadBalancers } from './load-balancers.ts';
import { localNetworkGateways } from './local-network-gateways.ts';
import { natGateways } from './nat-gateways.ts';
import { networkInterfaces } from './network-interfaces.ts';
import { networkManagers } from './network-managers.ts';
import { networkSecurityGroups } from './network-security-groups.ts';
import { networkWatchers } from './network-watchers.ts';
import { privateEndpoints } from './private-endpoints.ts';
import { publicDnsZones } from './public-dns-zones.ts';
import { publicIpAddresses } from './public-ip-addresses.ts';
import type { ResourceKind } from './resource-kind.ts';
import { routeServers } from './route-servers.ts';
import { routeTables } from './route-tables.ts';
import { virtualNetworkAppliances } from './virtual-network-appliances.ts';

export const RESOURCE_KINDS: readonly ResourceKind[] = [
  publicIpAddresses,
  routeTables,
  networkSecurityGroups,
  applicationSecurityGroups,
  loadBalancers,
  networkInterfaces,
  gateways,
  localNetworkGateways,
  expressRouteCircuits,
  connections,
  firewalls,
  ...firewallPolicies,
  natGateways,
  virtualNetworkAppliances,
  ...privateEndpoints,
  routeServers,
  bastionHosts,
  dnsZones,
  dnsLinks,
  ...privateRecordSets,
  publicDnsZones,
  ...publicRecordSets,
  dnsResolvers,
  inboundEndpoints,
  outboundEndpoints,
  dnsForwardingRulesets,
  forwardingRules,
  forwardingLinks,
  ...networkManagers,
  networkWatchers,
];

const byType = new Map(RESOURCE_KINDS.map((kind) => [`microsoft.network/${kind.type}`.toLowerCase(), kind]));

/** Returns the kind of a resource type such as `Microsoft.Network/routeTables`, ignoring case. */
export const kindOf = (type: string): ResourceKind | undefined => byType.get(type.toLowerCase());
