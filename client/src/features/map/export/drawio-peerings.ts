import type { Half, HalfLook, Peering, Topology } from '@peerscape/shared/topology';
import { HALF_LOOKS, PLAN_LOOKS, PLANNED_WORDS, type PlannedChange, planLookOf, type Theme } from '../../../lib/format/half-looks.ts';
import { nameOf } from '../../../lib/format/names.ts';
import type { MapLink } from '../model/elements.ts';
import { PALETTES } from '../model/palette.ts';
import { halfInWords } from '../model/words.ts';
import type { Cell, EdgeLabel, Style } from './drawio-cells.ts';
import type { Drawn } from './drawn.ts';
import type { Attributes } from './xml.ts';

/** Half statuses from worst to best. A draw.io line has only one style, that of its worst half; missing halves come last because they have no line. */
const WORST_FIRST: readonly HalfLook[] = [
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
 * `layerOf` gets the link index, or undefined for peerings that only exist in the draft.
 */
export function peeringCells(drawing: Drawn, nodes: ReadonlySet<number>, layerOf: (link?: number) => string): Cell[] {
  const { topology, picture } = drawing;
  const { scene, faint } = picture;
  const planned = plannedByPair(drawing);
  const existing = scene.links.flatMap((link, number) => {
    const [from = 0, to = 0] = [scene.from[number], scene.to[number]];
    const peering = topology.peerings.get(link.key);
    if (!peering || !nodes.has(from) || !nodes.has(to)) return [];
    const isFaint = faint?.[from] === 1 || faint?.[to] === 1;
    return peeringCell(drawing, link, peering, planned.get(link.key) ?? [undefined, undefined], layerOf(number), isFaint);
  });
  return [...existing, ...newPeerings(drawing, nodes, layerOf())];
}

/** Returns the planned changes of existing peerings, by link key. */
function plannedByPair({ picture: { scene, planned } }: Drawn): Map<string, PlannedChanges> {
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
  { topology, theme }: Drawn,
  link: MapLink,
  peering: Peering,
  planned: PlannedChanges,
  layer: string,
  isFaint: boolean,
): Cell[] {
  const faint: Style = isFaint ? { opacity: 25, textOpacity: 35 } : {};
  const status = WORST_FIRST.find((one) => link.looks.includes(one)) ?? 'connected';
  const edge: Cell = {
    kind: 'edge',
    id: link.key,
    parent: layer,
    label: '',
    style: { ...lineStyle(HALF_LOOKS[status].colour[theme], HALF_LOOKS[status].dash ?? [3, 3]), ...faint },
    data: { from: nameOf(topology, link.a), to: nameOf(topology, link.b), ...dataOf(topology, peering) },
    ends: { source: link.a, target: link.b },
  };
  const labels = ([0, 1] as const).flatMap((side) => halfLabel(edge.id, side, link.looks[side], planned[side], theme, faint));
  return [edge, ...labels];
}

/** Returns the style of a line without arrows, with the same dashes as on the map. */
export const lineStyle = (colour: string, dash: readonly number[]): Style => ({
  endArrow: 'none',
  startArrow: 'none',
  strokeColor: colour,
  strokeWidth: 2,
  ...(dash.length > 0 && { dashed: 1, dashPattern: dash.join(' '), fixDash: 1 }),
});

/** Labels a half that is not Connected or that is about to change, next to its VNet. */
function halfLabel(
  edge: string,
  side: 0 | 1,
  status: HalfLook,
  change: PlannedChange | undefined,
  theme: Theme,
  faint: Style,
): EdgeLabel[] {
  const labels = [...(status === 'connected' ? [] : [HALF_LOOKS[status].label]), ...(change ? [PLANNED_WORDS[change]] : [])];
  if (labels.length === 0) return [];
  const colour = change ? PLAN_LOOKS[planLookOf(change)].colour : HALF_LOOKS[status].colour;
  const style = { ...LABEL_STYLE, fontColor: colour[theme], labelBackgroundColor: PALETTES[theme].background, ...faint };
  return [{ kind: 'edge-label', id: `${edge} ${side}`, parent: edge, label: labels.join(', '), style, along: side === 0 ? -0.5 : 0.5 }];
}

const LABEL_STYLE: Style = { align: 'center', verticalAlign: 'middle', resizable: 0, fontSize: 10, fontStyle: 1 };

/** Creates the peerings that only exist in the draft. */
function newPeerings({ picture: { scene, planned }, theme }: Drawn, nodes: ReadonlySet<number>, layer: string): Cell[] {
  const { dash, colour, label } = PLAN_LOOKS.add;
  const pairs = new Map<string, readonly [string, string]>();
  for (const { own, far } of planned) {
    const exists = scene.linksOf[own]?.some((link) => scene.from[link] === far || scene.to[link] === far);
    const [a, b] = [scene.nodes[Math.min(own, far)]?.key, scene.nodes[Math.max(own, far)]?.key];
    if (!exists && a && b && nodes.has(own) && nodes.has(far)) pairs.set(`planned ${a}|${b}`, [a, b]);
  }
  return [...pairs].map(
    ([id, [source, target]]): Cell => ({
      kind: 'edge',
      id,
      parent: layer,
      label,
      style: {
        ...lineStyle(colour[theme], dash ?? []),
        ...LABEL_STYLE,
        fontColor: colour[theme],
        labelBackgroundColor: PALETTES[theme].background,
      },
      ends: { source, target },
    }),
  );
}

function dataOf(topology: Topology, peering: Peering): Attributes {
  return { ...halfData('from', topology, peering, peering.ab, peering.a), ...halfData('to', topology, peering, peering.ba, peering.b) };
}

/** Returns the data of the half at one end of a line: `fromState`, `toOptions` and so on. */
function halfData(end: 'from' | 'to', topology: Topology, peering: Peering, half: Half | undefined, owner: Peering['a']): Attributes {
  const { state, options } = halfInWords(topology, peering, owner);
  return {
    [`${end}State`]: state,
    [`${end}Half`]: half?.name,
    [`${end}ArmId`]: half?.id,
    [`${end}Sync`]: half?.sync,
    [`${end}Options`]: options.join('; ') || undefined,
    [`${end}LearnedPrefixes`]: half?.remoteLearned?.join(', '),
  };
}
