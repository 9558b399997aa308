import type { PeeringKey } from '@peerscape/shared/topology';
import { createHalfMarkers } from '../model/half-markers.ts';
import type { Scene } from '../model/scene.ts';
import type { Picture } from '../paint/painter.ts';
import type { MapInput } from './map-io.ts';
import type { SceneState } from './scene-state.ts';

/** 1 for each node of a scene that the picture dims. */
export type NodeMask = Uint8Array;

/** Input and state of gestures that change the picture. */
export interface PictureInput extends Pick<MapInput, 'shown' | 'shownLines' | 'findings' | 'planned'> {
  /** VNets that cannot be peered with the one whose handle is dragged. */
  readonly refused: NodeMask | undefined;
  readonly dragged: number | undefined;
}

/** Creates the picture of a scene. */
export function createPicture({ scene, order, annotations }: SceneState, input: PictureInput): Picture {
  const { shown, shownLines, findings, planned, refused, dragged } = input;
  const unmatched = shown && maskNodes(scene, ({ key }) => !shown.has(key));
  return {
    scene,
    ...annotations,
    labelOrder: order,
    dimmed: joinMasks(unmatched, refused),
    ...(shownLines && { dimmedLinks: maskLinks(scene, shownLines, refused) }),
    dragged,
    findings,
    planned: createHalfMarkers(scene, planned),
  };
}

/** Returns a mask of the nodes that satisfy a predicate. */
export const maskNodes = (scene: Scene, isMasked: (node: Scene['nodes'][number]) => boolean): NodeMask =>
  Uint8Array.from(scene.nodes, (node) => (isMasked(node) ? 1 : 0));

/** Returns a mask of the links that do not match the filter or end at a refused node. */
const maskLinks = ({ links, from, to }: Scene, shown: ReadonlySet<PeeringKey>, refused: NodeMask | undefined): Uint8Array =>
  Uint8Array.from(links, ({ key }, link) => (!shown.has(key) || refused?.[from[link] ?? 0] || refused?.[to[link] ?? 0] ? 1 : 0));

const joinMasks = (one: NodeMask | undefined, other: NodeMask | undefined): NodeMask | undefined =>
  one && other ? one.map((bit, node) => bit | (other[node] ?? 0)) : (one ?? other);
