import type { Half, HalfLook, Peering, Topology } from '@peerscape/shared/topology';
import { HALF_LOOKS, PLAN_LOOKS, PLANNED_WORDS, type PlannedChange, planLookOf, type Theme } from '../../../lib/format/half-looks.ts';
import { nameOf } from '../../../lib/format/names.ts';
import type { MapLink } from '../model/elements.ts';
import { PALETTES } from '../model/palette.ts';
import { halfInWords } from '../model/words.ts';
import type { Cell, EdgeLabel, Style } from './drawio-cells.ts';
import type { Drawn } from './drawn.ts';
import type { Attributes } from './xml.ts';

/** Which look a line takes that has only one: what is worst, except that what is not there has no line. */
const WORST: readonly HalfLook[] = ['disconnected', 'initiated', 'other', 'out-of-sync', 'access-off', 'connected', 'unknown', 'missing'];

/** What is told at each end of a line, by the side of its peering. */
type Planned = readonly [PlannedChange | undefined, PlannedChange | undefined];

/** The peerings as lines between their VNets, each with the states of its halves beside their own VNets, and all that is known of them as data. What only a draft knows has no number. */
export function peeringCells(drawn: Drawn, nodes: ReadonlySet<number>, layerOf: (link?: number) => string): Cell[] {
  const { topology, picture } = drawn;
  const { scene, faint } = picture;
  const planned = plannedByPair(drawn);
  const drawnLinks = scene.links.flatMap((link, number) => {
    const [from = 0, to = 0] = [scene.from[number], scene.to[number]];
    const peering = topology.peerings.get(link.key);
    if (!peering || !nodes.has(from) || !nodes.has(to)) return [];
    const isFaint = faint?.[from] === 1 || faint?.[to] === 1;
    return peeringCell(drawn, link, peering, planned.get(link.key) ?? [undefined, undefined], layerOf(number), isFaint);
  });
  return [...drawnLinks, ...newPeerings(drawn, nodes, layerOf())];
}

/** What a draft does to the halves of peerings that are there. */
function plannedByPair({ picture: { scene, planned } }: Drawn): Map<string, Planned> {
  const found = new Map<string, Planned>();
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
  planned: Planned,
  layer: string,
  isFaint: boolean,
): Cell[] {
  const faint: Style = isFaint ? { opacity: 25, textOpacity: 35 } : {};
  const look = WORST.find((one) => link.looks.includes(one)) ?? 'connected';
  const edge: Cell = {
    kind: 'edge',
    id: link.key,
    parent: layer,
    label: '',
    style: { ...lineStyle(HALF_LOOKS[look].colour[theme], HALF_LOOKS[look].dash ?? [3, 3]), ...faint },
    data: { from: nameOf(topology, link.a), to: nameOf(topology, link.b), ...dataOf(topology, peering) },
    ends: { source: link.a, target: link.b },
  };
  const labels = ([0, 1] as const).flatMap((side) => halfLabel(edge.id, side, link.looks[side], planned[side], theme, faint));
  return [edge, ...labels];
}

/** A line without arrows, since a peering has none; dashes as the map has them. */
export const lineStyle = (colour: string, dash: readonly number[]): Style => ({
  endArrow: 'none',
  startArrow: 'none',
  strokeColor: colour,
  strokeWidth: 2,
  ...(dash.length > 0 && { dashed: 1, dashPattern: dash.join(' '), fixDash: 1 }),
});

/** What is not plain about a half, beside the VNet that owns it or should. */
function halfLabel(edge: string, side: 0 | 1, look: HalfLook, change: PlannedChange | undefined, theme: Theme, faint: Style): EdgeLabel[] {
  const words = [...(look === 'connected' ? [] : [HALF_LOOKS[look].label]), ...(change ? [PLANNED_WORDS[change]] : [])];
  if (words.length === 0) return [];
  const colour = change ? PLAN_LOOKS[planLookOf(change)].colour : HALF_LOOKS[look].colour;
  const style = { ...LABEL, fontColor: colour[theme], labelBackgroundColor: PALETTES[theme].background, ...faint };
  return [{ kind: 'edge-label', id: `${edge} ${side}`, parent: edge, label: words.join(', '), style, along: side === 0 ? -0.5 : 0.5 }];
}

const LABEL: Style = { align: 'center', verticalAlign: 'middle', resizable: 0, fontSize: 10, fontStyle: 1 };

/** Peerings that only a draft knows. */
function newPeerings({ picture: { scene, planned }, theme }: Drawn, nodes: ReadonlySet<number>, layer: string): Cell[] {
  const { dash, colour, label } = PLAN_LOOKS.add;
  const pairs = new Map<string, readonly [string, string]>();
  for (const { own, far } of planned) {
    const isThere = scene.linksOf[own]?.some((link) => scene.from[link] === far || scene.to[link] === far);
    const [a, b] = [scene.nodes[Math.min(own, far)]?.key, scene.nodes[Math.max(own, far)]?.key];
    if (!isThere && a && b && nodes.has(own) && nodes.has(far)) pairs.set(`planned ${a}|${b}`, [a, b]);
  }
  return [...pairs].map(
    ([id, [source, target]]): Cell => ({
      kind: 'edge',
      id,
      parent: layer,
      label,
      style: {
        ...lineStyle(colour[theme], dash ?? []),
        ...LABEL,
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

/** A half as data: `fromState`, `toOptions` and so on, for the half that the line's source or target owns. */
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
