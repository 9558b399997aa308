import { plannedStatusOf, statusIndex } from '../../../lib/format/half-status-styles.ts';
import { detailLevel, isClose } from '../geometry/detail-level.ts';
import { hasBundles, isBundled } from '../model/bundles.ts';
import { LEGEND, type LegendItem } from '../model/legend.ts';
import { lineVisibility } from '../model/mesh-hulls.ts';
import { findLinksInBox } from '../paint/lines.ts';
import { missingEndOf } from '../paint/missing-ends.ts';
import { filterVisibleMarks } from '../paint/planned-halves.ts';
import { findNodesInBox } from '../paint/shapes.ts';
import { boxOf, type Extent, type MapDrawing, zoomOf } from './map-drawing.ts';

/** Returns the legend items for a drawing: only what occurs in the exported part. */
export function findLegendItems(drawing: MapDrawing, extent: Extent): readonly LegendItem[] {
  const occurs = createOccurrenceTest(drawing, extent);
  return LEGEND.flatMap(({ items }) => items).filter(occurs);
}

function createOccurrenceTest(drawing: MapDrawing, extent: Extent): (item: LegendItem) => boolean {
  const { scene, containers, connectedGroups, meshHulls, findings } = drawing.picture;
  const zoom = zoomOf(drawing, extent);
  const box = boxOf(drawing, extent);
  const links = findLinksInBox(scene, box);
  const inBox = new Set(findNodesInBox(scene, box));
  const nodes = [...inBox].flatMap((node) => scene.nodes[node] ?? []);
  const isNear = detailLevel(zoom) === 'near';
  const statuses = new Set(links.flatMap((link) => [scene.halfStatus[2 * link], scene.halfStatus[2 * link + 1]]));
  const optionBits = links.reduce((all, link) => all | (scene.links[link]?.options[0] ?? 0) | (scene.links[link]?.options[1] ?? 0), 0);
  const badges = new Set(nodes.flatMap((node) => node.badges.map(({ text }) => text)));
  const planned = new Set(plannedIn(drawing, extent).map(({ what }) => plannedStatusOf(what)));
  return (item) => {
    switch (item.kind) {
      case 'half':
        return statuses.has(statusIndex[item.status]);
      case 'plan':
        return planned.has(item.status);
      case 'missing-end':
        return isNear && links.some((link) => missingEndOf(scene, link) !== undefined);
      case 'role':
        return nodes.some(({ role }) => role === item.role);
      case 'card':
        return isNear;
      case 'dimmed':
        return drawing.picture.dimmed?.includes(1) === true;
      case 'group':
        return containers.length > 0;
      case 'bundle':
        return hasBundles({ isClose: isClose(zoom) }, drawing.picture) && links.some((link) => isBundled(scene, link));
      case 'mesh':
        return meshHulls.some((hull) => lineVisibility(hull, zoom) < 1 && hull.nodes.some((node) => inBox.has(node)));
      case 'connected-group':
        return connectedGroups.length > 0;
      case 'ghost':
        return nodes.some(({ kind }) => kind === 'ghost');
      case 'option': {
        // a glyph that is already explained as a half status is not repeated
        const isStatus = item.option.glyph === 'no-entry' && statuses.has(statusIndex['access-off']);
        return isNear && !isStatus && (optionBits & item.option.bit) !== 0;
      }
      case 'badge':
        return isNear && badges.has(item.badge.text);
      case 'findings':
        return nodes.some(({ key }) => findings.has(key));
      // an exported picture has no marks of what is open or under way
      case 'selected':
      case 'highlighted':
      case 'apply':
      case 'path':
      case 'path-end':
        return false;
    }
  };
}

const plannedIn = ({ picture: { scene, planned }, view, size }: MapDrawing, extent: Extent) =>
  extent === 'whole' ? planned : filterVisibleMarks({ scene, view, screen: size }, planned);
