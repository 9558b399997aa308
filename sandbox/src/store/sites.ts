/**
 * The other end of a connection, of which there is nothing in ARM, so that it is declared: a network behind the device of a local network gateway
 * or behind an ExpressRoute circuit, or the BGP speaker of an appliance that is a peer of a Route Server.
 */
export interface Site {
  /** Key that its device has for tunnels; undefined if it accepts any. */
  readonly sharedKey: string | undefined;
  /** True if it does not respond. */
  readonly isDown: boolean;
  /** Prefixes that it announces with BGP. */
  readonly announces: readonly AnnouncedPrefix[];
}

interface AnnouncedPrefix {
  readonly prefix: string;
  /** ASNs in its AS path after that of the site, from the nearest to the origin. */
  readonly asPath: readonly number[];
  /** Address to which an appliance has others send the traffic, such as that of a load balancer; by default its own. */
  readonly nextHop?: string | undefined;
}
