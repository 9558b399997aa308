import type { HalfFlags } from '../topology/index.ts';

type Names = {
  readonly [K in keyof HalfFlags]-?: { readonly title: string; readonly az: string; readonly arm: string; readonly terraform: string };
};

/**
 * The names of each setting of a half. az: `az network vnet peering create` (`update` uses ARM’s names); arm: Microsoft.Network 2024-05-01;
 * terraform: azurerm_virtual_network_peering.
 */
const NAMES: Names = {
  allowAccess: {
    title: 'Allow access',
    az: 'allow-vnet-access',
    arm: 'allowVirtualNetworkAccess',
    terraform: 'allow_virtual_network_access',
  },
  allowForwarded: {
    title: 'Allow forwarded traffic',
    az: 'allow-forwarded-traffic',
    arm: 'allowForwardedTraffic',
    terraform: 'allow_forwarded_traffic',
  },
  allowTransit: {
    title: 'Allow gateway transit',
    az: 'allow-gateway-transit',
    arm: 'allowGatewayTransit',
    terraform: 'allow_gateway_transit',
  },
  useRemoteGateways: {
    title: 'Use remote gateways',
    az: 'use-remote-gateways',
    arm: 'useRemoteGateways',
    terraform: 'use_remote_gateways',
  },
  completeVnets: {
    title: 'Peer complete VNets',
    az: 'peer-complete-vnets',
    arm: 'peerCompleteVnets',
    terraform: 'peer_complete_virtual_networks_enabled',
  },
  onlyIPv6: { title: 'IPv6 only', az: 'enable-only-ipv6', arm: 'enableOnlyIPv6Peering', terraform: 'only_ipv6_peering_enabled' },
  localSubnets: { title: 'Local subnets', az: 'local-subnet-names', arm: 'localSubnetNames', terraform: 'local_subnet_names' },
  remoteSubnets: { title: 'Remote subnets', az: 'remote-subnet-names', arm: 'remoteSubnetNames', terraform: 'remote_subnet_names' },
};

/** A setting with all its names. */
export interface NamedFlag {
  readonly title: string;
  readonly az: string;
  readonly arm: string;
  readonly terraform: string;
  readonly value: boolean | readonly string[];
}

/** Returns the given settings with their names, in a fixed order. */
export const listNamedFlags = (flags: Partial<HalfFlags>): readonly NamedFlag[] =>
  (Object.keys(NAMES) as (keyof HalfFlags)[]).flatMap((flag) => {
    const value = flags[flag];
    return value === undefined ? [] : [{ ...NAMES[flag], value }];
  });
