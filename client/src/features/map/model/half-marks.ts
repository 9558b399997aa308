import type { ResourceKey } from '@peerscape/shared/arm';
import type { Scene } from './scene.ts';

/** Something told about the half that one VNet owns or shall own, both VNets by their numbers. */
export interface HalfMark<T> {
  readonly own: number;
  readonly far: number;
  readonly what: T;
}

/** The two VNets of a half's key `from>to`. */
export function endsOf(halfKey: string): readonly [ResourceKey, ResourceKey] {
  const between = halfKey.indexOf('>');
  return [halfKey.slice(0, between) as ResourceKey, halfKey.slice(between + 1) as ResourceKey];
}

/** What is told about halves, by `from>to`, for those whose two VNets are on the map. There need be no such half yet. */
export function marksOn<T>({ indexOf }: Scene, told: ReadonlyMap<string, T>): readonly HalfMark<T>[] {
  return [...told].flatMap(([key, what]) => {
    const [own, far] = endsOf(key).map((end) => indexOf.get(end));
    return own === undefined || far === undefined || own === far ? [] : [{ own, far, what }];
  });
}
