import { lastName, type ResourceKey } from '../../arm/index.ts';
import { formatAddress } from '../../net/index.ts';
import { isPrivate } from '../routes/choose-route.ts';
import type { Context } from './context.ts';

/**
 * Returns the reason to think that a machine forwards packets through a tunnel of its own, which Azure does not show: it announces routes to a Route
 * Server, or its public address is that of a site. Undefined if there is none, or the destination is public.
 */
export function findTunnelEvidence({ model: { estate }, packet }: Context, machine: ResourceKey): string | undefined {
  if (!isPrivate(estate, packet.destination)) return undefined;
  const destination = formatAddress(packet.destination);
  const addresses = estate.interfacesOf(machine).flatMap((nic) => nic.addresses);
  const own = new Set(addresses.map(({ address }) => formatAddress(address)));
  const peer = estate.topology.routeServerPeers.find(({ peerIp }) => peerIp !== undefined && own.has(peerIp));
  if (peer)
    return `The appliance ${lastName(machine)} announces routes to a Route Server, so it may have a tunnel of its own to ${destination}, which Azure does not show.`;
  const published = new Set(addresses.flatMap(({ publicIpId }) => (publicIpId && estate.findPublicIp(publicIpId)?.address) || []));
  const site = estate.topology.localNetworkGateways.find(({ gatewayIp }) => gatewayIp !== undefined && published.has(gatewayIp));
  return (
    site &&
    `The appliance ${lastName(machine)} is the site ${lastName(site.id)}, so it may have a tunnel of its own to ${destination}, which Azure does not show.`
  );
}
