import { vnetId } from '../arm/index.ts';
import type { GatewayRow, HalfRow, RequiredSettings, SubscriptionRow, TopologyRows, VNetRow } from '../topology/index.ts';
import { DEFAULT_REQUIRED_SETTINGS, NEW_HALF_SETTINGS, NO_ROWS } from '../topology/index.ts';
import { guidOf, tenantOf } from './guid.ts';
import type { World } from './read.ts';

const REGIONS = [
  'westeurope',
  'northeurope',
  'germanywestcentral',
  'uksouth',
  'francecentral',
  'swedencentral',
  'eastus',
  'eastus2',
  'westus3',
  'southeastasia',
  'japaneast',
  'australiaeast',
];

/** Keeps hubs below Azure’s limit of 500 peerings per VNet, and below a fifth of a small estate. */
const largestCluster = (count: number): number => Math.max(8, Math.min(400, Math.round(count / 5)));

interface Site {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
}

/**
 * Generates a large estate: regions × hubs × spokes with heavy-tailed hub sizes, hubs meshed in groups of twelve, some dual-homed spokes,
 * some full meshes, a few islands, and a few half-configured peerings of each kind. The same arguments give the same fixture.
 * Names state the roles (`hub-…`, `spoke-…`, `mesh-…`, `island-…`), so that tests can verify the detection.
 */
export function generateWorld({ vnets: count, seed = 7 }: { readonly vnets: number; readonly seed?: number }): World {
  const chance = createChance(seed + count);
  const regions = REGIONS.slice(0, count <= 20 ? 2 : count <= 100 ? 3 : count <= 1000 ? 6 : 12);
  const title = `Generated: ${count} VNets, seed ${seed}`;
  const estate = createEstate(title);
  const meshed = count < 12 ? 0 : Math.round(count * 0.12);
  const islands = Math.round(count * 0.03);
  const hubs = addHubsAndSpokes(estate, regions, count - meshed - islands, chance);
  joinHubs(estate, hubs);
  dualHome(estate, hubs, chance);
  addMeshes(estate, regions, meshed, hubs, chance);
  addIslands(estate, regions, islands);
  return { title, rows: estate.rows(chance), resources: [], properties: [], hidden: new Set(), deleted: new Set(), expectations: [] };
}

function addHubsAndSpokes(estate: Estate, regions: readonly string[], count: number, chance: Chance): Site[] {
  const hubs: Site[] = [];
  for (let left = count, cluster = 0; left > 0; cluster++) {
    const size = Math.min(left, largestCluster(count), Math.max(4, Math.round(8 / chance() ** 0.75) + 12));
    const region = regions[cluster % regions.length] ?? 'westeurope';
    const prefix = `${region}-${String(cluster + 1).padStart(3, '0')}`;
    const hub = estate.addVNet(`hub-${prefix}`, region, `platform-${region}`, { gateway: true });
    hubs.push(hub);
    for (let i = 1; i < size; i++) {
      const spoke = estate.addVNet(`spoke-${prefix}-${String(i).padStart(3, '0')}`, region, `workload-${prefix}`);
      estate.peer(hub, spoke, HUB_HALF, SPOKE_HALF);
    }
    left -= size;
  }
  return hubs;
}

/** Peers the hubs in full meshes of twelve, and the meshes in a chain. */
function joinHubs(estate: Estate, hubs: readonly Site[]): void {
  for (let start = 0; start < hubs.length; start += 12) {
    const group = hubs.slice(start, start + 12);
    meshAll(estate, group, FORWARDING);
    const before = hubs[start - 12];
    const first = group[0];
    if (before && first) estate.peer(before, first, FORWARDING, FORWARDING);
  }
}

/** Peers one spoke in twelve with a second hub, as for a second region. */
function dualHome(estate: Estate, hubs: readonly Site[], chance: Chance): void {
  if (hubs.length < 2) return;
  for (const spoke of estate.sitesNamed('spoke-')) {
    const hub = hubs[Math.floor(chance() * hubs.length)];
    if (hub && chance() < 0.08) estate.peer(hub, spoke, FORWARDING, FORWARDING);
  }
}

function addMeshes(estate: Estate, regions: readonly string[], count: number, hubs: readonly Site[], chance: Chance): void {
  for (let left = count, mesh = 0; left > 0; mesh++) {
    const size = Math.min(left, 3 + Math.floor(chance() * 5));
    const region = regions[mesh % regions.length] ?? 'westeurope';
    const members = Array.from({ length: size }, (_, i) =>
      estate.addVNet(`mesh-${region}-${String(mesh + 1).padStart(3, '0')}-${i + 1}`, region, `data-${region}`),
    );
    meshAll(estate, members, PLAIN);
    const [first] = members;
    const hub = hubs[Math.floor(chance() * hubs.length)];
    if (first && hub && chance() < 0.4) estate.peer(hub, first, HUB_HALF, SPOKE_HALF);
    left -= size;
  }
}

function addIslands(estate: Estate, regions: readonly string[], count: number): void {
  for (let i = 0; i < count; i++) {
    const region = regions[i % regions.length] ?? 'westeurope';
    estate.addVNet(`island-${region}-${String(i + 1).padStart(3, '0')}`, region, `labs-${region}`);
  }
}

function meshAll(estate: Estate, members: readonly Site[], flags: Flags): void {
  for (const [i, one] of members.entries()) for (const other of members.slice(i + 1)) estate.peer(one, other, flags, flags);
}

type Flags = RequiredSettings;
const PLAIN: Flags = DEFAULT_REQUIRED_SETTINGS;
const FORWARDING: Flags = { ...PLAIN, allowForwarded: true };
const HUB_HALF: Flags = { ...FORWARDING, allowTransit: true };
const SPOKE_HALF: Flags = { ...FORWARDING, useRemoteGateways: true };

interface Estate {
  addVNet(name: string, region: string, subscription: string, has?: { readonly gateway: boolean }): Site;
  peer(one: Site, other: Site, near: Flags, far: Flags): void;
  sitesNamed(start: string): Site[];
  rows(chance: Chance): TopologyRows;
}

function createEstate(title: string): Estate {
  const subscriptions = new Map<string, SubscriptionRow>();
  const vnets: VNetRow[] = [];
  const sites: Site[] = [];
  const gateways: GatewayRow[] = [];
  const pairs = new Map<string, readonly [Site, Site, Flags, Flags]>();
  return {
    addVNet(name, region, subscription, has) {
      const id = guidOf(`subscription ${subscription}`);
      subscriptions.set(subscription, { id, name: subscription, tenantId: tenantOf(title) });
      const index = vnets.length;
      const prefix = `10.${(index >> 8) & 255}.${index & 255}.0/24`;
      const site = { id: vnetId(id, `rg-${region}`, name), name, prefix };
      vnets.push(vnetRow(site, region, has?.gateway ?? false));
      if (has?.gateway)
        gateways.push({
          id: site.id.replace(/virtualNetworks\/.*/, `virtualNetworkGateways/vpngw-${name}`),
          vnetId: site.id,
          kind: 'Vpn',
          sku: 'VpnGw1AZ',
          vpnType: 'RouteBased',
          asn: 65515,
        });
      sites.push(site);
      return site;
    },
    peer(one, other, near, far) {
      const key = [one.id, other.id].sort().join('|');
      if (one !== other && !pairs.has(key)) pairs.set(key, [one, other, near, far]);
    },
    sitesNamed: (start) => sites.filter((site) => site.name.startsWith(start)),
    rows: (chance) => ({
      ...NO_ROWS,
      subscriptions: [...subscriptions.values()],
      vnets,
      gateways,
      halves: [...pairs.values()].flatMap((pair) => halvesOf(...pair, chance)),
    }),
  };
}

function vnetRow({ id, name, prefix }: Site, location: string, hasGateway: boolean): VNetRow {
  const stem = prefix.replace('.0/24', '');
  return {
    id,
    location,
    tags: { role: name.split('-')[0] ?? 'spoke' },
    addressSpace: [prefix],
    subnets: [
      { name: 'default', prefixes: [`${stem}.0/25`] },
      ...(hasGateway ? [{ name: 'GatewaySubnet', prefixes: [`${stem}.224/27`] }] : []),
    ],
    etag: `W/"${guidOf(`etag ${id}`)}"`,
    resourceGuid: guidOf(`vnet ${id}`),
    provisioningState: 'Succeeded',
  };
}

/** Returns the halves of a pair. About 19 in 20 pairs are complete; the others lack a half, are Disconnected, or block access on one side. */
function halvesOf(one: Site, other: Site, near: Flags, far: Flags, chance: Chance): HalfRow[] {
  const guid = guidOf(`peering ${one.id} ${other.id}`);
  const roll = chance();
  if (roll < 0.02) return [halfRow(one, other, { ...near, useRemoteGateways: false }, 'Initiated', guid)];
  if (roll < 0.035) return [halfRow(one, other, { ...near, useRemoteGateways: false }, 'Disconnected', guid)];
  const farFlags = roll < 0.045 ? { ...far, allowAccess: false } : far;
  return [halfRow(one, other, near, 'Connected', guid), halfRow(other, one, farFlags, 'Connected', guid)];
}

function halfRow(from: Site, to: Site, flags: Flags, state: string, resourceGuid: string): HalfRow {
  return {
    id: `${from.id}/virtualNetworkPeerings/${from.name}-${to.name}`.slice(0, from.id.length + 104),
    remoteId: to.id,
    state,
    sync: state === 'Connected' ? 'FullyInSync' : 'RemoteNotInSync',
    ...NEW_HALF_SETTINGS,
    ...flags,
    remoteLearned: [to.prefix],
    remoteCurrent: [to.prefix],
    localLearned: [from.prefix],
    localCurrent: [from.prefix],
    provisioningState: 'Succeeded',
    resourceGuid,
    etag: `W/"${guidOf(`etag ${from.id} ${to.name}`)}"`,
  };
}

type Chance = () => number;

/** Creates a mulberry32 generator of numbers from 0 to 1; the same seed gives the same numbers. */
function createChance(seed: number): Chance {
  let s = seed >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), s | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
