import type { Topology } from '@peerscape/shared/topology';
import type { Theme } from '../../../lib/format/half-looks.ts';
import { around, type Box } from '../geometry/room.ts';
import { onScreen, type Size, type View } from '../geometry/view.ts';
import { extentOf } from '../model/hit.ts';
import { boxAround } from '../model/hull.ts';
import type { Picture } from '../paint/painter.ts';

/** What the map draws at this moment, to be drawn elsewhere. */
export interface Drawn {
  readonly topology: Topology;
  readonly picture: Picture;
  readonly theme: Theme;
  readonly view: View;
  readonly size: Size;
}

/** How much of it: everything, or what is on screen. */
export type Extent = 'whole' | 'view';

/** What is written under it. */
export interface Caption {
  /** What it is a picture of: `contoso (sandbox)`. */
  readonly title: string;
  /** What is in it and when it was true: `45 VNets`, `as of 2026-11-28 18:40:12 UTC`. */
  readonly facts: readonly string[];
  /** The filter in force, as it was typed. */
  readonly filter: string;
}

/** How near the map is drawn: as a whole in the size in which cards are read, else as it is on screen. */
export const zoomOf = ({ view }: Drawn, extent: Extent): number => (extent === 'whole' ? 1 : view.zoom);

/** The part of the map that is drawn, in map units. */
export function boxOf({ picture, view, size }: Drawn, extent: Extent): Box {
  if (extent === 'view') return onScreen(view, size);
  const { scene, containers, connectedGroups, meshHulls } = picture;
  const outlines = [...connectedGroups, ...meshHulls].flatMap(({ outline }) => (outline ? boxAround(outline) : []));
  return around([extentOf(scene), ...containers.map(({ box }) => box), ...outlines]) ?? extentOf(scene);
}
