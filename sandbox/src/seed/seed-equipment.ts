import { parentId, parseResourceId, resourceKey } from '@peerscape/shared/arm';
import type { TopologyRows } from '@peerscape/shared/topology';
import type { Store } from '../store/store.ts';
import { firewall, networkInterface, routeServer } from './equipment/appliances.ts';
import type { Draft } from './equipment/draft.ts';
import { connection, gateway } from './equipment/gateways.ts';
import { dnsLink, dnsZone, routeTable } from './equipment/routes-and-names.ts';
import { noteGroup, placed } from './place.ts';
import { seedGroups } from './seed-groups.ts';

/** Adds the resources in and around the VNets to the store, in the form that ARM returns (azure-semantics §1.4). */
export function seedEquipment(store: Store, rows: TopologyRows): void {
  for (const row of rows.gateways) add(store, row.id, row.vnetId, gateway(row));
  for (const row of rows.connections) add(store, row.id, undefined, connection(row));
  for (const row of rows.firewalls) add(store, row.id, row.vnetId, firewall(row));
  for (const row of rows.appliances) add(store, row.id, row.vnetId, networkInterface(store, row));
  for (const row of rows.routeServers) add(store, row.id, row.vnetId, routeServer(row));
  for (const row of rows.routeTables) add(store, row.id, undefined, routeTable(row), locationOfSubnet(store, row.subnetIds[0]));
  for (const row of rows.dnsZones) add(store, row.id, undefined, dnsZone(row, rows), 'global');
  for (const row of rows.dnsLinks) add(store, row.id, undefined, dnsLink(row), 'global');
  for (const row of rows.connectedGroups) seedGroups(store, row, (id, draft, location) => add(store, id, undefined, draft, location));
}

function add(store: Store, id: string, vnetId: string | undefined, draft: Draft, explicitLocation?: string): void {
  const ref = placed(id);
  if (!ref || store.resources.has(ref.key)) return;
  const inVNet = vnetId === undefined ? undefined : resourceKey(vnetId);
  const location =
    explicitLocation ?? (inVNet && store.vnets.get(inVNet)?.location) ?? locationOfGroup(store, ref.subscriptionId, ref.resourceGroup);
  noteGroup(store, ref, location);
  const parsed = parseResourceId(id);
  const isChild = parsed.ok && parentId(parsed.value) !== undefined && location !== 'global';
  store.putResource({ ...ref, etag: store.newEtag(), location: isChild ? undefined : location, ...(inVNet && { inVNet }), ...draft });
}

const locationOfGroup = (store: Store, subscriptionId: string, group: string): string =>
  store.groups.get(`${subscriptionId}/${group}`.toLowerCase())?.location ?? 'westeurope';

const locationOfSubnet = (store: Store, subnet: string | undefined): string | undefined =>
  subnet === undefined ? undefined : store.vnets.get(resourceKey(subnet.replace(/\/subnets\/[^/]*$/i, '')))?.location;
