import type { Box, Point } from '../geometry/bounds.ts';
import type { Container } from './containers.ts';
import { positionOf, type Scene } from './scene.ts';

/** Line that several peerings between two groups share. */
interface Trunk {
  readonly from: Point;
  readonly to: Point;
  readonly count: number;
}

/** Peerings between groups when zoomed out: each goes from its VNet to the edge of the group, where all to the same group join in a trunk. */
export interface Bundles {
  readonly trunks: readonly Trunk[];
  /** Lines from VNets to trunks. */
  readonly branches: readonly { readonly node: number; readonly from: Point; readonly to: Point }[];
}

const cache = new WeakMap<readonly Container[], Bundles>();

/** Tests whether peerings between groups are drawn as bundles: when zoomed out, unless a filter tells some of them apart. */
export const hasBundles = (
  { isClose }: { readonly isClose: boolean },
  { containers, dimmed }: { readonly containers: readonly Container[]; readonly dimmed: object | undefined },
): boolean => !isClose && containers.length > 0 && dimmed === undefined;

/** Tests whether a peering is part of a bundle. One that needs attention never is. */
export const isBundled = ({ nodes, from, to, needsAttention }: Scene, link: number): boolean =>
  !needsAttention[link] && nodes[from[link] ?? 0]?.group.id !== nodes[to[link] ?? 0]?.group.id;

/** Returns the bundles of a scene; none when VNets are not grouped. */
export function bundlesOf(scene: Scene, containers: readonly Container[]): Bundles {
  const cached = cache.get(containers);
  if (cached) return cached;
  const bundles = computeBundles(scene, containers);
  cache.set(containers, bundles);
  return bundles;
}

function computeBundles(scene: Scene, containers: readonly Container[]): Bundles {
  const boxes = new Map(containers.map(({ id, box }) => [id, box]));
  const trunks = new Map<string, Trunk>();
  const branches = new Map<string, Bundles['branches'][number]>();
  for (const link of scene.links.keys()) {
    if (!isBundled(scene, link)) continue;
    const [a, b] = [scene.from[link] ?? 0, scene.to[link] ?? 0];
    const [one = '', other = ''] = [scene.nodes[a]?.group.id, scene.nodes[b]?.group.id];
    const [boxA, boxB] = [boxes.get(one), boxes.get(other)];
    if (!boxA || !boxB) continue;
    const pair = one < other ? `${one}\n${other}` : `${other}\n${one}`;
    const [from, to] = [edgeTowards(boxA, centreOf(boxB)), edgeTowards(boxB, centreOf(boxA))];
    const trunk = trunks.get(pair);
    trunks.set(pair, trunk ? { ...trunk, count: trunk.count + 1 } : { from, to, count: 1 });
    branches.set(`${a} ${other}`, { node: a, from: positionOf(scene, a), to: from });
    branches.set(`${b} ${one}`, { node: b, from: positionOf(scene, b), to });
  }
  return { trunks: [...trunks.values()], branches: [...branches.values()] };
}

const centreOf = ({ x1, y1, x2, y2 }: Box): Point => ({ x: (x1 + x2) / 2, y: (y1 + y2) / 2 });

/** Returns the point of a box's edge on the line from its centre to a point. */
function edgeTowards(box: Box, to: Point): Point {
  const { x, y } = centreOf(box);
  const [dx, dy] = [to.x - x, to.y - y];
  const share = Math.min((box.x2 - box.x1) / 2 / Math.max(Math.abs(dx), 1e-6), (box.y2 - box.y1) / 2 / Math.max(Math.abs(dy), 1e-6), 1);
  return { x: x + dx * share, y: y + dy * share };
}
