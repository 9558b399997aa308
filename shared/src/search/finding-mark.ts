import type { ResourceKey } from '../arm/index.ts';
import type { PeeringKey } from '../topology/index.ts';

/** A finding as the search sees it; the search does not depend on the rules. */
export interface FindingMark {
  readonly id: string;
  /** `VNP101` */
  readonly code: string;
  readonly title: string;
  /** `error`, `warning` or `info`. */
  readonly severity: string;
  /** The VNets and ghosts that it refers to. */
  readonly nodes: readonly ResourceKey[];
  /** The peering that it refers to, if any. */
  readonly peering: PeeringKey | undefined;
  /** Its text in lower case; words without a key are searched in it too. */
  readonly text: string;
}
