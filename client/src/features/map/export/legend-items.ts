import { HALF_OPTIONS, type HalfOption } from '../../../lib/format/half-options.ts';
import {
  HALF_STATUS_STYLES,
  HALF_STATUSES,
  type HalfStatusStyle,
  PLANNED_STATUS_STYLES,
  PLANNED_STATUSES,
  type PlannedStatusStyle,
  plannedStatusOf,
  statusIndex,
} from '../../../lib/format/half-status-styles.ts';
import { detailLevel } from '../geometry/detail-level.ts';
import { BADGES, type Badge } from '../model/badges.ts';
import { lineVisibility } from '../model/mesh-hulls.ts';
import { findLinksInBox } from '../paint/lines.ts';
import { filterVisibleMarks } from '../paint/planned-halves.ts';
import { findNodesInBox } from '../paint/shapes.ts';
import { boxOf, type Extent, type MapDrawing, zoomOf } from './map-drawing.ts';

/** One item of a legend: a sample and its meaning. */
export type LegendItem = { readonly label: string } & (
  | { readonly kind: 'half'; readonly style: HalfStatusStyle }
  | { readonly kind: 'plan'; readonly style: PlannedStatusStyle }
  | { readonly kind: 'option'; readonly glyph: HalfOption['glyph'] }
  | { readonly kind: 'badge'; readonly badge: Badge }
  | { readonly kind: 'connected-group' | 'mesh' | 'ghost' | 'findings' }
);

/** Returns the legend items for a drawing: only what occurs in the exported part. */
export function legendItems(drawing: MapDrawing, extent: Extent): LegendItem[] {
  const { scene, connectedGroups, meshHulls, findings } = drawing.picture;
  const zoom = zoomOf(drawing, extent);
  const box = boxOf(drawing, extent);
  const links = findLinksInBox(scene, box);
  const inBox = new Set(findNodesInBox(scene, box));
  const nodes = [...inBox].flatMap((node) => scene.nodes[node] ?? []);
  const isNear = detailLevel(zoom) === 'near';
  const statuses = new Set(links.flatMap((link) => [scene.halfStatus[2 * link], scene.halfStatus[2 * link + 1]]));
  const bits = links.reduce((all, link) => all | (scene.links[link]?.options[0] ?? 0) | (scene.links[link]?.options[1] ?? 0), 0);
  const badges = new Set(isNear ? nodes.flatMap((node) => node.badges.map(({ text }) => text)) : []);
  const changes = new Set(plannedIn(drawing, extent).map(({ what }) => plannedStatusOf(what)));
  const itemIf = (condition: boolean, item: LegendItem): LegendItem[] => (condition ? [item] : []);
  return [
    ...HALF_STATUSES.flatMap((status, index) =>
      itemIf(statuses.has(index), { kind: 'half', style: HALF_STATUS_STYLES[status], label: HALF_STATUS_STYLES[status].label }),
    ),
    ...PLANNED_STATUSES.flatMap((change) =>
      itemIf(changes.has(change), { kind: 'plan', style: PLANNED_STATUS_STYLES[change], label: PLANNED_STATUS_STYLES[change].label }),
    ),
    ...itemIf(
      meshHulls.some((hull) => lineVisibility(hull, zoom) < 1 && hull.nodes.some((node) => inBox.has(node))),
      { kind: 'mesh', label: 'Large mesh: only lines that need attention are drawn' },
    ),
    ...itemIf(connectedGroups.length > 0, { kind: 'connected-group', label: 'Connected group of Azure Virtual Network Manager' }),
    ...itemIf(
      nodes.some(({ kind }) => kind === 'ghost'),
      { kind: 'ghost', label: 'VNet not visible' },
    ),
    // a glyph that is already explained as a half status is not repeated
    ...HALF_OPTIONS.filter(({ glyph }) => glyph !== 'no-entry' || !statuses.has(statusIndex['access-off'])).flatMap(
      ({ bit, glyph, label }) => itemIf(isNear && (bits & bit) !== 0, { kind: 'option', glyph, label }),
    ),
    ...BADGES.flatMap((badge) => itemIf(badges.has(badge.text), { kind: 'badge', badge, label: badge.meaning })),
    ...itemIf(
      nodes.some(({ key }) => findings.has(key)),
      { kind: 'findings', label: 'Number of errors and warnings' },
    ),
  ];
}

const plannedIn = ({ picture: { scene, planned }, view, size }: MapDrawing, extent: Extent) =>
  extent === 'whole' ? planned : filterVisibleMarks({ scene, view, screen: size }, planned);
