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

/** One line of a legend: what is shown as a sample, and what it means. */
export type LegendItem = { readonly label: string } & (
  | { readonly kind: 'half'; readonly style: HalfStyle }
  | { readonly kind: 'plan'; readonly style: PlanStyle }
  | { readonly kind: 'option'; readonly glyph: HalfOption['glyph'] }
  | { readonly kind: 'badge'; readonly badge: Badge }
  | { readonly kind: 'connected-group' | 'mesh' | 'ghost' | 'findings' }
);

/** What needs to be explained about a drawing: only what occurs in the part that is drawn. */
export function legendItems(drawn: Drawn, extent: Extent): LegendItem[] {
  const { scene, connectedGroups, meshHulls, findings } = drawn.picture;
  const zoom = zoomOf(drawn, extent);
  const box = boxOf(drawn, extent);
  const links = linksIn(scene, box);
  const inBox = new Set(nodesIn(scene, box));
  const nodes = [...inBox].flatMap((node) => scene.nodes[node] ?? []);
  const isNear = levelAt(zoom) === 'near';
  const looks = new Set(links.flatMap((link) => [scene.look[2 * link], scene.look[2 * link + 1]]));
  const bits = links.reduce((all, link) => all | (scene.links[link]?.options[0] ?? 0) | (scene.links[link]?.options[1] ?? 0), 0);
  const badges = new Set(isNear ? nodes.flatMap((node) => node.badges.map(({ text }) => text)) : []);
  const changes = new Set(plannedIn(drawn, extent).map(({ what }) => planLookOf(what)));
  const has = (there: boolean, item: LegendItem): LegendItem[] => (there ? [item] : []);
  return [
    ...LOOKS.flatMap((look, number) => has(looks.has(number), { kind: 'half', style: HALF_LOOKS[look], label: HALF_LOOKS[look].label })),
    ...PLANNED.flatMap((look) => has(changes.has(look), { kind: 'plan', style: PLAN_LOOKS[look], label: PLAN_LOOKS[look].label })),
    ...has(
      meshHulls.some((hull) => linesSeen(hull, zoom) < 1 && hull.nodes.some((node) => inBox.has(node))),
      { kind: 'mesh', label: 'Large mesh: only lines that need attention are drawn' },
    ),
    ...has(connectedGroups.length > 0, { kind: 'connected-group', label: 'Connected group of Virtual Network Manager' }),
    ...has(
      nodes.some(({ kind }) => kind === 'ghost'),
      { kind: 'ghost', label: 'VNet that may not be read' },
    ),
    // a sign that stands for a look already is not explained twice
    ...HALF_OPTIONS.filter(({ glyph }) => glyph !== 'no-entry' || !looks.has(lookIndex['access-off'])).flatMap(({ bit, glyph, label }) =>
      has(isNear && (bits & bit) !== 0, { kind: 'option', glyph, label }),
    ),
    ...BADGES.flatMap((badge) => has(badges.has(badge.text), { kind: 'badge', badge, label: badge.meaning })),
    ...has(
      nodes.some(({ key }) => findings.has(key)),
      { kind: 'findings', label: 'Number of errors and warnings' },
    ),
  ];
}

const plannedIn = ({ picture: { scene, planned }, view, size }: Drawn, extent: Extent) =>
  extent === 'whole' ? planned : marksInView({ scene, view, screen: size }, planned);
