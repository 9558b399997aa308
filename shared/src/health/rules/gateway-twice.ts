import type { ResourceKey } from '../../arm/index.ts';
import { groupBy } from '../../routing/index.ts';
import { type Half, type HalfRef, hasOwnGateway, type Topology } from '../../topology/index.ts';
import { aboutVNet } from '../about.ts';
import { fail, pass, rule } from '../rule.ts';

interface Evidence {
  readonly vnet: ResourceKey;
  readonly hasOwn: boolean;
  readonly uses: readonly HalfRef[];
}

/** A VNet has its own gateway, or uses one other VNet's, never both and never two (azure-semantics §3.1, §6.5). */
export const gatewayTwice = rule<Evidence>({
  code: 'VNP303',
  slug: 'gateway-twice',
  title: 'A VNet has more than one way to a gateway',
  severity: 'error',
  reads: ['halves', 'equipmentOf'],
  needs: { gateways: 'fail' },
  neverUnknown: 'the halves and gateways of a VNet are read with it',

  *check(topology) {
    for (const [vnet, halves] of users(topology)) {
      const hasOwn = hasOwnGateway(topology, vnet);
      const uses = halves.map(({ from, to }) => ({ from, to }));
      if (hasOwn || uses.length > 1) yield fail(aboutVNet(vnet), { vnet, hasOwn, uses });
      else yield pass(aboutVNet(vnet));
    }
  },

  explain: ({ vnet, hasOwn, uses }, name) =>
    `${name(vnet)} uses the gateways of ${uses.map(({ to }) => name(to)).join(' and ')}${hasOwn ? ', and has a gateway of its own' : ''}. Azure allows one way only, so it is not certain which routes win.`,
  remedy: ({ hasOwn, uses }) => (hasOwn ? uses.map((half) => ({ kind: 'put-half', ...half, flags: { useRemoteGateways: false } })) : []),
  advice: ({ vnet, uses }, name) =>
    `Decide whose gateway ${name(vnet)} is to use, ${uses.map(({ to }) => name(to)).join(' or ')}, and stop using remote gateways on the other half.`,
  guilty: ({ uses }) => uses,
});

const users = ({ halves }: Topology): Map<ResourceKey, Half[]> =>
  groupBy(halves.values(), (half) => (half.useRemoteGateways ? half.from : undefined));
