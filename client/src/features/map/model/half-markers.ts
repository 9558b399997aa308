import type { ResourceKey } from '@peerscape/shared/arm';
import type { PeeringKey } from '@peerscape/shared/topology';
import type { Scene } from './scene.ts';

/** Value attached to an existing or planned half; both VNets by their node index. */
export interface HalfMarker<T> {
  readonly own: number;
  readonly far: number;
  readonly what: T;
}

/** Returns the half-configured links among the peerings that an apply is writing. */
export const findWritingLinks = ({ links, linkIndexOf }: Scene, writing: ReadonlySet<PeeringKey>): ReadonlySet<number> =>
  new Set([...writing].flatMap((key) => linkIndexOf.get(key) ?? []).filter((link) => links[link]?.halfConfigured));

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
