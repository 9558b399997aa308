import type { ResourceKey } from '@peerscape/shared/arm';

/** VNets that one VNet reaches, and that reach it. */
export interface VNetReach {
  readonly vnet: ResourceKey;
  /** VNets that it reaches and that reach it. */
  readonly both: readonly ResourceKey[];
  /** VNets that only it reaches. */
  readonly to: readonly ResourceKey[];
  /** VNets that only reach it. */
  readonly from: readonly ResourceKey[];
  /** VNets of which no direction is known to be reachable, and one is unknown. */
  readonly unknown: readonly ResourceKey[];
}
