import { resourceKey } from '@peerscape/shared/arm';
import { gatewayAddresses } from '../addressing/gateway-addresses.ts';
import type { Store, StoredResource, StoredVNet } from '../store/store.ts';

/** ASN of Route Servers, and of gateways unless another is chosen. */
export const DEFAULT_ASN = 65515;

interface Reference {
  readonly id: string;
}

interface AddressSpace {
  readonly addressPrefixes?: readonly string[];
}

/** The part of a stored gateway that its addresses and routes depend on. */
interface GatewayProperties {
  readonly gatewayType: string;
  readonly activeActive: boolean;
  readonly enableBgp: boolean;
  readonly allowRemoteVnetTraffic: boolean;
  readonly bgpSettings: { readonly asn: number };
  readonly ipConfigurations: readonly { readonly id: string; readonly properties: { readonly publicIPAddress?: Reference } }[];
  readonly vpnClientConfiguration?: { readonly vpnClientAddressPool?: AddressSpace };
}

/** An IP configuration of a gateway with the addresses of its instances. */
interface GatewayEndpoint {
  readonly id: string;
  /** Private addresses, which are those of BGP. */
  readonly addresses: readonly string[];
  readonly publicAddress: string | undefined;
}

/** A virtual network gateway, with what Azure derives from its VNet and public addresses. */
export interface Gateway {
  readonly resource: StoredResource;
  readonly vnet: StoredVNet | undefined;
  readonly isVpn: boolean;
  /** True if it exchanges routes over VPN connections with BGP. */
  readonly hasBgp: boolean;
  readonly asn: number;
  readonly endpoints: readonly GatewayEndpoint[];
  /** Prefixes from which it gives addresses to point-to-site clients. */
  readonly clientPrefixes: readonly string[];
  readonly allowsRemoteVNets: boolean;
}

/** Returns the private addresses of the gateway's instances. */
export const instanceAddresses = ({ endpoints }: Gateway): readonly string[] => endpoints.flatMap(({ addresses }) => addresses);

/** Returns the public addresses of the gateway's instances. */
export const publicAddresses = ({ endpoints }: Gateway): readonly string[] =>
  endpoints.flatMap(({ publicAddress }) => (publicAddress === undefined ? [] : [publicAddress]));

/** Reads a stored gateway. */
export function readGateway(store: Store, resource: StoredResource): Gateway {
  const properties = resource.properties as unknown as GatewayProperties;
  const vnet = resource.inVNet && store.vnets.get(resource.inVNet);
  const isVpn = properties.gatewayType === 'Vpn';
  const addresses = gatewayAddresses(gatewaySubnetPrefix(vnet), { isVpn, isActiveActive: properties.activeActive });
  const { ipConfigurations } = properties;
  return {
    resource,
    vnet,
    isVpn,
    hasBgp: isVpn && properties.enableBgp,
    asn: properties.bgpSettings.asn,
    endpoints: ipConfigurations.map(({ id, properties: { publicIPAddress } }, i) => ({
      id,
      addresses: ipConfigurations.length === 1 ? addresses : addresses.slice(i, i + 1),
      publicAddress: publicIPAddress && addressOf(store, publicIPAddress),
    })),
    clientPrefixes: properties.vpnClientConfiguration?.vpnClientAddressPool?.addressPrefixes ?? [],
    allowsRemoteVNets: properties.allowRemoteVnetTraffic,
  };
}

/** Returns the IPv4 prefix of the GatewaySubnet; empty if there is none. */
export const gatewaySubnetPrefix = (vnet: StoredVNet | undefined): string =>
  vnet?.subnets.find(({ name }) => name.toLowerCase() === 'gatewaysubnet')?.prefixes.find((prefix) => !prefix.includes(':')) ?? '';

function addressOf(store: Store, { id }: Reference): string | undefined {
  const address = store.resources.get(resourceKey(id))?.properties.ipAddress;
  return typeof address === 'string' ? address : undefined;
}
