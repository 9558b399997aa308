import { type Half, type HalfRef, hasGateway, sides } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { halfSubject } from '../verdict-subject.ts';

/**
 * Gateway transit applies to VPN gateways, ExpressRoute gateways and Route Servers (azure-semantics §6.5); without one there is nothing to
 * use.
 */
export const noRemoteGateway = defineRule<{ half: HalfRef }>({
  code: 'VNP302',
  slug: 'no-remote-gateway',
  title: 'Remote gateways are used, but the remote VNet has no gateway',
  severity: 'error',
  reads: ['peerings', 'attachedResources', 'vnets'],
  needs: { gateways: 'pass', routeServers: 'pass' },

  *check(topology) {
    for (const { from, to, half } of sides(topology)) {
      if (!half.useRemoteGateways) continue;
      if (hasGateway(topology, to) || hasRemoteGateways(half)) yield pass(halfSubject(half));
      else if (topology.vnets.has(to)) yield fail(halfSubject(half), { half: { from, to } });
      else yield unknown(halfSubject(half), { kind: 'vnet-unreadable', vnet: to });
    }
  },

  explain: ({ half }, name) =>
    `${name(half.from)} is set to use the remote gateways of ${name(half.to)}, but ${name(half.to)} has no VPN gateway, ExpressRoute gateway or Route Server. Azure rejects every change to this half with RemoteVnetHasNoGateways.`,
  remedy: ({ half }) => [{ kind: 'put-half', ...half, flags: { useRemoteGateways: false } }],
});

/** Returns whether Azure lists gateways that the half uses. It does so even for a hub that cannot be read. */
const hasRemoteGateways = ({ other }: Half): boolean => Array.isArray(other?.remoteGateways) && other.remoteGateways.length > 0;
