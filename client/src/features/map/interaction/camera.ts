import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import { type Box, cardBoundsOf, contains, type Point, unionBoxes } from '../geometry/bounds.ts';
import { leastZoomLike, ZOOM } from '../geometry/detail-level.ts';
import { fitView, type Size, toScreen, type View, visibleBounds, zoomView } from '../geometry/view.ts';
import type { Container } from '../model/containers.ts';
import { boundsOf } from '../model/hit-test.ts';
import { positionOf, type Scene } from '../model/scene.ts';
import { findNodesInBox } from '../paint/shapes.ts';
import { neighbourhood } from './focus.ts';

/** Content that the camera shows, and the size of the map's area. */
interface CameraContent {
  readonly scene: Scene;
  readonly containers: readonly Container[];
  readonly size: Size;
  /** True while the bar for selected VNets floats over the lower edge of the map. */
  readonly hasSelection: boolean;
}

interface CameraOptions {
  content(): CameraContent;
  view(): View;
  show(view: View, milliseconds: number): void;
}

/** Moves the view. Until the user moves it, the whole map stays in view when the map's area is resized. */
export interface Camera {
  /** Records that the user moved the view, which turns off automatic fitting. */
  markManual(): void;
  /** Fits everything into the view and turns on automatic fitting. */
  fit(milliseconds?: number): void;
  /** Fits everything again after a move of VNets, if automatic fitting is on. */
  refit(milliseconds?: number): void;
  /** Fits everything again after VNets were hidden or shown, if automatic fitting is on or nothing is in view. */
  showContent(): void;
  /**
   * Adapts the view to an area that was of size `before`. Fits everything again if automatic fitting is on, but with no less detail than before;
   * otherwise moves the view only as far as needed to show the focused item, or what was in the middle.
   */
  resize(before: Size, focused: FocusedItem | undefined): void;
  zoomBy(factor: number): void;
  panBy(x: number, y: number): void;
  centreOn(at: Point, milliseconds?: number): void;
  /** Moves the view to an item: now, or on the first `open`. */
  frame(item: FocusedItem, milliseconds?: number): void;
  /** Shows a new estate: as fitted, or at the item that was to be framed or is focused, as with a link to it. */
  open(focused: FocusedItem | undefined): void;
  /** Centres the view on a VNet if it is outside the view or close to its edge. */
  bringIntoView(node: number): void;
}

const GLIDE_MS = 340;
const PADDING = 48;
/** Distance from the edge at which a VNet counts as out of view. */
const EDGE = { x: 90, y: 60 } as const;
/** Lower edge of the toolbar that floats over the map, from the upper edge of the map in CSS pixels. */
export const TOOLBAR_BOTTOM = 50;
/** Distance by which the toolbar moves the picture down, in CSS pixels; the padding makes up for the rest of its height. */
const TOOLBAR_HEIGHT = 28;
/**
 * Space for the bar for selected VNets and the labels above it, in CSS pixels beyond the padding. Its actions are in a second row on a map that
 * is narrower than `below`: up to 850 px, as in its style sheet, plus the 68 px beside it.
 */
const SELECTION_BAR = { below: 919, oneRow: 56, twoRows: 88 } as const;

/** Returns the height at the lower edge of a map that the bar for selected VNets takes, in CSS pixels. */
export const selectionBarHeight = ({ width }: Size, hasSelection: boolean): number => {
  if (!hasSelection) return 0;
  return width < SELECTION_BAR.below ? SELECTION_BAR.twoRows : SELECTION_BAR.oneRow;
};

/** Minimum zoom at which a whole neighbourhood is legible. */
const MIN_LEGIBLE_ZOOM = 0.4;

/** Creates the camera. */
export function createCamera(options: CameraOptions): Camera {
  let isManual = false;
  let isOpen = false;
  /** Item to frame once an estate is open. */
  let pending: FocusedItem | undefined;
  const fitAll = (): View => {
    const { scene, containers, size, hasSelection } = options.content();
    const bar = selectionBarHeight(size, hasSelection);
    const box = unionBoxes([boundsOf(scene), ...containers.map((container) => container.box)]) ?? boundsOf(scene);
    const view = fitView(box, { ...size, height: size.height - TOOLBAR_HEIGHT - bar }, Math.min(PADDING, size.width / 14));
    return { ...view, y: view.y + TOOLBAR_HEIGHT };
  };
  const screenPositionOf = (view: View, focused: FocusedItem | undefined): Point | undefined => {
    const { scene } = options.content();
    const [node] = focused ? neighbourhood(scene, focused) : [];
    return node === undefined ? undefined : toScreen(view, positionOf(scene, node));
  };
  /** Returns a view moved as far as needed to show a point that it has on screen. */
  const moveToShow = (view: View, at: Point): View => {
    const { size } = options.content();
    const shift = (position: number, length: number, edge: number) =>
      position < edge ? edge - position : Math.min(0, length - edge - position);
    return { ...view, x: view.x + shift(at.x, size.width, EDGE.x), y: view.y + shift(at.y, size.height, EDGE.y) };
  };
  /** Fits everything, but with no less detail than before: a panel that opens must not turn cards into dots. */
  const fitWithDetail = (focused: FocusedItem | undefined): View => {
    const fitted = fitAll();
    const least = leastZoomLike(options.view().zoom);
    if (fitted.zoom >= least) return fitted;
    const { width, height } = options.content().size;
    // the product of a ratio may be a little less than the least zoom of a level
    const zoomed = { ...zoomView(fitted, least / fitted.zoom, { x: width / 2, y: height / 2 }), zoom: least };
    const at = screenPositionOf(zoomed, focused);
    return at ? moveToShow(zoomed, at) : zoomed;
  };
  const adaptView = (before: Size, focused: FocusedItem | undefined): View => {
    const view = options.view();
    const at = screenPositionOf(view, focused);
    const wasVisible = at && contains({ x1: 0, y1: 0, x2: before.width, y2: before.height }, at);
    return moveToShow(view, wasVisible ? at : { x: before.width / 2, y: before.height / 2 });
  };
  const move = (view: View, milliseconds: number) => {
    isManual = true;
    options.show(view, milliseconds);
  };
  const centreOn = (at: Point, milliseconds = GLIDE_MS) => {
    const { zoom } = options.view();
    const { width, height } = options.content().size;
    move({ zoom, x: width / 2 - at.x * zoom, y: height / 2 - at.y * zoom }, milliseconds);
  };
  const frame = (item: FocusedItem, milliseconds = GLIDE_MS) => {
    const { scene, size } = options.content();
    const nodes = neighbourhood(scene, item);
    const [first] = nodes;
    if (first === undefined) return;
    const view = fitView(boxOf(scene, nodes), size, PADDING);
    // a hub with hundreds of spokes does not fit legibly, so only the hub is framed
    move(view.zoom >= MIN_LEGIBLE_ZOOM ? view : fitView(boxOf(scene, [first]), size, PADDING, ZOOM.near), milliseconds);
  };
  return {
    markManual() {
      isManual = true;
    },
    fit(milliseconds = GLIDE_MS) {
      isManual = false;
      options.show(fitAll(), milliseconds);
    },
    refit(milliseconds = GLIDE_MS) {
      if (!isManual) options.show(fitAll(), milliseconds);
    },
    showContent() {
      const { scene, size } = options.content();
      if (scene.nodes.length > 0 && (!isManual || findNodesInBox(scene, visibleBounds(options.view(), size)).length === 0))
        options.show(fitAll(), GLIDE_MS);
    },
    resize(before, focused) {
      options.show(isManual ? adaptView(before, focused) : fitWithDetail(focused), 0);
    },
    zoomBy(factor) {
      const { width, height } = options.content().size;
      move(zoomView(options.view(), factor, { x: width / 2, y: height / 2 }), 160);
    },
    panBy(x, y) {
      const view = options.view();
      move({ ...view, x: view.x + x, y: view.y + y }, 120);
    },
    centreOn,
    frame(item, milliseconds) {
      if (isOpen) frame(item, milliseconds);
      else pending = item;
    },
    open(focused) {
      isOpen = true;
      const item = pending ?? focused;
      pending = undefined;
      if (item) frame(item, 0);
    },
    bringIntoView(node) {
      const { scene, size } = options.content();
      const at = positionOf(scene, node);
      const { x, y } = toScreen(options.view(), at);
      if (x < EDGE.x || x > size.width - EDGE.x || y < EDGE.y || y > size.height - EDGE.y) centreOn(at);
    },
  };
}

const boxOf = (scene: Scene, nodes: readonly number[]): Box =>
  unionBoxes(nodes.map((node) => cardBoundsOf(positionOf(scene, node), scene.card))) ?? cardBoundsOf({ x: 0, y: 0 });
