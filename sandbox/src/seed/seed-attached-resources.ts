import { parentId, parseResourceId, resourceKey } from '@peerscape/shared/arm';
import type { TopologyRows } from '@peerscape/shared/topology';
import type { Store } from '../store/store.ts';
import { toAppliance, toFirewall, toRouteServer } from './attached-resources/appliances.ts';
import { toConnection, toGateway } from './attached-resources/gateways.ts';
import type { ResourceBody } from './attached-resources/resource-body.ts';
import { toDnsLink, toDnsZone, toRouteTable } from './attached-resources/route-tables-and-dns.ts';
import { parseResourceRef, registerGroup } from './resource-ref.ts';
import { seedConnectedGroup } from './seed-connected-group.ts';

/** Adds the resources in and around the VNets to the store, in the form that ARM returns (azure-semantics §1.4). */
export function seedAttachedResources(store: Store, rows: TopologyRows): void {
  for (const row of rows.gateways) add(store, row.id, row.vnetId, toGateway(row));
  for (const row of rows.connections) add(store, row.id, undefined, toConnection(row));
  for (const row of rows.firewalls) add(store, row.id, row.vnetId, toFirewall(row));
  for (const row of rows.appliances) add(store, row.id, row.vnetId, toAppliance(store, row));
  for (const row of rows.routeServers) add(store, row.id, row.vnetId, toRouteServer(row));
  for (const row of rows.routeTables) add(store, row.id, undefined, toRouteTable(row), locationOfSubnet(store, row.subnetIds[0]));
  for (const row of rows.dnsZones) add(store, row.id, undefined, toDnsZone(row, rows), 'global');
  for (const row of rows.dnsLinks) add(store, row.id, undefined, toDnsLink(row), 'global');
  for (const row of rows.connectedGroups)
    seedConnectedGroup(store, row, (id, draft, location) => add(store, id, undefined, draft, location));
}

function add(store: Store, id: string, vnetId: string | undefined, draft: ResourceBody, explicitLocation?: string): void {
  const ref = parseResourceRef(id);
  if (!ref || store.resources.has(ref.key)) return;
  const inVNet = vnetId === undefined ? undefined : resourceKey(vnetId);
  const location =
    explicitLocation ?? (inVNet && store.vnets.get(inVNet)?.location) ?? locationOfGroup(store, ref.subscriptionId, ref.resourceGroup);
  registerGroup(store, ref, location);
  const parsed = parseResourceId(id);
  const isChild = parsed.ok && parentId(parsed.value) !== undefined && location !== 'global';
  store.putResource({ ...ref, etag: store.newEtag(), location: isChild ? undefined : location, ...(inVNet && { inVNet }), ...draft });
}

const locationOfGroup = (store: Store, subscriptionId: string, group: string): string =>
  store.groups.get(`${subscriptionId}/${group}`.toLowerCase())?.location ?? 'westeurope';

const locationOfSubnet = (store: Store, subnet: string | undefined): string | undefined =>
  subnet === undefined ? undefined : store.vnets.get(resourceKey(subnet.replace(/\/subnets\/[^/]*$/i, '')))?.location;
