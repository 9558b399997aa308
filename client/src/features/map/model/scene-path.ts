import type { ResourceKey } from '@peerscape/shared/arm';
import type { PathWay } from '../../../lib/format/path-styles.ts';
import type { ReachPath } from '../../../lib/state/reach-path.ts';
import type { Scene } from './scene.ts';

/** Path of an answer in a scene; VNets by their node index. */
export interface ScenePath {
  readonly nodes: readonly number[];
  readonly legs: readonly { readonly from: number; readonly to: number; readonly way: PathWay }[];
  /** VNet in which packets are dropped, or from which on their way is not known. */
  readonly end: { readonly node: number; readonly towards: number | undefined; readonly outcome: 'dropped' | 'unknown' } | undefined;
}

/** Resolves a path in a scene; VNets outside the scene are skipped. */
export function resolvePath({ indexOf }: Scene, { there, back, end }: ReachPath): ScenePath {
  const resolve = (keys: readonly ResourceKey[]) => keys.flatMap((key) => indexOf.get(key) ?? []);
  const legsOf = (nodes: readonly number[], way: PathWay) =>
    nodes.slice(1).flatMap((to, i) => {
      const from = nodes[i];
      return from === undefined || from === to ? [] : [{ from, to, way }];
    });
  const [forward, backward] = [resolve(there), resolve(back)];
  const node = end && indexOf.get(end.vnet);
  const ends = end ? [end.vnet, ...(end.towards === undefined ? [] : [end.towards])] : [];
  return {
    nodes: [...new Set([...forward, ...backward, ...resolve(ends)])],
    legs: [...legsOf(forward, 'there'), ...legsOf(backward, 'back')],
    end:
      end && node !== undefined
        ? { node, towards: end.towards === undefined ? undefined : indexOf.get(end.towards), outcome: end.outcome }
        : undefined,
  };
}
