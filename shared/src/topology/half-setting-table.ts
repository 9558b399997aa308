import { lastName } from '../arm/index.ts';
import type { HalfSettingSpec } from './half-setting-spec.ts';

const listSubnets = (ids: readonly string[] | undefined): string =>
  ids && ids.length > 0 ? ids.map((id) => `\`${lastName(id)}\``).join(', ') : 'no subnets';

/**
 * All writable settings of a half, in display order; everything that reads, writes, compares or describes one follows from its entry. Directions
 * follow azure-semantics: `allowForwardedTraffic` acts where the forwarded packets arrive; `allowVirtualNetworkAccess` only removes the
 * remote VNet from the VirtualNetwork service tag and blocks no route. Portal labels as of the page “Add peering”.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering
 */
export const HALF_SETTING_TABLE = [
  {
    row: 'allowAccess',
    arm: 'allowVirtualNetworkAccess',
    kind: 'flag',
    presence: 'required',
    default: true,
    title: 'Allow virtual network access',
    handOff: { az: 'allow-vnet-access', terraform: 'allow_virtual_network_access' },
    texts: {
      on: (local, remote) => `The default security rules of ${local} allow traffic to and from ${remote}`,
      off: (local, remote) => `The default security rules of ${local} do not allow traffic to and from ${remote}`,
      note: {
        when: false,
        text: (_, remote) =>
          `Routes stay in place, and a security rule that names the prefixes of ${remote} still applies. It is not a firewall.`,
      },
      portalLabel: (local, remote) => `Allow '${local}' to access '${remote}'`,
      switchLabel: (local, remote) => `Allow ${remote} to access ${local}`,
      phrases: { on: 'allow access', off: 'stop allowing access' },
    },
  },
  {
    row: 'allowForwarded',
    arm: 'allowForwardedTraffic',
    kind: 'flag',
    presence: 'required',
    default: false,
    title: 'Allow forwarded traffic',
    handOff: { az: 'allow-forwarded-traffic', terraform: 'allow_forwarded_traffic' },
    texts: {
      on: (local, remote) => `${local} accepts forwarded traffic from ${remote}`,
      off: (local, remote) => `${local} does not accept forwarded traffic from ${remote}`,
      note: { when: false, text: () => 'Do not rely on this option to block traffic. It is not a firewall.' },
      portalLabel: (local, remote) => `Allow '${local}' to receive forwarded traffic from '${remote}'`,
      switchLabel: (local, remote) => `Allow ${local} to receive forwarded traffic from ${remote}`,
      phrases: { on: 'allow forwarded traffic', off: 'stop allowing forwarded traffic' },
    },
  },
  {
    row: 'allowTransit',
    arm: 'allowGatewayTransit',
    kind: 'flag',
    presence: 'required',
    default: false,
    title: 'Allow gateway transit',
    handOff: { az: 'allow-gateway-transit', terraform: 'allow_gateway_transit' },
    texts: {
      on: (local, remote) => `${local} offers its gateway to ${remote}`,
      off: (local, remote) => `${local} does not offer a gateway to ${remote}`,
      portalLabel: (local, remote) => `Allow gateway or route server in '${local}' to forward traffic to '${remote}'`,
      switchLabel: (local, remote) => `Allow the gateway in ${local} to forward traffic to ${remote}`,
      phrases: { on: 'allow gateway transit', off: 'stop allowing gateway transit' },
    },
  },
  {
    row: 'useRemoteGateways',
    arm: 'useRemoteGateways',
    kind: 'flag',
    presence: 'required',
    default: false,
    title: 'Use remote gateways',
    handOff: { az: 'use-remote-gateways', terraform: 'use_remote_gateways' },
    texts: {
      on: (local, remote) => `${local} uses ${remote}’s gateway`,
      off: (local, remote) => `${local} does not use ${remote}’s gateway`,
      portalLabel: (local, remote) => `Enable '${local}' to use '${remote}'s' remote gateway or route server`,
      switchLabel: (local, remote) => `Enable ${local} to use ${remote}’s remote gateway`,
      phrases: { on: 'use remote gateways', off: 'stop using remote gateways' },
    },
  },
  {
    row: 'doNotVerifyRemoteGateways',
    arm: 'doNotVerifyRemoteGateways',
    kind: 'flag',
    presence: 'returned',
    default: false,
    title: 'Do not verify remote gateways',
    texts: {
      on: (_, remote) => `Azure does not check whether ${remote} has a gateway`,
      off: (_, remote) => `Azure checks whether ${remote} has a gateway`,
    },
  },
  {
    row: 'completeVnets',
    arm: 'peerCompleteVnets',
    kind: 'flag',
    presence: 'returned',
    default: true,
    title: 'Peer complete VNets',
    handOff: { az: 'peer-complete-vnets', terraform: 'peer_complete_virtual_networks_enabled' },
    counterpart: 'completeVnets',
    texts: {
      on: (local, remote) => `All subnets of ${local} and ${remote} are peered`,
      off: (local, remote, { localSubnets, remoteSubnets }) =>
        `Only selected subnets are peered: ${listSubnets(localSubnets)} of ${local} with ${listSubnets(remoteSubnets)} of ${remote}`,
    },
  },
  {
    row: 'onlyIPv6',
    arm: 'enableOnlyIPv6Peering',
    kind: 'flag',
    presence: 'optional',
    default: false,
    title: 'Enable only IPv6 peering',
    handOff: { az: 'enable-only-ipv6', terraform: 'only_ipv6_peering_enabled' },
    counterpart: 'onlyIPv6',
    texts: {
      on: (local, remote) => `Only the IPv6 prefixes of ${local} and ${remote} are peered`,
      off: (local, remote) => `The IPv4 and IPv6 prefixes of ${local} and ${remote} are peered`,
    },
  },
  {
    row: 'localSubnets',
    arm: 'localSubnetNames',
    kind: 'names',
    presence: 'optional',
    default: [],
    title: 'Local subnets',
    handOff: { az: 'local-subnet-names', terraform: 'local_subnet_names' },
    counterpart: 'remoteSubnets',
  },
  {
    row: 'remoteSubnets',
    arm: 'remoteSubnetNames',
    kind: 'names',
    presence: 'optional',
    default: [],
    title: 'Remote subnets',
    handOff: { az: 'remote-subnet-names', terraform: 'remote_subnet_names' },
    counterpart: 'localSubnets',
  },
] as const satisfies readonly HalfSettingSpec[];
