import type { Container } from '../containers.ts';
import type { Theme } from '../half-looks.ts';
import { levelAt } from '../level.ts';
import { PALETTES } from '../palette.ts';
import type { Scene } from '../scene.ts';
import { onScreen, type View } from '../view.ts';
import { inScreenUnits, type Painting, type Screen } from './canvas.ts';
import { paintCards } from './cards.ts';
import { type Crowd, emptyCrowd } from './crowd.ts';
import { paintContainers, paintHeadings } from './groups.ts';
import { paintNames, takeShapes } from './labels.ts';
import { linksIn, paintBand, paintLinks } from './lines.ts';
import { nodesIn, paintRing, paintShapes } from './shapes.ts';
import { paintJoints, paintOptionSigns, paintStateSigns, takeCards } from './signs.ts';

/** What a picture shows besides the VNets and peerings themselves. */
export interface Picture {
  readonly scene: Scene;
  readonly containers: readonly Container[];
  /** VNets in the order in which their names deserve room. */
  readonly order: Uint32Array;
  /** 1 for each VNet that the filter leaves in the background; undefined when it lets all through. */
  readonly faint: Uint8Array | undefined;
  /** A VNet that is being carried and is drawn apart, with its links. */
  readonly lifted: number | undefined;
}

/** What stands out while the rest fades. */
export interface Focus {
  readonly nodes: ReadonlySet<number>;
  readonly links: readonly number[];
  readonly selected: { readonly node?: number; readonly link?: number };
  /** How much of the rest stays to be seen, from 0 to 1. */
  readonly rest: number;
}

/** How faint the VNets are that the filter does not let through. */
const FAINT = 0.16;
/** State signs are drawn while no more lines than this are in view. */
const MOST_SIGNED = 600;

export const paintingOf = (ctx: CanvasRenderingContext2D, scene: Scene, view: View, screen: Screen, theme: Theme): Painting => ({
  ctx,
  scene,
  view,
  screen,
  theme,
  palette: PALETTES[theme],
  level: levelAt(view.zoom),
});

/** Draws everything that is in view. */
export function paintPicture(painting: Painting, picture: Picture): void {
  const { ctx, scene, palette, view, screen } = painting;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.fillStyle = palette.background;
  ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  const box = onScreen(view, screen);
  const carried = (link: number) => scene.from[link] === picture.lifted || scene.to[link] === picture.lifted;
  const links = picture.lifted === undefined ? linksIn(scene, box) : linksIn(scene, box).filter((link) => !carried(link));
  const nodes = nodesIn(scene, box).filter((node) => node !== picture.lifted);
  const faint = (node: number | undefined) => picture.faint?.[node ?? 0] === 1;
  const faintLink = (link: number) => faint(scene.from[link]) || faint(scene.to[link]);
  const crowd = emptyCrowd();
  if (picture.containers.length > 0) paintContainers(painting, picture.containers);
  if (picture.faint) {
    ctx.globalAlpha = FAINT;
    paintLayer(painting, links.filter(faintLink), nodes.filter(faint), undefined);
    ctx.globalAlpha = 1;
  }
  const clearLinks = picture.faint ? links.filter((link) => !faintLink(link)) : links;
  const clearNodes = picture.faint ? nodes.filter((node) => !faint(node)) : nodes;
  if (painting.level === 'far') paintHeadingsLast(painting, picture, clearLinks, clearNodes, crowd);
  else {
    paintHeadings(painting, picture.containers, crowd);
    paintLayer(painting, clearLinks, clearNodes, crowd, picture.order);
  }
}

/** From afar the headings lie across the VNets, so they come on top and before any name. */
function paintHeadingsLast(painting: Painting, picture: Picture, links: readonly number[], nodes: readonly number[], crowd: Crowd): void {
  paintLayer(painting, links, nodes, undefined);
  paintHeadings(painting, picture.containers, crowd);
  // seen whole, the groups' names say enough
  if (picture.containers.length > 0 && painting.view.zoom < 0.1) return;
  takeShapesOfHubs(painting, nodes, crowd);
  paintNames(painting, inOrder(picture.order, nodes), crowd);
}

const takeShapesOfHubs = (painting: Painting, nodes: readonly number[], crowd: Crowd): void =>
  takeShapes(
    painting,
    nodes.filter((node) => painting.scene.nodes[node]?.role === 'hub'),
    crowd,
  );

/** Lines, then what stands on them; without a crowd nothing is written or signed. */
function paintLayer(
  painting: Painting,
  links: readonly number[],
  nodes: readonly number[],
  crowd: Crowd | undefined,
  order?: Uint32Array,
): void {
  paintLinks(painting, links);
  if (painting.level === 'near') paintNear(painting, links, nodes, crowd);
  else {
    paintShapes(painting, nodes);
    if (!crowd) return;
    takeShapes(painting, nodes, crowd);
    const isHub = (node: number) => painting.scene.nodes[node]?.role === 'hub';
    const named = order ? [...inOrder(order, nodes)] : nodes;
    paintNames(painting, named.filter(isHub), crowd);
    if (links.length <= MOST_SIGNED) paintStateSigns(painting, strongOf(painting, links), crowd);
    paintNames(
      painting,
      named.filter((node) => !isHub(node)),
      crowd,
    );
  }
}

function paintNear(painting: Painting, links: readonly number[], nodes: readonly number[], crowd: Crowd | undefined): void {
  inScreenUnits(painting);
  paintJoints(painting, links);
  paintCards(painting, nodes);
  if (!crowd) return;
  takeCards(painting, nodes, crowd);
  paintStateSigns(painting, links, crowd);
  paintOptionSigns(painting, links, crowd);
}

const strongOf = ({ scene }: Painting, links: readonly number[]): number[] => links.filter((link) => scene.strong[link]);

function* inOrder(order: Uint32Array, nodes: readonly number[]): Iterable<number> {
  const wanted = new Set(nodes);
  for (const node of order) if (wanted.has(node)) yield node;
}

/** Draws what stands out, on top of the faded picture. */
export function paintFocus(painting: Painting, focus: Focus): void {
  const nodes = [...focus.nodes];
  if (focus.selected.link !== undefined) paintBand(painting, focus.selected.link);
  paintLayer(painting, focus.links, nodes, emptyCrowd());
  if (focus.selected.node !== undefined) paintRing(painting, focus.selected.node);
}
