import { hasGateway, hasNoGateway, nodeOf } from '../topology/index.ts';
import type { Unchecked } from './notice.ts';
import type { FinalHalf, Outcome } from './outcome.ts';

/** What Azure will check and this plan could not: never silently fine. */
export function uncheckedOf({ written, topology, say, spaces, finally: finallyAt }: Outcome): readonly Unchecked[] {
  return written.flatMap((final): Unchecked[] => {
    const { from, to } = final;
    const about = { vnets: [from, to], half: { from, to } };
    const odd = [from, to].flatMap((vnet) => spaces.odd(vnet).map((prefix) => ({ vnet, prefix })));
    const unreadable = odd.map(({ vnet, prefix }) => ({
      ...about,
      code: 'prefixes-unreadable' as const,
      text: `"${prefix}" of ${say(vnet)} is no prefix, so it was not compared with anything.`,
      prefixes: [prefix],
    }));
    const isGatewayUnknown = !hasGateway(topology, to) && !hasNoGateway(topology, to);
    const gateway =
      final.half.useRemoteGateways && isGatewayUnknown
        ? [{ ...about, code: 'gateway-unread' as const, text: `Gateways were not read, so whether ${say(to)} has one was not checked.` }]
        : [];
    if (topology.vnets.has(to)) return [...unreadable, ...gateway];
    return [...unreadable, ...ofGhost(final).map(({ code, text }) => ({ ...about, code, text }))];
  });

  function ofGhost({ from, to, half, now }: FinalHalf): readonly Pick<Unchecked, 'code' | 'text'>[] {
    const space = nodeOf(topology, to)?.addressSpace ?? [];
    const remote = say(to);
    return [
      { code: 'remote-unread', text: `${remote} cannot be read: whether it still exists is not known.` },
      space.length === 0
        ? { code: 'prefixes-unread', text: `The prefixes of ${remote} are not known, so whether they overlap was not checked.` }
        : {
            code: 'prefixes-as-learned',
            text: `${remote} was compared by ${space.join(', ')}, as halves have learned them; it may have others now.`,
          },
      {
        code: 'right-unread',
        text: `Azure also asks for Microsoft.Network/virtualNetworks/peer/action on ${remote}; whether you have it was not checked.`,
      },
      {
        code: 'peers-unread',
        text: `What else ${remote} is peered with is not known; Azure refuses ${say(from)} if it overlaps with any of it.`,
      },
      ...(now || finallyAt({ from: to, to: from })
        ? []
        : [
            {
              code: 'twin-unread' as const,
              text: `Whether ${remote} has a half to ${say(from)} is not known; a dead one makes Azure refuse this.`,
            },
          ]),
      ...(half.useRemoteGateways
        ? [
            { code: 'gateway-unread' as const, text: `Whether ${remote} has a gateway is not known.` },
            ...(finallyAt({ from: to, to: from })
              ? []
              : [{ code: 'transit-unread' as const, text: `Whether ${remote} offers transit to ${say(from)} is not known.` }]),
          ]
        : []),
    ];
  }
}
