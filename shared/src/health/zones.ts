import { type ResourceKey, resourceKey } from '../arm/index.ts';
import { parseAddress } from '../net/index.ts';
import type { Model } from '../reach/index.ts';
import type { Locator } from '../routing/index.ts';
import type { Topology } from '../topology/index.ts';
import type { UnknownReason } from './rule.ts';

/** Private DNS zones that a VNet resolves, with the reason if the list may be incomplete. */
export interface ZoneResolution {
  readonly zones: ReadonlySet<ResourceKey>;
  readonly reason: UnknownReason | undefined;
}

/** Address of the Azure DNS resolver, the same in every VNet. */
const AZURE_DNS = '168.63.129.16';

/**
 * Creates a function that returns the zones a VNet resolves: those linked to it or, with custom DNS servers, those linked to the VNets that
 * contain the servers, which are assumed to forward to Azure DNS there. Results are cached per VNet.
 */
export function createZoneResolver(topology: Topology, { estate: { locate } }: Model): (vnet: ResourceKey) => ZoneResolution {
  const cache = new Map<ResourceKey, ZoneResolution>();
  return (vnet) => {
    const resolution = cache.get(vnet) ?? resolve(topology, locate, vnet);
    cache.set(vnet, resolution);
    return resolution;
  };
}

function resolve(topology: Topology, locate: Locator, key: ResourceKey): ZoneResolution {
  const vnet = topology.vnets.get(key);
  if (!vnet) return { zones: linkedZones(topology, key), reason: { kind: 'vnet-unreadable', vnet: key } };
  const servers = (vnet.dnsServers ?? []).filter((server) => server !== AZURE_DNS);
  if (servers.length === 0) return { zones: linkedZones(topology, key), reason: undefined };
  const hosts = servers.map((server) => hostVNetOf(locate, key, server));
  const isExternal = hosts.some((host) => host === undefined || !topology.vnets.has(host));
  return {
    zones: new Set(hosts.flatMap((host) => (host ? [...linkedZones(topology, host)] : []))),
    reason: isExternal ? { kind: 'external-dns', vnet: key } : undefined,
  };
}

function hostVNetOf(locate: Locator, vnet: ResourceKey, server: string): ResourceKey | undefined {
  const address = parseAddress(server);
  return address.ok ? locate(vnet, address.value).vnet : undefined;
}

const linkedZones = ({ attachedResources }: Topology, vnet: ResourceKey): Set<ResourceKey> =>
  new Set((attachedResources.get(vnet)?.dnsLinks ?? []).map((link) => resourceKey(link.zoneId)));
