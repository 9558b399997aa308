import type { ResourceKey } from '@peerscape/shared/arm';

/** Path of an answer of Reach, for the map: the VNets that a packet passes there, and the reply back. */
export interface ReachPath {
  readonly there: readonly ResourceKey[];
  /** Empty where the reply comes back the same way. */
  readonly back: readonly ResourceKey[];
  /** VNet in which packets are dropped, or from which on their way is not known. */
  readonly end?: {
    readonly vnet: ResourceKey;
    /** VNet that they do not reach, if the question names one. */
    readonly towards: ResourceKey | undefined;
    readonly outcome: 'dropped' | 'unknown';
  };
}
