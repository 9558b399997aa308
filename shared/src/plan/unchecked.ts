import { hasGateway, hasNoGateway, hasOwnGateway, isVirtualHub, missingOf, nodeOf } from '../topology/index.ts';
import type { UncheckedNotice } from './notice.ts';
import type { FinalHalf, Outcome } from './outcome.ts';

/** Returns the conditions that Azure will check and that this plan could not, so that none of them passes unnoticed. */
export function findUnchecked({ written, topology, nameOf, spaces, finalHalf }: Outcome): readonly UncheckedNotice[] {
  return written.flatMap((final): UncheckedNotice[] => {
    const { from, to } = final;
    const about = { vnets: [from, to], half: { from, to } };
    const invalidPrefixes = [from, to].flatMap((vnet) => spaces.invalidPrefixesOf(vnet).map((prefix) => ({ vnet, prefix })));
    const invalid = invalidPrefixes.map(({ vnet, prefix }) => ({
      ...about,
      code: 'prefixes-unreadable' as const,
      text: `"${prefix}" in the address space of ${nameOf(vnet)} is not a valid prefix and was not checked for overlaps.`,
      prefixes: [prefix],
    }));
    const gateways = final.half.useRemoteGateways ? unknownGateways(final) : [];
    const gateway = gateways.length > 0 ? [{ ...about, code: 'gateway-unread' as const, text: gateways.join(' ') }] : [];
    if (topology.vnets.has(to)) return [...invalid, ...gateway];
    // a blocker already says that nothing can be written there
    if (topology.ghosts.get(to)?.reason === 'not-found' || isVirtualHub(topology, to)) return invalid;
    return [...invalid, ...gateway, ...uncheckedOfGhost(final).map(({ code, text }) => ({ ...about, code, text }))];
  });

  /** A VNet with a gateway of its own cannot use a remote one (azure-semantics §6.5). */
  function unknownGateways({ from, to }: FinalHalf): readonly string[] {
    const isRemoteUnknown = topology.vnets.has(to) && !hasGateway(topology, to) && !hasNoGateway(topology, to);
    const isOwnUnknown = missingOf(topology, ['gateways'], [from]).length > 0 && !hasOwnGateway(topology, from);
    return [
      ...(isRemoteUnknown
        ? [`It is not known whether ${nameOf(to)} has a gateway: this source does not include all gateways and Route Servers.`]
        : []),
      ...(isOwnUnknown ? [`It is not known whether ${nameOf(from)} has a gateway of its own, with which it cannot use a remote one.`] : []),
    ];
  }

  function uncheckedOfGhost({ from, to, half, current }: FinalHalf): readonly Pick<UncheckedNotice, 'code' | 'text'>[] {
    const space = nodeOf(topology, to)?.addressSpace ?? [];
    const remote = nameOf(to);
    return [
      { code: 'remote-unread', text: `${remote} cannot be read, so it is not known whether it still exists.` },
      space.length === 0
        ? { code: 'prefixes-unread', text: `The address space of ${remote} is not known and was not checked for overlaps.` }
        : {
            code: 'prefixes-as-learned',
            text: `Overlaps were checked against the address space of ${remote} as seen by its peers (${space.join(', ')}); it may have changed.`,
          },
      {
        code: 'right-unread',
        text: `Azure also requires Microsoft.Network/virtualNetworks/peer/action on ${remote}. Whether you have this permission was not checked.`,
      },
      {
        code: 'peers-unread',
        text: `The other peerings of ${remote} are not known. Azure rejects the peering if ${nameOf(from)} overlaps one of its other peers.`,
      },
      ...(current || finalHalf({ from: to, to: from })
        ? []
        : [
            {
              code: 'twin-unread' as const,
              text: `It is not known whether ${remote} has a half to ${nameOf(from)}. Azure rejects this step if that half is Disconnected.`,
            },
          ]),
      ...(half.useRemoteGateways
        ? [
            { code: 'gateway-unread' as const, text: `It is not known whether ${remote} has a gateway.` },
            ...(finalHalf({ from: to, to: from })
              ? []
              : [
                  { code: 'transit-unread' as const, text: `It is not known whether ${remote} allows gateway transit to ${nameOf(from)}.` },
                ]),
          ]
        : []),
    ];
  }
}
