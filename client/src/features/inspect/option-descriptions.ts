import { lastName } from '@peerscape/shared/arm';
import type { Half } from '@peerscape/shared/topology';

/** One option of a half described in a sentence. Names of VNets stand between backticks. */
export interface OptionSentence {
  /** Name of the ARM property. */
  readonly property: string;
  /** Label of the option in the Azure portal, for the same two VNets; undefined where the portal does not show the option. */
  readonly portalLabel?: string;
  readonly on: boolean;
  readonly sentence: string;
  /** Clears up a common misunderstanding. */
  readonly note?: string;
}

interface OptionRow {
  readonly property: string;
  readonly portalLabel?: (local: string, remote: string) => string;
  readonly value: (half: Half) => boolean | undefined;
  readonly on: (local: string, remote: string, half: Half) => string;
  readonly off: (local: string, remote: string, half: Half) => string;
  readonly note?: { readonly when: boolean; readonly text: (local: string, remote: string) => string };
  /** Value at which the option is left out, because nearly every half has it. */
  readonly hiddenWhen?: boolean | undefined;
}

const formatSubnets = (ids: readonly string[] | undefined): string =>
  ids && ids.length > 0 ? ids.map((id) => `\`${lastName(id)}\``).join(', ') : 'no subnets';

/**
 * Describes the effect of each option of a half, for the VNet that owns it. Directions follow azure-semantics: `allowForwardedTraffic` acts where the
 * forwarded packets arrive; `allowVirtualNetworkAccess` only removes the remote VNet from the VirtualNetwork service tag and blocks no route.
 * Portal labels as of the page “Add peering”.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering
 */
const OPTIONS: readonly OptionRow[] = [
  {
    property: 'allowVirtualNetworkAccess',
    portalLabel: (local, remote) => `Allow '${local}' to access '${remote}'`,
    value: (half) => half.allowAccess,
    on: (local, remote) => `The default security rules of ${local} allow traffic to and from ${remote}.`,
    off: (local, remote) => `The default security rules of ${local} do not allow traffic to and from ${remote}.`,
    note: {
      when: false,
      text: (_, remote) =>
        `Routes stay in place, and a security rule that names the prefixes of ${remote} still applies. It is not a firewall.`,
    },
  },
  {
    property: 'allowForwardedTraffic',
    portalLabel: (local, remote) => `Allow '${local}' to receive forwarded traffic from '${remote}'`,
    value: (half) => half.allowForwarded,
    on: (local, remote) => `${local} accepts forwarded traffic from ${remote}.`,
    off: (local, remote) => `${local} does not accept forwarded traffic from ${remote}.`,
    note: { when: false, text: () => 'Do not rely on this option to block traffic. It is not a firewall.' },
  },
  {
    property: 'allowGatewayTransit',
    portalLabel: (local, remote) => `Allow gateway or route server in '${local}' to forward traffic to '${remote}'`,
    value: (half) => half.allowTransit,
    on: (local, remote) => `${local} offers its gateway to ${remote}.`,
    off: (local, remote) => `${local} does not offer a gateway to ${remote}.`,
  },
  {
    property: 'useRemoteGateways',
    portalLabel: (local, remote) => `Enable '${local}' to use '${remote}'s' remote gateway or route server`,
    value: (half) => half.useRemoteGateways,
    on: (local, remote) => `${local} uses ${remote}’s gateway.`,
    off: (local, remote) => `${local} does not use ${remote}’s gateway.`,
  },
  {
    property: 'doNotVerifyRemoteGateways',
    value: (half) => half.doNotVerifyRemoteGateways,
    on: (_, remote) => `Azure does not check whether ${remote} has a gateway.`,
    off: (_, remote) => `Azure checks whether ${remote} has a gateway.`,
    hiddenWhen: false,
  },
  {
    property: 'peerCompleteVnets',
    value: (half) => half.completeVnets,
    on: (local, remote) => `All subnets of ${local} and ${remote} are peered.`,
    off: (local, remote, half) =>
      `Only selected subnets are peered: ${formatSubnets(half.localSubnets)} of ${local} with ${formatSubnets(half.remoteSubnets)} of ${remote}.`,
    hiddenWhen: true,
  },
  {
    property: 'enableOnlyIPv6Peering',
    value: (half) => half.onlyIPv6,
    on: (local, remote) => `Only the IPv6 prefixes of ${local} and ${remote} are peered.`,
    off: (local, remote) => `The IPv4 and IPv6 prefixes of ${local} and ${remote} are peered.`,
    hiddenWhen: false,
  },
];

/** Describes the options of the half; leaves out those that Azure did not return and rare ones at their default. */
export function optionSentences(half: Half, localName: string, remoteName: string): readonly OptionSentence[] {
  const local = `\`${localName}\``;
  const remote = `\`${remoteName}\``;
  return OPTIONS.flatMap(({ property, portalLabel, value, on, off, note, hiddenWhen }) => {
    const isOn = value(half);
    if (isOn === undefined || isOn === hiddenWhen) return [];
    return [
      {
        property,
        ...(portalLabel ? { portalLabel: portalLabel(localName, remoteName) } : {}),
        on: isOn,
        sentence: (isOn ? on : off)(local, remote, half),
        ...(note?.when === isOn ? { note: note.text(local, remote) } : {}),
      },
    ];
  });
}
