import { around, type Box, roomAt } from '../geometry/room.ts';
import { GROUP_PADDING, GROUP_WIDTH, headRoom } from '../placement/place.ts';
import type { Group } from './grouping.ts';
import { pointOf, type Scene } from './scene.ts';

/** A group as it stands on the map: a box around its VNets with a heading. */
export interface Container extends Group {
  readonly count: number;
  readonly box: Box;
  /** How high the room for the heading is. */
  readonly head: number;
}

/** The containers of a scene, the most populous first; none when VNets are not grouped. */
export function containersOf(scene: Scene): Container[] {
  const containers = new Map<string, Omit<Container, 'head'>>();
  scene.nodes.forEach(({ group }, i) => {
    if (group.id === '' && group.title === '') return;
    const room = roomAt(pointOf(scene, i));
    const known = containers.get(group.id);
    containers.set(group.id, {
      ...group,
      count: (known?.count ?? 0) + 1,
      box: known ? grown(known.box, room) : room,
    });
  });
  const whole = around([...containers.values()].map(({ box }) => box));
  if (!whole) return [];
  return [...containers.values()].map((container) => withHead(container, headRoom(whole, container.box))).sort((p, q) => q.count - p.count);
}

const grown = (box: Box, more: Box): Box => ({
  x1: Math.min(box.x1, more.x1),
  y1: Math.min(box.y1, more.y1),
  x2: Math.max(box.x2, more.x2),
  y2: Math.max(box.y2, more.y2),
});

const withHead = (container: Omit<Container, 'head'>, head: number): Container => ({
  ...container,
  head,
  box: padded(container.box, head),
});

const padded = ({ x1, y1, x2, y2 }: Box, head: number): Box => ({
  x1: x1 - GROUP_PADDING.side,
  y1: y1 - head,
  x2: Math.max(x2, x1 + GROUP_WIDTH) + GROUP_PADDING.side,
  y2: y2 + GROUP_PADDING.bottom,
});

/** `12 VNets`; ghosts count, for they stand there too. */
export const countText = (count: number): string => (count === 1 ? '1 VNet' : `${count.toLocaleString('en')} VNets`);
