import { halfSizeAt } from '../geometry/level.ts';
import { type Box, CARD, type Point } from '../geometry/room.ts';
import { type Size, toMap, toScreen } from '../geometry/view.ts';
import { boxAround, isInHull } from '../model/hull.ts';
import { linesSeen, type MeshHull } from '../model/mesh-hulls.ts';
import { pointOf } from '../model/scene.ts';
import { meshInWords } from '../model/words.ts';
import { inScreenUnits, type Painting } from './canvas.ts';
import { type Crowd, overlap } from './crowd.ts';
import { font } from './text.ts';

/** The size of the words by how wide the hull is on screen. */
const SIZE = { least: 11, most: 15, perPixel: 1 / 32 } as const;
const LINE_HEIGHT = 1.35;
/** Once so much is seen of the lines, the words are gone, which would be hard to read among them. */
const GONE = 0.4;

/** Writes into each hull what it stands for: in one line, else in two, else only its name or its count, where none of its VNets stands. */
export function paintMeshNames(painting: Painting, hulls: readonly MeshHull[], crowd: Crowd): void {
  const { ctx, palette, view, only } = painting;
  inScreenUnits(painting);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  for (const hull of hulls) {
    const clearness = 1 - linesSeen(hull, view.zoom) / GONE;
    const box = clearness > 0 && boxOnScreen(painting, hull);
    const words = box && wordsIn(painting, hull, box, crowd);
    if (!words || only) continue;
    ctx.globalAlpha = clearness;
    ctx.lineWidth = 3;
    ctx.strokeStyle = palette.halo;
    ctx.fillStyle = palette.mesh.text;
    write(painting, words);
  }
  ctx.globalAlpha = 1;
}

/** The words that find room: all of them, wherever they can, before the name or the count alone. */
function wordsIn(painting: Painting, hull: MeshHull, box: Box, crowd: Crowd): Words | undefined {
  const { name, content } = meshInWords(hull);
  const wide = box.x2 - box.x1;
  const most = painting.isWhole ? Math.max(SIZE.most, wide / 56) : SIZE.most;
  const size = Math.round(Math.max(SIZE.least, Math.min(most, wide * SIZE.perPixel)));
  const bodies = hull.nodes.map((node) => bodyOf(painting, node));
  const spots = spotsIn(painting, hull, box);
  const all = [[`${name}, ${content}`], [name, content]];
  const less = [[name], ...(wide < ONLY_COUNT ? [[String(hull.nodes.length)]] : [])];
  const wishes = [all, less].flatMap((forms) => spots.flatMap((at) => forms.map((lines) => ({ at, lines }))));
  for (const { at, lines } of wishes) {
    const place = boxAt(at, roomFor(painting, lines, size));
    const isFree = isWithin(painting, hull, place) && !bodies.some((body) => overlap(body, place));
    if (isFree && crowd.claim(place)) return { lines, size, box: place };
  }
  return undefined;
}

/** A hull that is less wide on screen may be told by its count alone. */
const ONLY_COUNT = 90;

/** Lines of text in their place on screen. */
interface Words {
  readonly lines: readonly string[];
  readonly size: number;
  readonly box: Box;
}

function roomFor({ ctx }: Painting, lines: readonly string[], size: number): Size {
  ctx.font = font(size, 600);
  return { width: Math.max(...lines.map((line) => ctx.measureText(line).width)) + 8, height: lines.length * size * LINE_HEIGHT };
}

function write({ ctx }: Painting, { lines, size, box }: Words): void {
  const x = (box.x1 + box.x2) / 2;
  lines.forEach((line, i) => {
    const y = box.y1 + (i + 0.5) * size * LINE_HEIGHT;
    ctx.font = font(size, 600);
    ctx.strokeText(line, x, y);
    ctx.fillText(line, x, y);
  });
}

/** Where words may stand, the best place first: in the middle, in the middle of what is in view, or a little higher or lower. */
function spotsIn({ view, screen }: Painting, { middle }: MeshHull, box: Box): Point[] {
  const centre = toScreen(view, middle);
  const seen = {
    x1: Math.max(0, box.x1),
    y1: Math.max(0, box.y1),
    x2: Math.min(screen.width, box.x2),
    y2: Math.min(screen.height, box.y2),
  };
  const isSeen = centre.x > seen.x1 && centre.x < seen.x2 && centre.y > seen.y1 && centre.y < seen.y2;
  const first = isSeen ? centre : { x: (seen.x1 + seen.x2) / 2, y: (seen.y1 + seen.y2) / 2 };
  return [0, -0.12, 0.12, -0.25, 0.25].map((share) => ({ x: first.x, y: first.y + share * (seen.y2 - seen.y1) }));
}

const boxAt = ({ x, y }: Point, { width, height }: Size): Box => ({
  x1: x - width / 2,
  y1: y - height / 2,
  x2: x + width / 2,
  y2: y + height / 2,
});

/** Whether a box on screen lies within a hull. */
const isWithin = ({ view }: Painting, { outline }: MeshHull, { x1, y1, x2, y2 }: Box): boolean =>
  [x1, x2].every((x) => [y1, y2].every((y) => isInHull(outline, toMap(view, { x, y }))));

/** The box of a hull on screen; undefined where it is out of sight. */
function boxOnScreen({ view, screen }: Painting, { outline }: MeshHull): Box | undefined {
  const { x1, y1, x2, y2 } = boxAround(outline);
  const [from, to] = [toScreen(view, { x: x1, y: y1 }), toScreen(view, { x: x2, y: y2 })];
  const isSeen = from.x < screen.width && to.x > 0 && from.y < screen.height && to.y > 0;
  return isSeen ? { x1: from.x, y1: from.y, x2: to.x, y2: to.y } : undefined;
}

/** What stands for a VNet on screen. */
function bodyOf({ scene, view, level }: Painting, node: number): Box {
  const side = halfSizeAt(view.zoom, scene.radius[node] ?? 0).width;
  const size = level === 'near' ? { width: CARD.width, height: CARD.height } : { width: 2 * side, height: 2 * side };
  const at = toScreen(view, pointOf(scene, node));
  return boxAt(at, { width: size.width * view.zoom, height: size.height * view.zoom });
}
