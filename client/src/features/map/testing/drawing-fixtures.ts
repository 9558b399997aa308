import type { Grouping } from '../../../lib/format/grouping.ts';
import type { PlannedChange } from '../../../lib/format/half-status-styles.ts';
import type { Caption, MapDrawing } from '../export/map-drawing.ts';
import type { TextMeasurer } from '../export/text-measurer.ts';
import { annotationsOf } from '../model/annotations.ts';
import { createHalfMarkers } from '../model/half-markers.ts';
import { createScene, type Scene } from '../model/scene.ts';
import type { Picture } from '../paint/painter.ts';
import { rankByImportance } from '../paint/vnet-labels.ts';
import { computePositions } from '../placement/placer.ts';
import { loadFixture } from './map-fixtures.ts';

/** Creates the picture of a scene without filter, findings, planned changes or drag. */
export const createPlainPicture = (scene: Scene): Picture => ({
  scene,
  ...annotationsOf(scene),
  labelOrder: rankByImportance(scene),
  dimmed: undefined,
  dragged: undefined,
  findings: new Map(),
  planned: [],
});

/** Draws a fixture as the map does, at zoom 1 in a view that shows all of it. */
export function drawFixture(
  world: string,
  grouping: Grouping = 'none',
  planned: ReadonlyMap<string, PlannedChange> = new Map(),
): MapDrawing {
  const { topology, elements, nodes, links } = loadFixture(world, grouping);
  const scene = createScene(elements, computePositions({ nodes, links, layout: 'auto', card: elements.card, before: undefined }));
  return {
    topology,
    picture: { ...createPlainPicture(scene), planned: createHalfMarkers(scene, planned) },
    theme: 'light',
    view: { zoom: 1, x: 2000, y: 2000 },
    size: { width: 4000, height: 4000 },
  };
}

/** Text measurer in which every character is six units wide. */
export const fixedWidthMeasurer: TextMeasurer = { width: (text) => text.length * 6, baselineOffset: () => 0 };

export const CAPTION: Caption = { title: 'test (sandbox)', facts: ['2 VNets', 'as of 2026-11-28 18:40:12 UTC'], filter: '' };
