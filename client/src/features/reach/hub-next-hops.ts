import { lastName, type ResourceKey } from '@peerscape/shared/arm';
import { OPTIONS_FOR } from '@peerscape/shared/goals';
import type { NextHop } from '@peerscape/shared/handoff';
import type { Intent } from '@peerscape/shared/plan';
import type { HalfFlags, Topology } from '@peerscape/shared/topology';
import { findHalf } from '../../lib/state/draft.ts';

/** Resource of a hub to which its spokes can route traffic for each other. */
export interface HubNextHop {
  readonly hub: ResourceKey;
  readonly resourceId: string;
  readonly through: 'appliance' | 'gateway';
  /** Names the resource in a sentence: `fw-hub (10.0.1.4)`. */
  readonly text: string;
  readonly hop: NextHop;
}

/** Returns the next hops of a hub: its firewall, or else its only appliance, and its VPN gateway. */
export const findHubNextHops = (topology: Topology, hub: ResourceKey): readonly HubNextHop[] =>
  [findAppliance(topology, hub), findVpnGateway(topology, hub)].flatMap((each) => each ?? []);

/** With several appliances and no firewall, it would depend on their operating systems which one forwards. */
function findAppliance({ attachedResources }: Topology, hub: ResourceKey): HubNextHop | undefined {
  const { firewalls = [], appliances = [] } = attachedResources.get(hub) ?? {};
  const candidates = [
    ...firewalls.flatMap(({ id, privateIp }) => (privateIp === undefined ? [] : [{ resourceId: id, ip: privateIp }])),
    ...appliances.flatMap(({ id, privateIps }) => privateIps.slice(0, 1).map((ip) => ({ resourceId: id, ip }))),
  ];
  const [first] = candidates;
  if (!first || (firewalls.length === 0 && candidates.length > 1)) return undefined;
  const { resourceId, ip } = first;
  return {
    hub,
    resourceId,
    through: 'appliance',
    text: `${lastName(resourceId)} (${ip})`,
    hop: { nextHopType: 'VirtualAppliance', nextHopIp: ip },
  };
}

/** An ExpressRoute gateway cannot be the next hop of a user route (reach.md R29). */
function findVpnGateway({ attachedResources }: Topology, hub: ResourceKey): HubNextHop | undefined {
  const gateway = attachedResources.get(hub)?.gateways?.find(({ kind }) => kind === 'Vpn');
  return (
    gateway && {
      hub,
      resourceId: gateway.id,
      through: 'gateway',
      text: `the VPN gateway ${lastName(gateway.id)}`,
      hop: { nextHopType: 'VirtualNetworkGateway' },
    }
  );
}

/** Returns the options that the halves between the hub and its spokes lack for traffic through the next hop. */
export const optionIntents = (topology: Topology, { hub, through }: HubNextHop, spokes: readonly ResourceKey[]): readonly Intent[] =>
  spokes.flatMap((spoke) => [
    ...missingOptions(topology, hub, spoke, OPTIONS_FOR[through].hub),
    ...missingOptions(topology, spoke, hub, OPTIONS_FOR[through].spoke),
  ]);

function missingOptions(topology: Topology, from: ResourceKey, to: ResourceKey, flags: Partial<HalfFlags>): readonly Intent[] {
  const half = findHalf(topology, { from, to });
  const isMissing = (Object.keys(flags) as (keyof HalfFlags)[]).some((option) => half?.[option] === false);
  return isMissing ? [{ kind: 'set-options', from, to, flags }] : [];
}
