import {
  HALF_LOOKS,
  type HalfStyle,
  LOOKS,
  lookIndex,
  PLAN_LOOKS,
  PLANNED,
  type PlanStyle,
  planLookOf,
} from '../../../lib/format/half-looks.ts';
import { HALF_OPTIONS, type HalfOption } from '../../../lib/format/half-options.ts';
import { levelAt } from '../geometry/level.ts';
import { BADGES, type Badge } from '../model/badges.ts';
import { linesSeen } from '../model/mesh-hulls.ts';
import { linksIn } from '../paint/lines.ts';
import { marksInView } from '../paint/planned.ts';
import { nodesIn } from '../paint/shapes.ts';
import { boxOf, type Drawn, type Extent, zoomOf } from './drawn.ts';

/** One item of a legend: a sample and its meaning. */
export type LegendItem = { readonly label: string } & (
  | { readonly kind: 'half'; readonly style: HalfStyle }
  | { readonly kind: 'plan'; readonly style: PlanStyle }
  | { readonly kind: 'option'; readonly glyph: HalfOption['glyph'] }
  | { readonly kind: 'badge'; readonly badge: Badge }
  | { readonly kind: 'connected-group' | 'mesh' | 'ghost' | 'findings' }
);

/** Returns the legend items for a drawing: only what occurs in the exported part. */
export function legendItems(drawing: Drawn, extent: Extent): LegendItem[] {
  const { scene, connectedGroups, meshHulls, findings } = drawing.picture;
  const zoom = zoomOf(drawing, extent);
  const box = boxOf(drawing, extent);
  const links = linksIn(scene, box);
  const inBox = new Set(nodesIn(scene, box));
  const nodes = [...inBox].flatMap((node) => scene.nodes[node] ?? []);
  const isNear = levelAt(zoom) === 'near';
  const statuses = new Set(links.flatMap((link) => [scene.look[2 * link], scene.look[2 * link + 1]]));
  const bits = links.reduce((all, link) => all | (scene.links[link]?.options[0] ?? 0) | (scene.links[link]?.options[1] ?? 0), 0);
  const badges = new Set(isNear ? nodes.flatMap((node) => node.badges.map(({ text }) => text)) : []);
  const changes = new Set(plannedIn(drawing, extent).map(({ what }) => planLookOf(what)));
  const itemIf = (condition: boolean, item: LegendItem): LegendItem[] => (condition ? [item] : []);
  return [
    ...LOOKS.flatMap((status, index) =>
      itemIf(statuses.has(index), { kind: 'half', style: HALF_LOOKS[status], label: HALF_LOOKS[status].label }),
    ),
    ...PLANNED.flatMap((change) =>
      itemIf(changes.has(change), { kind: 'plan', style: PLAN_LOOKS[change], label: PLAN_LOOKS[change].label }),
    ),
    ...itemIf(
      meshHulls.some((hull) => linesSeen(hull, zoom) < 1 && hull.nodes.some((node) => inBox.has(node))),
      { kind: 'mesh', label: 'Large mesh: only lines that need attention are drawn' },
    ),
    ...itemIf(connectedGroups.length > 0, { kind: 'connected-group', label: 'Connected group of Azure Virtual Network Manager' }),
    ...itemIf(
      nodes.some(({ kind }) => kind === 'ghost'),
      { kind: 'ghost', label: 'VNet not visible' },
    ),
    // a glyph that is already explained as a half status is not repeated
    ...HALF_OPTIONS.filter(({ glyph }) => glyph !== 'no-entry' || !statuses.has(lookIndex['access-off'])).flatMap(({ bit, glyph, label }) =>
      itemIf(isNear && (bits & bit) !== 0, { kind: 'option', glyph, label }),
    ),
    ...BADGES.flatMap((badge) => itemIf(badges.has(badge.text), { kind: 'badge', badge, label: badge.meaning })),
    ...itemIf(
      nodes.some(({ key }) => findings.has(key)),
      { kind: 'findings', label: 'Number of errors and warnings' },
    ),
  ];
}

const plannedIn = ({ picture: { scene, planned }, view, size }: Drawn, extent: Extent) =>
  extent === 'whole' ? planned : marksInView({ scene, view, screen: size }, planned);
