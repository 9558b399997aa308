import type { Topology } from '@peerscape/shared/topology';
import type { ThemeName } from '../../../lib/format/half-status-styles.ts';
import { type Box, unionBoxes } from '../geometry/bounds.ts';
import { type Size, type View, visibleBounds } from '../geometry/view.ts';
import { boundsOf } from '../model/hit-test.ts';
import { boundingBox } from '../model/hull.ts';
import type { Picture } from '../paint/painter.ts';

/** Everything that the map currently draws, for drawing it elsewhere. */
export interface MapDrawing {
  readonly topology: Topology;
  readonly picture: Picture;
  readonly theme: ThemeName;
  readonly view: View;
  readonly size: Size;
}

/** Extent of an export: the whole map, or the current view. */
export type Extent = 'whole' | 'view';

/** Text below an exported map. */
export interface Caption {
  /** Source of the map: `contoso (sandbox)`. */
  readonly title: string;
  /** Content and time: `45 VNets`, `as of 2026-11-28 18:40:12 UTC`. */
  readonly facts: readonly string[];
  /** The active filter as entered. */
  readonly filter: string;
}

/** Returns the zoom of an export: 1 for the whole map, so that cards are readable, or the current zoom. */
export const zoomOf = ({ view }: MapDrawing, extent: Extent): number => (extent === 'whole' ? 1 : view.zoom);

/** Returns the exported part of the map, in map units. */
export function boxOf({ picture, view, size }: MapDrawing, extent: Extent): Box {
  if (extent === 'view') return visibleBounds(view, size);
  const { scene, containers, connectedGroups, meshHulls } = picture;
  const outlines = [...connectedGroups, ...meshHulls].flatMap(({ outline }) => (outline ? boundingBox(outline) : []));
  return unionBoxes([boundsOf(scene), ...containers.map(({ box }) => box), ...outlines]) ?? boundsOf(scene);
}
