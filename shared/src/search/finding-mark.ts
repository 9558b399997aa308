import type { ResourceKey } from '../arm/index.ts';
import type { PeeringKey } from '../topology/index.ts';

/** What a finding says to a search, as data: how it came about is not known here. */
export interface FindingMark {
  readonly id: string;
  /** `VNP101` */
  readonly code: string;
  readonly title: string;
  /** `error`, `warning` or `info`. */
  readonly severity: string;
  /** The VNets and ghosts that it is about. */
  readonly nodes: readonly ResourceKey[];
  /** The peering that it is about, if it is about one. */
  readonly peering: PeeringKey | undefined;
  /** Its text in lower case: words without a key are looked for in it too. */
  readonly text: string;
}
