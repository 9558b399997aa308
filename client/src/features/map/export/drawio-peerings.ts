import type { Half, HalfStatus, Namer, Peering, Topology } from '@peerscape/shared/topology';
import {
  HALF_STATUS_STYLES,
  PLANNED_CHANGE_LABELS,
  PLANNED_STATUS_STYLES,
  type PlannedChange,
  plannedStatusOf,
  type ThemeName,
} from '../../../lib/format/half-status-styles.ts';
import { nameOf } from '../../../lib/format/names.ts';
import type { Point } from '../geometry/bounds.ts';
import { createSceneNamer, describeHalf, type HalfDescription } from '../model/descriptions.ts';
import type { MapLink } from '../model/elements.ts';
import { lineBetween } from '../model/link-lines.ts';
import { PALETTES } from '../model/palette.ts';
import type { Scene } from '../model/scene.ts';
import { createIsDimmedLink } from '../paint/visible-items.ts';
import type { Cell, EdgeLabel, Style } from './drawio-cells.ts';
import type { MapDrawing } from './map-drawing.ts';
import type { Attributes } from './xml.ts';

/** Half statuses from worst to best. A draw.io line has only one style, that of its worst half; missing halves come last because they have no line. */
const WORST_FIRST: readonly HalfStatus[] = [
  'disconnected',
  'initiated',
  'other',
  'out-of-sync',
  'access-off',
  'connected',
  'unknown',
  'missing',
];

/** Planned changes of the two halves of a peering, by side. */
type PlannedChanges = readonly [PlannedChange | undefined, PlannedChange | undefined];

/**
 * Creates the peerings as lines between their VNets, with the status of each half as a label next to its VNet, and its properties as data.
 * `layerOf` gets the link index, or undefined for peerings that only exist in the draft. `corner` is the map position of the origin.
 */
export function createPeeringCells(
  drawing: MapDrawing,
  nodes: ReadonlySet<number>,
  layerOf: (link?: number) => string,
  corner: Point,
): Cell[] {
  const { topology, picture } = drawing;
  const { scene } = picture;
  const isDimmed = createIsDimmedLink(scene, picture);
  const planned = plannedByPair(drawing);
  const existing = scene.links.flatMap((link, number) => {
    const [from = 0, to = 0] = [scene.from[number], scene.to[number]];
    const peering = topology.peerings.get(link.key);
    if (!peering || !nodes.has(from) || !nodes.has(to)) return [];
    const cells = peeringCell(drawing, link, peering, planned.get(link.key) ?? [undefined, undefined], layerOf(number), isDimmed(number));
    return cells.map((cell) => withCorners(cell, scene, from, to, corner));
  });
  return [...existing, ...newPeerings(drawing, nodes, layerOf(), corner)];
}

/** Leads the line of a cell around the cards of other VNets, as on the map. */
function withCorners(cell: Cell, scene: Scene, from: number, to: number, { x, y }: Point): Cell {
  if (cell.kind !== 'edge') return cell;
  const corners = lineBetween(scene, from, to).slice(1, -1);
  return corners.length === 0
    ? cell
    : { ...cell, style: { ...cell.style, rounded: 1 }, corners: corners.map((at) => ({ x: at.x - x, y: at.y - y })) };
}

/** Returns the planned changes of existing peerings, by link key. */
function plannedByPair({ picture: { scene, planned } }: MapDrawing): Map<string, PlannedChanges> {
  const found = new Map<string, PlannedChanges>();
  for (const { own, far, what } of planned) {
    const number = (scene.linksOf[own] ?? []).find((one) => scene.from[one] === far || scene.to[one] === far);
    const link = number === undefined ? undefined : scene.links[number];
    if (!link || number === undefined) continue;
    const [a, b] = found.get(link.key) ?? [undefined, undefined];
    found.set(link.key, scene.from[number] === own ? [what, b] : [a, what]);
  }
  return found;
}

function peeringCell(
  { topology, theme, picture }: MapDrawing,
  link: MapLink,
  peering: Peering,
  planned: PlannedChanges,
  layer: string,
  isFaint: boolean,
): Cell[] {
  const faint: Style = isFaint ? { opacity: 25, textOpacity: 35 } : {};
  const status = WORST_FIRST.find((one) => link.statuses.includes(one)) ?? 'connected';
  const edge: Cell = {
    kind: 'edge',
    id: link.key,
    parent: layer,
    label: '',
    style: { ...lineStyle(HALF_STATUS_STYLES[status].colour[theme], HALF_STATUS_STYLES[status].dash ?? [3, 3]), ...faint },
    data: { from: nameOf(topology, link.a), to: nameOf(topology, link.b), ...dataOf(topology, createSceneNamer(picture.scene), peering) },
    ends: { source: link.a, target: link.b },
  };
  const labels = ([0, 1] as const).flatMap((side) => halfLabel(edge.id, side, link.statuses[side], planned[side], theme, faint));
  return [edge, ...labels];
}

/** Returns the style of a line without arrows, with the same dashes as on the map. */
export const lineStyle = (colour: string, dash: readonly number[]): Style => ({
  endArrow: 'none',
  startArrow: 'none',
  ...strokeStyle(colour, dash),
});

/** Returns the style of a stroke with the same dashes as on the map. */
export const strokeStyle = (colour: string, dash: readonly number[]): Style => ({
  strokeColor: colour,
  strokeWidth: 2,
  ...(dash.length > 0 && { dashed: 1, dashPattern: dash.join(' '), fixDash: 1 }),
});

/** Labels a half that is not Connected or that is about to change, next to its VNet. */
function halfLabel(
  edge: string,
  side: 0 | 1,
  status: HalfStatus,
  change: PlannedChange | undefined,
  theme: ThemeName,
  faint: Style,
): EdgeLabel[] {
  const labels = [
    ...(status === 'connected' ? [] : [HALF_STATUS_STYLES[status].label]),
    ...(change ? [PLANNED_CHANGE_LABELS[change]] : []),
  ];
  if (labels.length === 0) return [];
  const colour = change ? PLANNED_STATUS_STYLES[plannedStatusOf(change)].colour : HALF_STATUS_STYLES[status].colour;
  const style = { ...LABEL_STYLE, fontColor: colour[theme], labelBackgroundColor: PALETTES[theme].background, ...faint };
  return [{ kind: 'edge-label', id: `${edge} ${side}`, parent: edge, label: labels.join(', '), style, along: side === 0 ? -0.5 : 0.5 }];
}

const LABEL_STYLE: Style = { align: 'center', verticalAlign: 'middle', resizable: 0, fontSize: 10, fontStyle: 1 };

/** Creates the peerings that only exist in the draft. */
function newPeerings({ picture: { scene, planned }, theme }: MapDrawing, nodes: ReadonlySet<number>, layer: string, corner: Point): Cell[] {
  const { dash, colour, label } = PLANNED_STATUS_STYLES.add;
  const pairs = new Map<string, readonly [number, number]>();
  for (const { own, far } of planned) {
    const exists = scene.linksOf[own]?.some((link) => scene.from[link] === far || scene.to[link] === far);
    const [low, high] = [Math.min(own, far), Math.max(own, far)];
    if (!exists && nodes.has(own) && nodes.has(far)) pairs.set(`planned ${keyOf(scene, low)}|${keyOf(scene, high)}`, [low, high]);
  }
  const style = { ...lineStyle(colour[theme], dash ?? []), ...LABEL_STYLE, fontColor: colour[theme] };
  return [...pairs].map(([id, [low, high]]) => {
    const edge: Cell = {
      kind: 'edge',
      id,
      parent: layer,
      label,
      style: { ...style, labelBackgroundColor: PALETTES[theme].background },
      ends: { source: keyOf(scene, low), target: keyOf(scene, high) },
    };
    return withCorners(edge, scene, low, high, corner);
  });
}

const keyOf = ({ nodes }: Scene, node: number): string => nodes[node]?.key ?? '';

function dataOf(topology: Topology, nameOf: Namer, peering: Peering): Attributes {
  const from = halfData('from', describeHalf(topology, nameOf, peering, peering.a), peering.ab);
  return { ...from, ...halfData('to', describeHalf(topology, nameOf, peering, peering.b), peering.ba) };
}

/** Returns the data of the half at one end of a line: `fromState`, `toOptions` and so on. */
function halfData(end: 'from' | 'to', { statusText, options }: HalfDescription, half: Half | undefined): Attributes {
  return {
    [`${end}State`]: statusText,
    [`${end}Half`]: half?.name,
    [`${end}ArmId`]: half?.id,
    [`${end}Sync`]: half?.sync,
    [`${end}Options`]: options.join('; ') || undefined,
    [`${end}LearnedPrefixes`]: half?.remoteLearned?.join(', '),
  };
}
