/** Kinds of resources that the sandbox serves read-only. Routes, providers and seeding iterate over them. */
import { appliances } from './appliances.ts';
import { bastionHosts } from './bastion-hosts.ts';
import { connections } from './connections.ts';
import { dnsLinks } from './dns-links.ts';
import { dnsZones } from './dns-zones.ts';
import { firewalls } from './firewalls.ts';
import { gateways } from './gateways.ts';
import { networkManagers } from './network-managers.ts';
import type { ResourceKind } from './resource-kind.ts';
import { routeServers } from './route-servers.ts';
import { routeTables } from './route-tables.ts';

export type { ReadOnlyType, SeededResource } from './resource-kind.ts';

export const RESOURCE_KINDS: readonly ResourceKind[] = [
  gateways,
  connections,
  routeTables,
  firewalls,
  appliances,
  routeServers,
  bastionHosts,
  dnsZones,
  dnsLinks,
  networkManagers,
];
