import { formatAddress } from '@peerscape/shared/net';
import { cidrOf } from './prefixes.ts';

/** Offset of an ExpressRoute gateway's first address (from Microsoft's examples, where a /27 gives .12 and .13). */
const EXPRESS_ROUTE_OFFSET = 12n;
/** Offset of an active-active VPN gateway's first address: the first that Azure does not reserve. */
const ACTIVE_ACTIVE_OFFSET = 4n;

/**
 * Returns the private addresses of a gateway's instances in its GatewaySubnet, which are its BGP peering addresses. An active-standby VPN gateway
 * has the last usable one: 10.12.255.30 in a /27 (Microsoft's page on BGP, and recordings).
 */
export function gatewayAddresses(subnetPrefix: string, gateway: { readonly isVpn: boolean; readonly isActiveActive: boolean }): string[] {
  const cidr = cidrOf(subnetPrefix);
  if (!cidr) return [];
  const at = (value: bigint): string => formatAddress({ family: cidr.family, value });
  if (gateway.isVpn && !gateway.isActiveActive) return [at(cidr.last - 1n)];
  const offset = gateway.isVpn ? ACTIVE_ACTIVE_OFFSET : EXPRESS_ROUTE_OFFSET;
  const first = cidr.first + offset + 1n < cidr.last ? cidr.first + offset : cidr.first + ACTIVE_ACTIVE_OFFSET;
  return [at(first), at(first + 1n)];
}
