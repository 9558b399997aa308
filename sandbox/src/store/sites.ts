/**
 * A network outside Azure at the other end of a connection: behind the device of a local network gateway, or behind an ExpressRoute circuit.
 * There is nothing of it in ARM, so it is declared.
 */
export interface Site {
  /** Key that its device has for tunnels; undefined if it accepts any. */
  readonly sharedKey: string | undefined;
  /** True if it does not respond. */
  readonly isDown: boolean;
  /** Prefixes that it announces with BGP. */
  readonly announces: readonly string[];
}
