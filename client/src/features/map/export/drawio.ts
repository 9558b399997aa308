import { PALETTES } from '../model/palette.ts';
import { findNodesInBox } from '../paint/shapes.ts';
import { createLinkOpacity } from '../paint/visible-items.ts';
import { formatCell, formatLayer } from './drawio-cells.ts';
import { createGroupCells } from './drawio-groups.ts';
import { createLegendCells } from './drawio-legend.ts';
import { createPeeringCells } from './drawio-peerings.ts';
import type { ParentCell } from './drawio-polygon.ts';
import { createVnetCells } from './drawio-vnets.ts';
import type { MapDrawing } from './map-drawing.ts';
import { boxOf, zoomOf } from './map-drawing.ts';
import type { PageOptions } from './page.ts';
import { formatElement } from './xml.ts';

/** Layer IDs, lowest first: lines are below VNets, as on the map. draw.io requires the ID 1 for the first one. `within` is hidden: it has the lines that a hull replaces. */
const LAYERS = { peerings: '1', within: 'within', vnets: 'vnets', legend: 'legend' } as const;
const PADDING = 40;

/** Converts a drawing to a draw.io file: VNets as Azure shapes at their map positions, groups as containers, peerings as lines connected to the VNets. */
export function toDrawio(drawing: MapDrawing, options: PageOptions, savedAt: string): string {
  const palette = PALETTES[drawing.theme];
  const box = boxOf(drawing, options.extent);
  const layer: ParentCell = { id: LAYERS.vnets, corner: { x: box.x1 - PADDING, y: box.y1 - PADDING } };
  const nodes = new Set(findNodesInBox(drawing.picture.scene, box));
  const zoom = zoomOf(drawing, options.extent);
  const groups = createGroupCells(drawing, nodes, palette, layer, zoom);
  const hidden = hiddenLinks(drawing, zoom);
  const layerOf = (link?: number) => (link !== undefined && hidden.has(link) ? LAYERS.within : LAYERS.peerings);
  const peerings = createPeeringCells(drawing, nodes, layerOf, layer.corner);
  const cells = [
    ...groups.cells,
    ...[...nodes].flatMap((node) => createVnetCells(drawing, node, groups.parentOf(node))),
    ...peerings,
    ...createLegendCells(drawing, options, { left: PADDING, top: box.y2 - box.y1 + 2 * PADDING }, LAYERS.legend),
  ];
  const content = [
    formatElement('mxCell', { id: '0' }),
    formatLayer(LAYERS.peerings, 'Peerings'),
    ...(hidden.size > 0 ? [formatLayer(LAYERS.within, 'Peerings within large meshes', true)] : []),
    formatLayer(LAYERS.vnets, 'VNets and groups'),
    formatLayer(LAYERS.legend, 'Legend and date'),
    ...cells.map(formatCell),
  ];
  const model = formatElement(
    'mxGraphModel',
    { ...EDITOR_SETTINGS, background: palette.background },
    formatElement('root', {}, `\n${content.join('\n')}\n`),
  );
  const diagram = formatElement('diagram', { id: 'map', name: options.caption.title }, model);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${formatElement('mxfile', { host: 'Peerscape', agent: 'Peerscape', modified: savedAt, compressed: 'false' }, diagram)}\n`;
}

/** Returns the links that a hull replaces, by index. */
function hiddenLinks({ picture }: MapDrawing, zoom: number): ReadonlySet<number> {
  const { scene } = picture;
  const opacityOf = createLinkOpacity(scene, picture, zoom);
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
