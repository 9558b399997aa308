// Compares the layouts with cytoscape-fcose on the same VNets in the same run: `npm run bench:layout -- [FIXTURE…]`.
import cytoscape from 'cytoscape';
import fcose from 'cytoscape-fcose';
import { CARD, CARD_BOUNDS, type Point } from '../client/src/features/map/geometry/bounds.ts';
import { place } from '../client/src/features/map/placement/place.ts';
import { countOverlaps, loadFixture } from '../client/src/features/map/testing/map-fixtures.ts';

cytoscape.use(fcose);

type Places = ReadonlyMap<string, Point>;
type Links = readonly { readonly a: string; readonly b: string }[];

/** Places the nodes with fcose at its best quality, with the real size of the cards. */
function placeWithFcose(nodes: readonly { readonly key: string }[], links: Links): Places {
  const graph = cytoscape({
    headless: true,
    styleEnabled: true,
    elements: [
      ...nodes.map(({ key }) => ({ data: { id: key } })),
      ...links.map(({ a, b }, i) => ({ data: { id: `link ${i}`, source: a, target: b } })),
    ],
    style: [{ selector: 'node', style: { width: CARD_BOUNDS.width, height: CARD_BOUNDS.height, shape: 'rectangle' } }],
  });
  const options = { name: 'fcose', quality: 'proof', animate: false, randomize: true, nodeSeparation: 75, idealEdgeLength: 190 };
  graph.layout(options).run();
  const places = new Map(graph.nodes().map((node) => [node.id(), { ...node.position() }]));
  graph.destroy();
  return places;
}

type Segment = readonly [Point, Point];

const segmentsOf = (places: Places, links: Links): Segment[] =>
  links.flatMap(({ a, b }) => {
    const [from, to] = [places.get(a), places.get(b)];
    return from && to ? [[from, to] as const] : [];
  });

/** Counts the pairs of lines that cross; lines that meet in a VNet do not. */
function countCrossings(places: Places, links: Links): number {
  const segments = segmentsOf(places, links);
  let count = 0;
  segments.forEach((one, i) => {
    for (const other of segments.slice(i + 1)) if (cross(one, other)) count++;
  });
  return count;
}

const side = (a: Point, b: Point, c: Point): number => Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));

function cross([a, b]: Segment, [c, d]: Segment): boolean {
  if (a === c || a === d || b === c || b === d) return false;
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Counts how often a line crosses the card of a VNet that it does not end at. */
function countCardsCrossed(places: Places, links: Links): number {
  const [w, h] = [CARD.width / 2, CARD.height / 2];
  let count = 0;
  for (const [a, b] of segmentsOf(places, links)) {
    for (const at of places.values()) {
      if (at === a || at === b) continue;
      const diagonals: readonly Segment[] = [
        [
          { x: at.x - w, y: at.y - h },
          { x: at.x + w, y: at.y + h },
        ],
        [
          { x: at.x - w, y: at.y + h },
          { x: at.x + w, y: at.y - h },
        ],
      ];
      if (diagonals.some((diagonal) => cross([a, b], diagonal))) count++;
    }
  }
  return count;
}

/** Returns the total length of all lines, in card widths. */
const lengthOf = (places: Places, links: Links): number =>
  segmentsOf(places, links).reduce((sum, [a, b]) => sum + Math.hypot(b.x - a.x, b.y - a.y), 0) / CARD.width;

/** Returns the area of the bounding box, in cards. */
function areaOf(places: Places): number {
  const [x, y] = [[...places.values()].map((at) => at.x), [...places.values()].map((at) => at.y)];
  const span = (list: readonly number[], card: number) => Math.max(...list) - Math.min(...list) + card;
  return (span(x, CARD_BOUNDS.width) * span(y, CARD_BOUNDS.height)) / (CARD_BOUNDS.width * CARD_BOUNDS.height);
}

const worlds = process.argv.slice(2);

console.log('world          layout          overlaps  cards crossed  lines crossing  line length (cards)  area (cards)  ms');
for (const world of worlds.length > 0 ? worlds : ['course', 'contoso', 'generated:300']) {
  const { nodes, links } = loadFixture(world);
  const works: Readonly<Record<string, () => Places>> = {
    automatic: () => place(nodes, links, 'auto'),
    'hub-and-spoke': () => place(nodes, links, 'hub-and-spoke'),
    mesh: () => place(nodes, links, 'mesh'),
    fcose: () => placeWithFcose(nodes, links),
  };
  for (const [name, work] of Object.entries(works)) {
    const start = performance.now();
    const places = work();
    const ms = performance.now() - start;
    const figures = [
      countOverlaps(places),
      countCardsCrossed(places, links),
      countCrossings(places, links),
      lengthOf(places, links),
      areaOf(places),
    ];
    const [widths, cells] = [[10, 15, 16, 21, 14], figures.map((figure) => Math.round(figure).toLocaleString('en'))];
    console.log(`${world.padEnd(15)}${name.padEnd(16)}${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('')}${Math.round(ms)}`);
  }
}
