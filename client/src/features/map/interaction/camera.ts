import type { Selection } from '../../../lib/state/selection.ts';
import { ZOOM } from '../geometry/level.ts';
import { around, type Box, type Point, roomAt } from '../geometry/room.ts';
import { type Size, toScreen, type View, viewOf, zoomedAt } from '../geometry/view.ts';
import type { Container } from '../model/containers.ts';
import { extentOf } from '../model/hit.ts';
import { pointOf, type Scene } from '../model/scene.ts';
import { neighbourhood } from './focus.ts';

/** What the camera looks at. */
interface Look {
  readonly scene: Scene;
  readonly containers: readonly Container[];
  readonly size: Size;
}

interface Stage {
  look(): Look;
  view(): View;
  show(view: View, milliseconds: number): void;
}

/** Moves the view. Until a person moves it by hand, the whole stays in view when the map's area changes its size. */
export interface Camera {
  /** A person has moved the view by hand. */
  taken(): void;
  /** Shows everything, and goes on showing everything. */
  fit(milliseconds?: number): void;
  /** The map's area has another size, or VNets stand elsewhere: shows everything again while that is what is shown. */
  refit(milliseconds?: number): void;
  zoomBy(factor: number): void;
  panBy(x: number, y: number): void;
  centreOn(at: Point, milliseconds?: number): void;
  frame(selection: Selection, milliseconds?: number): void;
  /** Moves the view only if that VNet is not well in it. */
  bringIntoView(node: number): void;
}

const GLIDE_MS = 340;
const PADDING = 48;
/** Above the map's upper edge float the shell's tools. */
const HEAD = 28;
/** Below this zoom a neighbourhood is too large to be read whole. */
const LEGIBLE = 0.4;

/** A camera for that stage. */
export function cameraFor(stage: Stage): Camera {
  let byHand = false;
  const whole = (): View => {
    const { scene, containers, size } = stage.look();
    const box = around([extentOf(scene), ...containers.map((container) => container.box)]) ?? extentOf(scene);
    const view = viewOf(box, { ...size, height: size.height - HEAD }, Math.min(PADDING, size.width / 14));
    return { ...view, y: view.y + HEAD };
  };
  const move = (view: View, milliseconds: number) => {
    byHand = true;
    stage.show(view, milliseconds);
  };
  const centreOn = (at: Point, milliseconds = GLIDE_MS) => {
    const { zoom } = stage.view();
    const { width, height } = stage.look().size;
    move({ zoom, x: width / 2 - at.x * zoom, y: height / 2 - at.y * zoom }, milliseconds);
  };
  return {
    taken() {
      byHand = true;
    },
    fit(milliseconds = GLIDE_MS) {
      byHand = false;
      stage.show(whole(), milliseconds);
    },
    refit(milliseconds = GLIDE_MS) {
      if (!byHand) stage.show(whole(), milliseconds);
    },
    zoomBy(factor) {
      const { width, height } = stage.look().size;
      move(zoomedAt(stage.view(), factor, { x: width / 2, y: height / 2 }), 160);
    },
    panBy(x, y) {
      const view = stage.view();
      move({ ...view, x: view.x + x, y: view.y + y }, 120);
    },
    centreOn,
    frame(selection, milliseconds = GLIDE_MS) {
      const { scene, size } = stage.look();
      const nodes = neighbourhood(scene, selection);
      const [first] = nodes;
      if (first === undefined) return;
      const view = viewOf(boxOf(scene, nodes), size, PADDING);
      // a hub with hundreds of spokes does not fit legibly: then the hub itself matters
      move(view.zoom >= LEGIBLE ? view : viewOf(boxOf(scene, [first]), size, PADDING, ZOOM.near), milliseconds);
    },
    bringIntoView(node) {
      const { scene, size } = stage.look();
      const at = pointOf(scene, node);
      const { x, y } = toScreen(stage.view(), at);
      if (x < 90 || x > size.width - 90 || y < 60 || y > size.height - 60) centreOn(at);
    },
  };
}

const boxOf = (scene: Scene, nodes: readonly number[]): Box =>
  around(nodes.map((node) => roomAt(pointOf(scene, node)))) ?? roomAt({ x: 0, y: 0 });
