import type { ResourceKey } from '../../arm/index.ts';
import { groupBy } from '../../routing/index.ts';
import { type Half, type HalfRef, hasOwnGateway, type Topology } from '../../topology/index.ts';
import { defineRule, fail, pass } from '../rule.ts';
import { vnetSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly vnet: ResourceKey;
  readonly hasOwnGateway: boolean;
  readonly halvesUsingRemoteGateways: readonly HalfRef[];
}

/** A VNet has its own gateway or uses that of one other VNet, never both and never those of two (azure-semantics §3.1, §6.5). */
export const gatewayTwice = defineRule<Evidence>({
  code: 'VNP303',
  slug: 'gateway-twice',
  title: 'A VNet has conflicting gateway settings',
  severity: 'error',
  reads: ['halves', 'attachedResources'],
  needs: { gateways: 'fail' },
  neverUnknown: 'the halves and gateways of a VNet are read together with it',

  *check(topology) {
    for (const [vnet, halves] of halvesUsingGateways(topology)) {
      const hasOwn = hasOwnGateway(topology, vnet);
      const halvesUsingRemoteGateways = halves.map(({ from, to }) => ({ from, to }));
      if (hasOwn || halves.length > 1) yield fail(vnetSubject(vnet), { vnet, hasOwnGateway: hasOwn, halvesUsingRemoteGateways });
      else yield pass(vnetSubject(vnet));
    }
  },

  explain: ({ vnet, hasOwnGateway, halvesUsingRemoteGateways: halves }, name) =>
    `${name(vnet)} uses the remote gateways of ${halves.map(({ to }) => name(to)).join(' and ')}${hasOwnGateway ? ' although it has a gateway of its own' : ''}. Azure supports only one of these, so it is not certain which routes take effect.`,
  remedy: ({ hasOwnGateway, halvesUsingRemoteGateways: halves }) =>
    hasOwnGateway ? halves.map((half) => ({ kind: 'put-half', ...half, flags: { useRemoteGateways: false } })) : [],
  advice: ({ vnet, halvesUsingRemoteGateways: halves }, name) =>
    `Decide whether ${name(vnet)} should use the gateway of ${halves.map(({ to }) => name(to)).join(' or ')}, and stop using remote gateways on the other half.`,
  highlights: ({ halvesUsingRemoteGateways }) => halvesUsingRemoteGateways,
});

const halvesUsingGateways = ({ halves }: Topology): Map<ResourceKey, Half[]> =>
  groupBy(halves.values(), (half) => (half.useRemoteGateways ? half.from : undefined));
