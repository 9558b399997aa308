import type { Source } from '@peerscape/shared/topology';
import { count, formatNumber, formatUtcTime } from '../../../lib/format/format.ts';
import { formatSource } from '../../../lib/format/format-source.ts';
import { countGhosts } from '../../../lib/format/ghost-labels.ts';
import { visibleBounds } from '../geometry/view.ts';
import { describeMissingBadges } from '../model/badges.ts';
import { describeSharedName } from '../model/descriptions.ts';
import { findNodesInBox } from '../paint/shapes.ts';
import type { Caption, Extent, MapDrawing } from './map-drawing.ts';

/** Origin of the map: its source, the time of the read and the active filter. */
export interface MapOrigin {
  readonly source: Source;
  /** ISO 8601 UTC. */
  readonly readAt: string;
  readonly filter: string;
}

/** Returns the caption for a drawing of the given extent. */
export function captionOf(drawing: MapDrawing, { source, readAt, filter }: MapOrigin, extent: Extent): Caption {
  const missing = describeMissingBadges(drawing.topology);
  const sharedName = describeSharedName(drawing.picture.scene.sharedName);
  return {
    title: formatSource(source),
    facts: [
      ...contentOf(drawing, extent),
      // the file may be read in any time zone
      `as of ${formatUtcTime(new Date(readAt))}`,
      ...(sharedName ? [sharedName] : []),
      ...(missing ? [missing] : []),
    ],
    filter: filter.trim(),
  };
}

/**
 * Describes the content: `45 VNets, 3 VNets not visible, 47 peerings`, or for a part of the map `12 of 45 VNets in view`. VNets and peerings
 * that the filter hides are counted.
 */
function contentOf({ topology, picture: { scene }, ...drawing }: MapDrawing, extent: Extent): string[] {
  const { vnets, ghosts, peerings } = topology;
  const isVNet = (node: number) => scene.nodes[node]?.kind === 'vnet';
  const drawn = [...scene.nodes.keys()].filter(isVNet).length;
  const inView = extent === 'view' ? findNodesInBox(scene, visibleBounds(drawing.view, drawing.size)).filter(isVNet).length : drawn;
  const isHiding = scene.nodes.length < vnets.size + ghosts.size || scene.links.length < peerings.size;
  if (inView < drawn) return [`${formatNumber(inView)} of ${count(vnets.size, 'VNet')} in view`, ...(isHiding ? [HIDING] : [])];
  if (isHiding) {
    return [
      `${formatNumber(drawn)} of ${count(vnets.size, 'VNet')}, ${formatNumber(scene.links.length)} of ${count(peerings.size, 'peering')}`,
      HIDING,
    ];
  }
  return [[count(vnets.size, 'VNet'), ...countGhosts(ghosts.values(), 'not visible'), count(peerings.size, 'peering')].join(', ')];
}

const HIDING = 'what does not match the filter is hidden';
