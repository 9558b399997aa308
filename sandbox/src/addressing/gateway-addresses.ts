import { formatAddress } from '@peerscape/shared/net';
import { RESERVED_AT_START } from './addresses.ts';
import { cidrOf } from './prefixes.ts';

/** Offset of an ExpressRoute gateway's first address (from Microsoft's examples, where a /27 gives .12 and .13). */
const EXPRESS_ROUTE_OFFSET = 12n;

/**
 * Returns the private addresses of a gateway's instances in its GatewaySubnet, which are its BGP peering addresses. An active-standby VPN gateway
 * has the last usable one: 10.12.255.30 in a /27 (Microsoft's page on BGP, and recordings).
 */
export function gatewayAddresses(subnetPrefix: string, gateway: { readonly isVpn: boolean; readonly isActiveActive: boolean }): string[] {
  const cidr = cidrOf(subnetPrefix);
  if (!cidr) return [];
  const at = (value: bigint): string => formatAddress({ family: cidr.family, value });
  if (gateway.isVpn && !gateway.isActiveActive) return [at(cidr.last - 1n)];
  const offset = gateway.isVpn ? RESERVED_AT_START : EXPRESS_ROUTE_OFFSET;
  const first = cidr.first + offset + 1n < cidr.last ? cidr.first + offset : cidr.first + RESERVED_AT_START;
  return [at(first), at(first + 1n)];
}

/** Returns the addresses in a GatewaySubnet of Microsoft's edge routers, to which an ExpressRoute gateway is connected (from examples). */
export function edgeRouterAddresses(subnetPrefix: string): string[] {
  const cidr = cidrOf(subnetPrefix);
  return cidr ? [RESERVED_AT_START, RESERVED_AT_START + 1n].map((n) => formatAddress({ family: cidr.family, value: cidr.first + n })) : [];
}
