import type { ResourceKey } from '@peerscape/shared/arm';
import type { HalfRef, PeeringKey } from '@peerscape/shared/topology';
import type { HalfApplyStatus, PlannedChange, ThemeName } from '../../../lib/format/half-status-styles.ts';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import type { SelectionChange } from '../../../lib/state/multi-selection.ts';
import type { ReachPath } from '../../../lib/state/reach-path.ts';
import type { MenuTarget } from '../../../lib/state/use-item-menu.tsx';
import type { Box, Point } from '../geometry/bounds.ts';
import type { Size, View } from '../geometry/view.ts';
import type { Arrangement } from '../model/arrangement.ts';
import type { Elements } from '../model/elements.ts';
import type { Scene } from '../model/scene.ts';
import type { MapPlacement } from '../model/use-map-placement.ts';
import type { FindingCounts } from '../paint/finding-badges.ts';
import type { HighlightReason } from '../paint/highlights.ts';
import type { Target } from './focus.ts';
import type { Hint } from './hint.ts';

/** Input of the map controller. */
export interface MapInput {
  readonly placement: MapPlacement;
  /** Elements that are not hidden; without it, all. */
  readonly visible?: Elements | undefined;
  /** VNets and ghosts that match the filter; undefined for all. */
  readonly shown: ReadonlySet<ResourceKey> | undefined;
  /** Peerings that match the filter; without it, those between VNets that do. */
  readonly shownLines?: ReadonlySet<PeeringKey> | undefined;
  readonly focused: FocusedItem | undefined;
  readonly theme: ThemeName;
  readonly findings: FindingCounts;
  /** Halves to highlight while their peering is focused. */
  readonly highlightedHalves: readonly HalfRef[];
  /** Planned changes of halves, by `from>to`. */
  readonly planned: ReadonlyMap<string, PlannedChange>;
  /** Progress of an apply on halves, by `from>to`. */
  readonly applying: ReadonlyMap<string, HalfApplyStatus>;
  /** Peerings that an apply is writing: those that are half-configured are not drawn as an alarm. */
  readonly writing: ReadonlySet<PeeringKey>;
  readonly highlights: ReadonlyMap<ResourceKey, HighlightReason>;
  /** Path of an answer of Reach. */
  readonly path?: ReachPath | undefined;
  readonly selected: ReadonlySet<ResourceKey>;
  /** Enables multi-selection by lasso and by Shift and a click. */
  readonly canSelect: boolean;
  /** Enables connecting VNets by dragging. */
  readonly canConnect: boolean;
}

/** Scene and view at rest, for the components beside the canvas. */
export interface ViewportState {
  readonly scene: Scene;
  /** Node indices by importance. */
  readonly order: Uint32Array;
  readonly bounds: Box;
  readonly view: View;
  readonly size: Size;
}

/** Events of the map controller. */
export interface MapCallbacks {
  focusItem(item: FocusedItem | undefined): void;
  /** The pointer is over another target; `at` is a screen position. */
  hover(target: Target | undefined, at: Point): void;
  /** The view or the scene started to change, so the last `viewportIdle` is out of date. */
  viewportBusy(): void;
  /** The view or the scene has changed and is at rest. */
  viewportIdle(viewport: ViewportState): void;
  /** The view changed; called in every frame of a movement. */
  viewChanged(view: View, size: Size): void;
  /** The user moved a VNet to a map position. */
  vnetMoved(arrangement: Arrangement, key: ResourceKey, at: Point): void;
  /** Shows the connect handle of a VNet at a screen position; undefined hides it. */
  showHandle(key: ResourceKey | undefined, at: Point): void;
  /** Shows what releasing the pointer will do, next to a screen position; undefined hides it. */
  showHint(hint: Hint | undefined, at: Point): void;
  /** Opens the context menu of a target at a screen position. */
  openMenu(target: MenuTarget, at: Point): void;
  connect(a: ResourceKey, b: ResourceKey): void;
  selectVNets(keys: readonly ResourceKey[], change: SelectionChange): void;
}
