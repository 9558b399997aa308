import type { HalfFlags } from '../topology/index.ts';

type Names = {
  readonly [K in keyof HalfFlags]-?: { readonly title: string; readonly az: string; readonly arm: string; readonly terraform: string };
};

/**
 * What each setting of a half is called where. az: `az network vnet peering create`, `update` has ARM's; arm: Microsoft.Network 2024-05-01; terraform:
 * azurerm_virtual_network_peering.
 */
const NAMES: Names = {
  allowAccess: {
    title: 'Access',
    az: 'allow-vnet-access',
    arm: 'allowVirtualNetworkAccess',
    terraform: 'allow_virtual_network_access',
  },
  allowForwarded: {
    title: 'Accepts forwarded traffic',
    az: 'allow-forwarded-traffic',
    arm: 'allowForwardedTraffic',
    terraform: 'allow_forwarded_traffic',
  },
  allowTransit: {
    title: 'Offers gateway transit',
    az: 'allow-gateway-transit',
    arm: 'allowGatewayTransit',
    terraform: 'allow_gateway_transit',
  },
  useRemoteGateways: {
    title: 'Uses the remote gateways',
    az: 'use-remote-gateways',
    arm: 'useRemoteGateways',
    terraform: 'use_remote_gateways',
  },
  completeVnets: {
    title: 'Peers the whole VNets',
    az: 'peer-complete-vnets',
    arm: 'peerCompleteVnets',
    terraform: 'peer_complete_virtual_networks_enabled',
  },
  onlyIPv6: { title: 'Only IPv6', az: 'enable-only-ipv6', arm: 'enableOnlyIPv6Peering', terraform: 'only_ipv6_peering_enabled' },
  localSubnets: { title: 'Its own subnets', az: 'local-subnet-names', arm: 'localSubnetNames', terraform: 'local_subnet_names' },
  remoteSubnets: { title: 'Subnets of the remote', az: 'remote-subnet-names', arm: 'remoteSubnetNames', terraform: 'remote_subnet_names' },
};

/** A setting under all its names. */
export interface NamedFlag {
  readonly title: string;
  readonly az: string;
  readonly arm: string;
  readonly terraform: string;
  readonly value: boolean | readonly string[];
}

/** The settings that are given, in a fixed order. */
export const listNamedFlags = (flags: Partial<HalfFlags>): readonly NamedFlag[] =>
  (Object.keys(NAMES) as (keyof HalfFlags)[]).flatMap((flag) => {
    const value = flags[flag];
    return value === undefined ? [] : [{ ...NAMES[flag], value }];
  });
