import type { ResourceKey } from '@peerscape/shared/arm';
import type { HalfApplyStatus } from '../../../lib/format/half-status-styles.ts';
import { linkBetween, type Scene } from './scene.ts';

/** Value attached to an existing or planned half; both VNets by their node index. */
export interface HalfMarker<T> {
  readonly own: number;
  readonly far: number;
  readonly what: T;
}

/** Statuses of the halves of one link in an apply, while the other one may have none. */
const isUnfinished = (statuses: readonly HalfApplyStatus[]): boolean =>
  statuses.some((status) => status === 'waiting' || status === 'running') ||
  // both are done, so what was read of the link is older
  (statuses.length === 2 && statuses.every((status) => status === 'done'));

/** Returns the half-configured links that an apply has not completed, as far as is known. */
export function findWritingLinks(scene: Scene, marks: readonly HalfMarker<HalfApplyStatus>[]): ReadonlySet<number> {
  const statuses = new Map<number, HalfApplyStatus[]>();
  for (const { own, far, what } of marks) {
    const link = linkBetween(scene, own, far);
    if (link !== undefined && scene.links[link]?.halfConfigured) statuses.set(link, [...(statuses.get(link) ?? []), what]);
  }
  return new Set([...statuses].flatMap(([link, all]) => (isUnfinished(all) ? [link] : [])));
}

/** Parses a half's key `from>to` into its two VNets. */
export function parseHalfKey(halfKey: string): readonly [ResourceKey, ResourceKey] {
  const separator = halfKey.indexOf('>');
  return [halfKey.slice(0, separator) as ResourceKey, halfKey.slice(separator + 1) as ResourceKey];
}

/** Creates the markers for values keyed by `from>to` whose VNets are both in the scene. The half need not exist yet. */
export function createHalfMarkers<T>({ indexOf }: Scene, values: ReadonlyMap<string, T>): readonly HalfMarker<T>[] {
  return [...values].flatMap(([key, value]) => {
    const [local, remote] = parseHalfKey(key).map((end) => indexOf.get(end));
    return local === undefined || remote === undefined || local === remote ? [] : [{ own: local, far: remote, what: value }];
  });
}
