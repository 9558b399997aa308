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

/** Layers, the lowest first: lines lie below VNets, as on the map. The first must be called 1; that of lines which a hull stands for is hidden. */
const LAYERS = { peerings: '1', within: 'within', vnets: 'vnets', legend: 'legend' } as const;
const EDGE = 40;

/** A drawing for draw.io: VNets as its own Azure shapes where they stand on the map, groups as containers, peerings as lines that hold on to them. */
export function drawioOf(drawn: Drawn, wish: Wish, savedAt: string): string {
  const palette = PALETTES[drawn.theme];
  const box = boxOf(drawn, wish.extent);
  const layer: Home = { id: LAYERS.vnets, corner: { x: box.x1 - EDGE, y: box.y1 - EDGE } };
  const nodes = new Set(nodesIn(drawn.picture.scene, box));
  const zoom = zoomOf(drawn, wish.extent);
  const groups = groupsOf(drawn, nodes, palette, layer, zoom);
  const veiled = veiledLinks(drawn, zoom);
  const peerings = peeringCells(drawn, nodes, (link) => (link !== undefined && veiled.has(link) ? LAYERS.within : LAYERS.peerings));
  const cells = [
    ...groups.cells,
    ...[...nodes].flatMap((node) => vnetCells(drawn, node, groups.homeOf(node))),
    ...peerings,
    ...legendCells(drawn, wish, { left: EDGE, top: box.y2 - box.y1 + 2 * EDGE }, LAYERS.legend),
  ];
  const content = [
    element('mxCell', { id: '0' }),
    layerText(LAYERS.peerings, 'Peerings'),
    ...(veiled.size > 0 ? [layerText(LAYERS.within, 'Peerings within large meshes', true)] : []),
    layerText(LAYERS.vnets, 'VNets and groups'),
    layerText(LAYERS.legend, 'Legend and date'),
    ...cells.map(cellText),
  ];
  const model = element('mxGraphModel', { ...SETTINGS, background: palette.background }, element('root', {}, `\n${content.join('\n')}\n`));
  const diagram = element('diagram', { id: 'map', name: wish.caption.title }, model);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('mxfile', { host: 'Peerscape', agent: 'Peerscape', modified: savedAt, compressed: 'false' }, diagram)}\n`;
}

/** The links that a hull stands for. */
function veiledLinks({ picture }: Drawn, zoom: number): ReadonlySet<number> {
  const { scene } = picture;
  const seen = seenOf(scene, picture, zoom);
  return new Set([...scene.links.keys()].filter((link) => seen(link) < 1));
}

/** How the editor opens it: no page edges and no grid, which say nothing about a map. */
const SETTINGS = {
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
