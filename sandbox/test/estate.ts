import { lastName, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { effectiveRoutesOf } from '../src/effective/effective-routes.ts';
import type { EffectiveRoute } from '../src/effective/route.ts';
import { vnetOf } from '../src/network/resource-body.ts';
import { buildVNet, type VNetBody } from '../src/network/vnet-body.ts';
import { type Connection, connectionsOf } from '../src/routing/connection.ts';
import { parseResourceRef, registerGroup } from '../src/seed/resource-ref.ts';
import { type SettingsBody, settingsFromBody } from '../src/store/half-settings.ts';
import { createMemoryStore } from '../src/store/memory-store.ts';
import { parentKey } from '../src/store/references.ts';
import type { Site } from '../src/store/sites.ts';
import type { ResourceRef, Store } from '../src/store/store.ts';

type Properties = Readonly<Record<string, unknown>>;

/** Row of Resource Graph, or a child as its GET returns it. */
export interface EstateRow {
  readonly id: string;
  readonly type: string;
  readonly location?: string;
  readonly properties: Properties;
}

interface LearnedRoute {
  readonly network: string;
  readonly nextHop?: string;
  readonly sourcePeer?: string;
  readonly origin?: string;
  readonly asPath?: string;
}

/** Responses of `getLearnedRoutes` and `learnedRoutes` by the ID of the gateway or BGP connection. */
export type Learned = Readonly<
  Record<string, { readonly value?: readonly LearnedRoute[]; readonly RouteServiceRole_IN_0?: readonly LearnedRoute[] }>
>;

/**
 * Creates a store with the rows as they are: nothing is validated, no defaults are filled in, and a half has the state and the prefixes of its
 * row. Learned routes are declared at the sites and appliances from which they came.
 */
export function loadEstate(rows: readonly EstateRow[], learned: Learned = {}): Store {
  const store = createMemoryStore();
  const ofType = (pattern: RegExp) => rows.filter(({ type }) => pattern.test(type));
  for (const row of ofType(/\/virtualNetworks$/i)) addVNet(store, row);
  for (const row of ofType(/\/virtualNetworks$/i)) addHalves(store, row);
  const children = ofType(/\/virtualHubs\/(ipConfigurations|bgpConnections)$/i);
  for (const row of rows) {
    if (/^microsoft\.network\//i.test(row.type) && !/\/virtualNetworks(\/|$)/i.test(row.type) && !children.includes(row))
      addResource(store, /\/virtualHubs$/i.test(row.type) ? withChildren(row, children) : row);
  }
  declareConnections(store, rows);
  declareLearned(store, learned);
  return store;
}

function refOf(id: string): ResourceRef {
  const ref = parseResourceRef(id);
  if (!ref) throw new Error(`${id} is not the ID of a resource`);
  return ref;
}

function addVNet(store: Store, row: EstateRow): void {
  const place = { ...refOf(row.id), resourceGuid: store.newGuid(), etag: store.newEtag() };
  registerGroup(store, place, row.location ?? '');
  store.putVNet({ ...buildVNet(place, row as VNetBody, undefined), provisioning: 'Succeeded' });
}

interface HalfProperties extends SettingsBody {
  readonly peeringState: string;
  readonly remoteVirtualNetwork: { readonly id: string };
  readonly remoteAddressSpace?: { readonly addressPrefixes?: readonly string[] };
}

function addHalves(store: Store, { id: vnetId, properties }: EstateRow): void {
  const halves = (properties.virtualNetworkPeerings ?? []) as readonly { readonly id: string; readonly properties: HalfProperties }[];
  for (const { id, properties: half } of halves) {
    const remoteId = half.remoteVirtualNetwork.id;
    const learned = half.remoteAddressSpace?.addressPrefixes ?? store.vnets.get(resourceKey(remoteId))?.addressSpace ?? [];
    store.putHalf({
      ...refOf(id),
      name: lastName(id),
      from: resourceKey(vnetId),
      to: resourceKey(remoteId),
      remoteId,
      ...settingsFromBody(half, undefined),
      learned,
      lastKnown: learned,
      disconnected: half.peeringState === 'Disconnected',
      resourceGuid: store.newGuid(),
      provisioning: 'Succeeded',
    });
  }
}

/** Adds the children of a Route Server, and the settings without which it has no routes. */
function withChildren(row: EstateRow, children: readonly EstateRow[]): EstateRow {
  const own = (type: RegExp) =>
    children.filter((child) => type.test(child.type) && parentKey(resourceKey(child.id)) === resourceKey(row.id));
  const defaults = { virtualRouterIps: [], allowBranchToBranchTraffic: false, hubRoutingPreference: 'ExpressRoute' };
  const ipConfigurations = own(/\/ipConfigurations$/i);
  const bgpConnections = own(/\/bgpConnections$/i);
  return { ...row, properties: { ...defaults, ...row.properties, ipConfigurations, bgpConnections } };
}

function addResource(store: Store, { id, type, location, properties }: EstateRow): void {
  const ref = refOf(id);
  const whole = type.toLowerCase().endsWith('/virtualnetworkgateways')
    ? { activeActive: false, enableBgp: false, ...properties }
    : properties;
  store.putResource({
    ...ref,
    name: lastName(id),
    type: type.replace(/^[^/]+/, 'Microsoft.Network'),
    location,
    etag: store.newEtag(),
    resourceGuid: store.newGuid(),
    provisioning: 'Succeeded',
    properties: whole,
    inVNet: vnetOf(store, ref, whole),
  });
}

/** Declares the sites and circuits at the end of connections, so that each connection has the status of its row. */
function declareConnections(store: Store, rows: readonly EstateRow[]): void {
  for (const { id, type, properties } of rows) {
    if (!/\/connections$/i.test(type)) continue;
    const { connectionStatus } = properties;
    const { localNetworkGateway2, peer } = properties as Readonly<Record<string, { readonly id: string } | undefined>>;
    const end = localNetworkGateway2 ?? peer;
    if (end && connectionStatus !== 'Connecting') putSite(store, resourceKey(end.id), [], connectionStatus === 'NotConnected');
    const key = resourceKey(id);
    const resource = store.resources.get(key);
    if (!end && resource && connectionStatus !== undefined && connectionStatus !== 'Connected')
      store.putResource({ ...resource, properties: { ...properties, sharedKey: `of ${key} only` } });
  }
}

const putSite = (store: Store, key: ResourceKey, announces: Site['announces'], isDown = false): void =>
  store.putSite(key, { sharedKey: undefined, announces, isDown });

/** Declares what BGP has brought: to Route Servers from appliances, and to gateways from sites and circuits. */
function declareLearned(store: Store, learned: Learned): void {
  for (const [id, response] of Object.entries(learned)) {
    const key = resourceKey(id);
    if (key.includes('/bgpconnections/'))
      putSite(
        store,
        key,
        (response.RouteServiceRole_IN_0 ?? []).map((route) => announced(route, 1)),
      );
    const routes = (response.value ?? []).filter(({ origin }) => origin === 'EBgp');
    for (const connection of connectionsOf(store, key)) declareAtEnd(store, connection, routes);
  }
}

interface EndProperties {
  readonly bgpSettings?: { readonly bgpPeeringAddress: string };
  readonly peerings?: readonly { readonly properties: { readonly peeringType?: string; readonly peerASN?: number } }[];
}

function declareAtEnd(store: Store, { type, remote }: Connection, routes: readonly LearnedRoute[]): void {
  const site = store.sites.get(remote);
  const { bgpSettings, peerings = [] } = (store.resources.get(remote)?.properties ?? {}) as EndProperties;
  if (!site || type === 'Vnet2Vnet') return;
  const ownAsns = peerings.some(({ properties }) => properties.peeringType === 'AzurePrivatePeering' && properties.peerASN) ? 2 : 1;
  // behind Microsoft's ASN alone are the other VNets at the circuit, which do not come from its site
  const isFromSite = (asPath: string): boolean => asPath.startsWith('12076') && asPath.split('-').length >= ownAsns;
  const own = routes.filter(({ sourcePeer, asPath = '' }) =>
    type === 'ExpressRoute' ? isFromSite(asPath) : sourcePeer === bgpSettings?.bgpPeeringAddress,
  );
  // each gateway at a circuit leaves out what is in its own VNet
  const known = site.announces.map((announcement) => [announcement.prefix, announcement] as const);
  const announces = new Map([...known, ...own.map((route) => [route.network, announced(route, ownAsns)] as const)]);
  putSite(store, remote, [...announces.values()], site.isDown);
}

/** Returns an announced prefix, without the ASNs that the site or appliance itself adds to the AS path. */
const announced = ({ network, asPath = '', nextHop }: LearnedRoute, ownAsns: number) => ({
  prefix: network,
  nextHop,
  asPath: asPath.split('-').slice(ownAsns).map(Number),
});

/** Returns the effective routes of a subnet, given as `VNET/SUBNET`. */
export function routesOfSubnet(store: Store, path: string): readonly EffectiveRoute[] {
  const [vnetName, subnetName] = path.split('/');
  const vnet = [...store.vnets.values()].find(({ name }) => name === vnetName);
  const subnet = vnet?.subnets.find(({ name }) => name === subnetName);
  if (!vnet || !subnet) throw new Error(`there is no subnet ${path}`);
  return effectiveRoutesOf(store, vnet, subnet);
}
