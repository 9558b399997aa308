import { PALETTES } from '../model/palette.ts';
import { seenOf } from '../paint/in-view.ts';
import { nodesIn } from '../paint/shapes.ts';
import { cellText, layerText } from './drawio-cells.ts';
import { groupsOf } from './drawio-groups.ts';
import { legendCells } from './drawio-legend.ts';
import { peeringCells } from './drawio-peerings.ts';
import type { Home } from './drawio-polygon.ts';
import { vnetCells } from './drawio-vnets.ts';
import type { Drawn } from './drawn.ts';
import { boxOf, zoomOf } from './drawn.ts';
import type { Wish } from './sheet.ts';
import { element } from './xml.ts';

/** Layer IDs, lowest first: lines are below VNets, as on the map. draw.io requires the ID 1 for the first one. `within` is hidden: it has the lines that a hull replaces. */
const LAYERS = { peerings: '1', within: 'within', vnets: 'vnets', legend: 'legend' } as const;
const PADDING = 40;

/** Converts a drawing to a draw.io file: VNets as Azure shapes at their map positions, groups as containers, peerings as lines connected to the VNets. */
export function drawioOf(drawing: Drawn, options: Wish, savedAt: string): string {
  const palette = PALETTES[drawing.theme];
  const box = boxOf(drawing, options.extent);
  const layer: Home = { id: LAYERS.vnets, corner: { x: box.x1 - PADDING, y: box.y1 - PADDING } };
  const nodes = new Set(nodesIn(drawing.picture.scene, box));
  const zoom = zoomOf(drawing, options.extent);
  const groups = groupsOf(drawing, nodes, palette, layer, zoom);
  const hidden = hiddenLinks(drawing, zoom);
  const peerings = peeringCells(drawing, nodes, (link) => (link !== undefined && hidden.has(link) ? LAYERS.within : LAYERS.peerings));
  const cells = [
    ...groups.cells,
    ...[...nodes].flatMap((node) => vnetCells(drawing, node, groups.parentOf(node))),
    ...peerings,
    ...legendCells(drawing, options, { left: PADDING, top: box.y2 - box.y1 + 2 * PADDING }, LAYERS.legend),
  ];
  const content = [
    element('mxCell', { id: '0' }),
    layerText(LAYERS.peerings, 'Peerings'),
    ...(hidden.size > 0 ? [layerText(LAYERS.within, 'Peerings within large meshes', true)] : []),
    layerText(LAYERS.vnets, 'VNets and groups'),
    layerText(LAYERS.legend, 'Legend and date'),
    ...cells.map(cellText),
  ];
  const model = element(
    'mxGraphModel',
    { ...EDITOR_SETTINGS, background: palette.background },
    element('root', {}, `\n${content.join('\n')}\n`),
  );
  const diagram = element('diagram', { id: 'map', name: options.caption.title }, model);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('mxfile', { host: 'Peerscape', agent: 'Peerscape', modified: savedAt, compressed: 'false' }, diagram)}\n`;
}

/** Returns the links that a hull replaces, by index. */
function hiddenLinks({ picture }: Drawn, zoom: number): ReadonlySet<number> {
  const { scene } = picture;
  const opacityOf = seenOf(scene, picture, zoom);
  return new Set([...scene.links.keys()].filter((link) => opacityOf(link) < 1));
}

/** Settings of the editor: no page borders and no grid, which are not useful for a map. */
const EDITOR_SETTINGS = {
  grid: '0',
  gridSize: '10',
  guides: '1',
  tooltips: '1',
  connect: '1',
  arrows: '0',
  fold: '0',
  page: '0',
  pageScale: '1',
  math: '0',
  shadow: '0',
};
