/** Verdicts of an answer; their meanings are in docs/reach.md. */
export type Verdict = 'reachable' | 'one-way' | 'asymmetric' | 'blocked' | 'unreachable' | 'ambiguous' | 'unknown';

/** End of a path: `delivered` in a VNet, at a private endpoint or to a site; `leaves` for the internet; `dropped`; or `unknown`. */
export type Outcome = 'delivered' | 'leaves' | 'dropped' | 'unknown';

interface Disposition {
  readonly outcome: 'dropped' | 'unknown';
  /** Verdict of an answer whose path there ends so. */
  readonly verdict: Extract<Verdict, 'blocked' | 'unreachable' | 'ambiguous' | 'unknown'>;
  /** The exact condition, as a sentence of the documentation. */
  readonly condition: string;
}

const dropped = (condition: string): Disposition => ({ outcome: 'dropped', verdict: 'unreachable', condition });
const filtered = (condition: string): Disposition => ({ outcome: 'dropped', verdict: 'blocked', condition });
const unknown = (condition: string): Disposition => ({ outcome: 'unknown', verdict: 'unknown', condition });

/** All ways in which a path ends before its destination, by the code of the blocker. */
export const DISPOSITIONS = {
  'no-route': dropped('No route covers the destination, or the longest is one of Azure’s default routes with next hop None.'),
  'null-route': dropped('The longest route is a user route whose effective next hop is None.'),
  'not-routable': dropped('A packet for a private address is sent to the internet.'),
  'no-outbound': dropped('A packet is sent to the internet from a subnet without an outbound method for its IP version.'),
  'half-not-connected': dropped('The route uses a peering of which one half is missing or not Connected.'),
  'prefix-not-current': dropped('The route comes from a learned prefix that the remote VNet no longer has.'),
  'subnet-not-peered': dropped('Source or destination is outside the subnets that the peering lists.'),
  'no-subnet': dropped('The destination is in the address space of the VNet but in none of its subnets.'),
  'next-hop-too-far': dropped('The next hop is in no VNet that is directly connected to the subnet.'),
  'next-hop-not-found': dropped('No appliance, firewall or load balancer has the next hop address.'),
  'appliance-does-not-forward': dropped('The interface at the next hop address does not have IP forwarding enabled.'),
  'appliance-stopped': dropped('The virtual machine of the appliance is not running.'),
  'load-balancer-no-rule': dropped('No rule of the load balancer covers the protocol and port.'),
  'load-balancer-no-backend': dropped('The backend pool of the load balancer has no running appliance.'),
  'no-gateway': dropped('The next hop is a virtual network gateway, and the VNet neither has one nor uses one that can carry the packet.'),
  'not-known-to-gateway': dropped('The gateway has no route to the destination.'),
  'connection-not-connected': dropped('The connection that leads to the destination is not Connected.'),
  'not-announced': dropped('The gateway does not announce the destination to the site.'),
  'endpoint-not-approved': dropped('The connection of the private endpoint is not approved.'),
  loop: dropped('The packet comes back to a subnet that has already forwarded it.'),
  'default-rules': filtered(
    'Default security rules do not allow the packet, for example because a half does not allow virtual network access.',
  ),
  'nsg-rule': filtered('A rule of a network security group denies the packet.'),
  'admin-rule': filtered('A security admin rule of Azure Virtual Network Manager denies the packet.'),
  'equal-paths': {
    outcome: 'unknown',
    verdict: 'ambiguous',
    condition: 'Paths of equal cost, or from different subnets, end differently.',
  },
  'place-not-found': unknown('The question names a place that does not exist, or several places.'),
  'not-read': unknown('The answer depends on a resource that was not read.'),
  'routes-not-learned': unknown('The answer depends on routes that a gateway or Route Server has learned and that were not given.'),
  'appliance-tunnel': unknown('The appliance forwards the packet through a tunnel of its own.'),
  'virtual-wan': unknown('The path uses a hub of Virtual WAN, whose routes are not modelled.'),
  'site-routers': unknown('The path continues through the routers of a site.'),
  'forwarded-not-accepted': unknown(
    'The half at which forwarded traffic arrives does not allow it; Azure documents a drop, measurements show that it often passes.',
  ),
  'not-established': unknown('Azure’s behaviour in this case is not documented and was not measured.'),
} as const satisfies Readonly<Record<string, Disposition>>;

export type BlockerCode = keyof typeof DISPOSITIONS;

/** The cause that ends a path before its destination. */
export interface Blocker {
  readonly code: BlockerCode;
  /** Names what is wrong and where, in a sentence. */
  readonly text: string;
  /** Ids of the resources that have to change, where they are known. */
  readonly resourceIds: readonly string[];
}
