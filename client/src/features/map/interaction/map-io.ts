import type { ResourceKey } from '@peerscape/shared/arm';
import type { HalfRef } from '@peerscape/shared/topology';
import type { ApplyState, PlannedChange, Theme } from '../../../lib/format/half-looks.ts';
import type { PickHow } from '../../../lib/state/picks.ts';
import type { Selection } from '../../../lib/state/selection.ts';
import type { Box, Point } from '../geometry/room.ts';
import type { Size, View } from '../geometry/view.ts';
import type { Arrangement } from '../model/arrangement.ts';
import type { Scene } from '../model/scene.ts';
import type { Placed } from '../model/use-placed.ts';
import type { FindingCounts } from '../paint/findings.ts';
import type { Light } from '../paint/lights.ts';
import type { Target } from './focus.ts';
import type { Hint } from './hint.ts';

/** What the map is told from outside. */
export interface MapInput {
  readonly placed: Placed;
  readonly shown: ReadonlySet<ResourceKey> | undefined;
  readonly selection: Selection | undefined;
  readonly theme: Theme;
  readonly findings: FindingCounts;
  /** The halves to emphasise while their peering is selected. */
  readonly guilty: readonly HalfRef[];
  /** What a draft does to halves, by `from>to`. */
  readonly planned: ReadonlyMap<string, PlannedChange>;
  /** How far an apply is with halves, by `from>to`. */
  readonly applying: ReadonlyMap<string, ApplyState>;
  readonly lit: ReadonlyMap<ResourceKey, Light>;
  readonly picked: ReadonlySet<ResourceKey>;
  /** Whether several VNets can be picked by hand. */
  readonly picks: boolean;
  /** Whether VNets can be connected by hand. */
  readonly connects: boolean;
}

/** The map as it stands: for what is shown beside the canvas. */
export interface Standing {
  readonly scene: Scene;
  /** VNets in the order of their importance. */
  readonly order: Uint32Array;
  readonly extent: Box;
  readonly view: View;
  readonly size: Size;
}

/** What the map tells. */
export interface MapOutput {
  select(selection: Selection | undefined): void;
  point(target: Target | undefined, at: Point): void;
  /** The view or the scene changes: what was said when it rested last no longer holds. */
  moves(): void;
  /** The view or the scene has changed and now rests. */
  rest(standing: Standing): void;
  /** The view has changed; called in every frame of a movement. */
  view(view: View, size: Size): void;
  /** A person put a VNet there. */
  moved(arrangement: Arrangement, key: ResourceKey, at: Point): void;
  /** A VNet offers its handle at that place on screen; undefined withdraws it. */
  offer(key: ResourceKey | undefined, at: Point): void;
  /** What would come of letting go, beside that place on screen. */
  hint(hint: Hint | undefined, at: Point): void;
  connect(a: ResourceKey, b: ResourceKey): void;
  pick(keys: readonly ResourceKey[], how: PickHow): void;
}
