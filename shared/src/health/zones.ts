import { type ResourceKey, resourceKey } from '../arm/index.ts';
import { parseAddress } from '../net/index.ts';
import { locator } from '../routing/index.ts';
import type { Topology } from '../topology/index.ts';
import type { Doubt } from './rule.ts';

/** The private zones that a VNet resolves, and why there may be more. */
export interface Resolved {
  readonly zones: ReadonlySet<ResourceKey>;
  readonly doubt: Doubt | undefined;
}

/** Azure's own resolver: the same address in every VNet. */
const AZURE_DNS = '168.63.129.16';

/**
 * Tells which zones a VNet resolves: those linked to it, or, with DNS servers of its own, those linked to the VNets in which the servers stand
 * (they are taken to forward to Azure's resolver there). Each VNet is looked up once.
 */
export function resolverOf(topology: Topology): (vnet: ResourceKey) => Resolved {
  const known = new Map<ResourceKey, Resolved>();
  const locate = locator(topology);
  return (vnet) => {
    const resolved = known.get(vnet) ?? resolve(topology, locate, vnet);
    known.set(vnet, resolved);
    return resolved;
  };
}

type Locate = ReturnType<typeof locator>;

function resolve(topology: Topology, locate: Locate, key: ResourceKey): Resolved {
  const vnet = topology.vnets.get(key);
  if (!vnet) return { zones: linked(topology, key), doubt: { kind: 'vnet-unread', vnet: key } };
  const servers = (vnet.dnsServers ?? []).filter((server) => server !== AZURE_DNS);
  if (servers.length === 0) return { zones: linked(topology, key), doubt: undefined };
  const homes = servers.map((server) => homeOf(locate, key, server));
  const isForeign = homes.some((home) => home === undefined || !topology.vnets.has(home));
  return {
    zones: new Set(homes.flatMap((home) => (home ? [...linked(topology, home)] : []))),
    doubt: isForeign ? { kind: 'foreign-dns', vnet: key } : undefined,
  };
}

function homeOf(locate: Locate, vnet: ResourceKey, server: string): ResourceKey | undefined {
  const address = parseAddress(server);
  return address.ok ? locate(vnet, address.value).at : undefined;
}

const linked = ({ equipmentOf }: Topology, vnet: ResourceKey): Set<ResourceKey> =>
  new Set((equipmentOf.get(vnet)?.dnsLinks ?? []).map((link) => resourceKey(link.zoneId)));
