import { count as formatCount, formatNumber } from '../../../lib/format/format.ts';
import type { Group } from '../../../lib/format/grouping.ts';
import { type Box, cardBoundsOf, unionBoxes } from '../geometry/bounds.ts';
import { GROUP_PADDING, headingHeight, MIN_GROUP_WIDTH } from '../placement/place.ts';
import { positionOf, type Scene } from './scene.ts';

/** Group on the map: a box around its VNets, with a heading. */
export interface Container extends Group {
  /** Number of VNets in it; while some are hidden, of those that match the filter. */
  readonly count: number;
  /** Number of all its VNets. */
  readonly total: number;
  readonly box: Box;
  /** Height reserved for the heading, in map units. */
  readonly head: number;
}

/** Returns the containers of a scene, largest first; none when VNets are not grouped. */
export function containersOf(scene: Scene): Container[] {
  const containers = new Map<string, Omit<Container, 'head' | 'total'>>();
  scene.nodes.forEach(({ group }, i) => {
    if (group.id === '' && group.title === '') return;
    const bounds = cardBoundsOf(positionOf(scene, i), scene.card);
    const previous = containers.get(group.id);
    containers.set(group.id, {
      ...group,
      count: (previous?.count ?? 0) + 1,
      box: previous ? extend(previous.box, bounds) : bounds,
    });
  });
  const whole = unionBoxes([...containers.values()].map(({ box }) => box));
  if (!whole) return [];
  return [...containers.values()]
    .map((container) => {
      const { matching: count, total } = scene.groupSizes?.get(container.id) ?? { matching: container.count, total: container.count };
      return { ...container, count, total };
    })
    .map((container) => withHeader(container, headingHeight(whole, container.box)))
    .sort((p, q) => q.count - p.count);
}

const extend = (box: Box, more: Box): Box => ({
  x1: Math.min(box.x1, more.x1),
  y1: Math.min(box.y1, more.y1),
  x2: Math.max(box.x2, more.x2),
  y2: Math.max(box.y2, more.y2),
});

const withHeader = (container: Omit<Container, 'head'>, height: number): Container => ({
  ...container,
  head: height,
  box: addPadding(container.box, height),
});

const addPadding = ({ x1, y1, x2, y2 }: Box, headerHeight: number): Box => ({
  x1: x1 - GROUP_PADDING.side,
  y1: y1 - headerHeight,
  x2: Math.max(x2, x1 + MIN_GROUP_WIDTH) + GROUP_PADDING.side,
  y2: y2 + GROUP_PADDING.bottom,
});

/** Formats the number of VNets in a group, including ghosts: `12 VNets`, `3 of 12 VNets`. */
export function formatVNetCount({ count, total }: Pick<Container, 'count' | 'total'>): string {
  const all = formatCount(total, 'VNet');
  return count < total ? `${formatNumber(count)} of ${all}` : all;
}
