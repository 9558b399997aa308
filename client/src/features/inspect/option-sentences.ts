import { lastName } from '@peerscape/shared/arm';
import type { Half } from '@peerscape/shared/topology';

/** One option of a half, as it stands, in a whole sentence. Names stand between backticks. */
export interface OptionSentence {
  /** ARM's name of the property, for those who write it down elsewhere. */
  readonly property: string;
  readonly on: boolean;
  readonly sentence: string;
  /** What people get wrong about it, where they do. */
  readonly note?: string;
}

interface OptionRow {
  readonly property: string;
  readonly value: (half: Half) => boolean | undefined;
  readonly on: (local: string, remote: string, half: Half) => string;
  readonly off: (local: string, remote: string, half: Half) => string;
  readonly note?: { readonly when: boolean; readonly text: (local: string, remote: string) => string };
  /** Said only when Azure sent a value other than this. */
  readonly silentWhen?: boolean | undefined;
}

const names = (ids: readonly string[] | undefined): string =>
  ids && ids.length > 0 ? ids.map((id) => `\`${lastName(id)}\``).join(', ') : 'none named';

/**
 * What each property of a half does, for the VNet that owns it. Directions follow azure-semantics: `allowForwardedTraffic` acts where the
 * forwarded packets arrive; `allowVirtualNetworkAccess` only takes the remote out of the VirtualNetwork service tag and blocks no route.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering
 */
const OPTIONS: readonly OptionRow[] = [
  {
    property: 'allowVirtualNetworkAccess',
    value: (half) => half.allowAccess,
    on: (local, remote) => `${local} lets ${remote} through its default security rules.`,
    off: (local, remote) => `${local} does not let ${remote} through its default security rules.`,
    note: {
      when: false,
      text: (_, remote) =>
        `Routes stay, and a security rule that names the prefixes of ${remote} still lets them through. It is not a firewall.`,
    },
  },
  {
    property: 'allowForwardedTraffic',
    value: (half) => half.allowForwarded,
    on: (local, remote) => `${local} accepts traffic that ${remote} forwards from elsewhere.`,
    off: (local, remote) => `${local} does not accept traffic that ${remote} forwards from elsewhere.`,
    note: { when: false, text: () => 'Do not rely on it to keep traffic out. It is not a firewall.' },
  },
  {
    property: 'allowGatewayTransit',
    value: (half) => half.allowTransit,
    on: (local, remote) => `${local} offers its gateway to ${remote}.`,
    off: (local, remote) => `${local} does not offer a gateway to ${remote}.`,
  },
  {
    property: 'useRemoteGateways',
    value: (half) => half.useRemoteGateways,
    on: (local, remote) => `${local} sends through the gateway of ${remote}.`,
    off: (local, remote) => `${local} does not use a gateway of ${remote}.`,
  },
  {
    property: 'doNotVerifyRemoteGateways',
    value: (half) => half.doNotVerifyRemoteGateways,
    on: (_, remote) => `Azure does not check whether ${remote} has a gateway.`,
    off: (_, remote) => `Azure checks whether ${remote} has a gateway.`,
    silentWhen: false,
  },
  {
    property: 'peerCompleteVnets',
    value: (half) => half.completeVnets,
    on: (local, remote) => `The whole of ${local} is peered with the whole of ${remote}.`,
    off: (local, remote, half) =>
      `Only subnets are peered: of ${local} ${names(half.localSubnets)}; of ${remote} ${names(half.remoteSubnets)}.`,
    silentWhen: true,
  },
  {
    property: 'enableOnlyIPv6Peering',
    value: (half) => half.onlyIPv6,
    on: (local, remote) => `Only IPv6 is peered between ${local} and ${remote}.`,
    off: (local, remote) => `IPv4 and IPv6 are peered between ${local} and ${remote}.`,
    silentWhen: false,
  },
];

/** Every option of the half in sentences; those that Azure did not send, or that stand where they nearly always do, are left out. */
export function optionSentences(half: Half, localName: string, remoteName: string): readonly OptionSentence[] {
  const local = `\`${localName}\``;
  const remote = `\`${remoteName}\``;
  return OPTIONS.flatMap(({ property, value, on, off, note, silentWhen }) => {
    const is = value(half);
    if (is === undefined || is === silentWhen) return [];
    const sentence = (is ? on : off)(local, remote, half);
    return [{ property, on: is, sentence, ...(note?.when === is ? { note: note.text(local, remote) } : {}) }];
  });
}
