import type { PlannedChange } from '../../../lib/format/half-looks.ts';
import type { Caption, Drawn } from '../export/drawn.ts';
import type { Ruler } from '../export/ruler.ts';
import type { Grouping } from '../model/grouping.ts';
import { marksOn } from '../model/half-marks.ts';
import { type Scene, sceneOf } from '../model/scene.ts';
import { surroundingsOf } from '../model/surroundings.ts';
import { byImportance } from '../paint/labels.ts';
import type { Picture } from '../paint/painter.ts';
import { place } from '../placement/place.ts';
import { placeable } from './map-worlds.ts';

/** Creates the picture of a scene without filter, findings, planned changes or drag. */
export const plainPicture = (scene: Scene): Picture => ({
  scene,
  ...surroundingsOf(scene),
  order: byImportance(scene),
  faint: undefined,
  lifted: undefined,
  findings: new Map(),
  planned: [],
});

/** Draws a fixture as the map does, at zoom 1 in a view that shows all of it. */
export function drawnWorld(world: string, grouping: Grouping = 'none', planned: ReadonlyMap<string, PlannedChange> = new Map()): Drawn {
  const { topology, elements, nodes, links } = placeable(world, grouping);
  const scene = sceneOf(elements, place(nodes, links));
  return {
    topology,
    picture: { ...plainPicture(scene), planned: marksOn(scene, planned) },
    theme: 'light',
    view: { zoom: 1, x: 2000, y: 2000 },
    size: { width: 4000, height: 4000 },
  };
}

/** Text measurer in which every character is six units wide. */
export const plainRuler: Ruler = { width: (text) => text.length * 6, drop: () => 0 };

export const CAPTION: Caption = { title: 'test (sandbox)', facts: ['2 VNets', 'as of 2026-11-28 18:40:12 UTC'], filter: '' };
