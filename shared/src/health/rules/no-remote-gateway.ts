import { type Half, type HalfRef, hasGateway, sides } from '../../topology/index.ts';
import { aboutHalf } from '../about.ts';
import { fail, pass, rule, unknown } from '../rule.ts';

/** Gateway transit carries VPN and ExpressRoute gateways and Route Servers (azure-semantics §6.5); without one there is nothing to use. */
export const noRemoteGateway = rule<{ half: HalfRef }>({
  code: 'VNP302',
  slug: 'no-remote-gateway',
  title: 'Remote gateways are used, but the remote VNet has none',
  severity: 'error',
  reads: ['peerings', 'equipmentOf', 'vnets'],
  needs: { gateways: 'pass', routeServers: 'pass' },

  *check(topology) {
    for (const { from, to, half } of sides(topology)) {
      if (!half.useRemoteGateways) continue;
      if (hasGateway(topology, to) || namesRemoteGateway(half)) yield pass(aboutHalf(half));
      else if (topology.vnets.has(to)) yield fail(aboutHalf(half), { half: { from, to } });
      else yield unknown(aboutHalf(half), { kind: 'vnet-unread', vnet: to });
    }
  },

  explain: ({ half }, name) =>
    `${name(half.from)} is set to use the gateways of ${name(half.to)}, and there is neither a VPN gateway, an ExpressRoute gateway nor a Route Server in ${name(half.to)}. Azure refuses further changes of this half with RemoteVnetHasNoGateways.`,
  remedy: ({ half }) => [{ kind: 'put-half', ...half, flags: { useRemoteGateways: false } }],
});

/** Azure lists the gateways that a half uses, also those of a hub that may not be read. */
const namesRemoteGateway = ({ other }: Half): boolean => Array.isArray(other?.remoteGateways) && other.remoteGateways.length > 0;
