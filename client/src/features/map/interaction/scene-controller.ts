import type { ResourceKey } from '@peerscape/shared/arm';
import type { Refusal } from '@peerscape/shared/plan';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import type { GraphHandle } from '../cy/mount-graph.ts';
import type { Point } from '../geometry/bounds.ts';
import { createHalfMarkers, findWritingLinks } from '../model/half-markers.ts';
import { resolvePath } from '../model/scene-path.ts';
import type { FrameRenderer } from '../paint/frame-renderer.ts';
import { resolveHighlights } from '../paint/highlights.ts';
import type { Picture } from '../paint/painter.ts';
import type { Camera } from './camera.ts';
import { createPicture, maskNodes, type NodeMask } from './create-picture.ts';
import { focusOf, focusOnPath, type Target } from './focus.ts';
import type { MapInput } from './map-io.ts';
import { createSceneState, type SceneState } from './scene-state.ts';
import { createSceneSync } from './scene-sync.ts';

interface SceneControllerOptions {
  readonly graph: Pick<GraphHandle, 'view' | 'patch' | 'move'>;
  readonly frames: Pick<FrameRenderer, 'setPicture' | 'setFocus' | 'glow' | 'setOverlay'>;
  readonly camera: Pick<Camera, 'fit' | 'refit' | 'showContent'>;
  /** Returns true if the user prefers reduced motion. */
  still(): boolean;
  /** Called after the scene changed. */
  onChange(): void;
}

/** Applies the input of the map, and what gestures change, to the scene and shows it. */
export interface SceneController {
  readonly state: SceneState;
  /** Latest input; undefined before the first. */
  readonly input: MapInput | undefined;
  /** Current picture; undefined before the first input. */
  readonly picture: Picture | undefined;
  /** Applies the placement of an input; returns the indices of the halves that changed. */
  update(next: MapInput): readonly number[];
  /** Shows the scene with the latest input, and lets the changed halves glow. */
  show(changed: readonly number[]): void;
  /** Returns the target at a point of the map. */
  findTarget(at: Point, touch: boolean): Target | undefined;
  hover(item: FocusedItem | undefined): void;
  /** Dims the VNets that cannot be peered with a VNet; undefined restores all. */
  dim(refusals: ReadonlyMap<ResourceKey, Refusal> | undefined): void;
  /** Draws a VNet separately, which makes moving it cheap. */
  setDragged(key: ResourceKey | undefined): void;
  moveVNet(key: ResourceKey, at: Point): void;
  /** Moves a VNet, also in the graph behind the map. */
  placeVNet(key: ResourceKey, at: Point): void;
  /** Moves VNets that are being animated to their final positions. */
  stopAnimation(): void;
}

/** Creates the scene controller. */
export function createSceneController({ graph, frames, camera, still, onChange }: SceneControllerOptions): SceneController {
  const state = createSceneState();
  let input: MapInput | undefined;
  let picture: Picture | undefined;
  let hovered: FocusedItem | undefined;
  let dragged: ResourceKey | undefined;
  let refused: NodeMask | undefined;

  const showPicture = () => {
    if (!input) return;
    picture = createPicture(state, { ...input, refused, dragged: dragged && state.scene.indexOf.get(dragged) });
    frames.setPicture(picture, input.theme);
  };
  const showFocus = () => {
    const focus = focusOf(state.scene, input?.focused, hovered, input?.highlightedHalves);
    frames.setFocus(input?.path && !hovered ? focusOnPath(state.scene, resolvePath(state.scene, input.path)) : focus);
  };
  const sync = createSceneSync({
    state,
    graph,
    camera,
    still,
    onStep() {
      showPicture();
      onChange();
    },
  });
  const isDragged = (node: number) => state.scene.nodes[node]?.key === dragged;
  const moveVNet = (key: ResourceKey, at: Point) => void state.move(new Map([[key, at]]), dragged === undefined ? undefined : isDragged);

  return {
    state,
    get input() {
      return input;
    },
    get picture() {
      return picture;
    },
    update(next) {
      const changed = sync.update(next.placement, input?.placement, dragged, next.visible);
      input = next;
      return changed;
    },
    show(changed) {
      if (!input) return;
      const { scene } = state;
      showPicture();
      showFocus();
      frames.glow(changed);
      frames.setOverlay({
        highlights: resolveHighlights(scene, input.highlights),
        path: input.path && resolvePath(scene, input.path),
        selected: [...input.selected].flatMap((key) => scene.indexOf.get(key) ?? []),
        applying: createHalfMarkers(scene, input.applying),
        writing: findWritingLinks(scene, input.writing),
      });
      onChange();
    },
    findTarget: (at, touch) => state.findTarget(at, graph.view().zoom, touch, input),
    hover(item) {
      if (item?.key === hovered?.key) return;
      hovered = item;
      showFocus();
    },
    dim(refusals) {
      const isRefused = (key: ResourceKey) => (refusals?.get(key)?.code ?? 'self-peering') !== 'self-peering';
      refused = refusals && maskNodes(state.scene, ({ key }) => isRefused(key));
      showPicture();
    },
    setDragged(key) {
      // the lines of a VNet that was dropped go around cards again
      if (!key && dragged) state.invalidate();
      dragged = key;
      showPicture();
    },
    moveVNet,
    placeVNet(key, at) {
      moveVNet(key, at);
      graph.move(new Map([[key, at]]));
    },
    stopAnimation: sync.stop,
  };
}
