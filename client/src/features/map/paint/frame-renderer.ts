import type { ThemeName } from '../../../lib/format/half-status-styles.ts';
import { changeSelection } from '../../../lib/state/multi-selection.ts';
import type { View } from '../geometry/view.ts';
import { paintWithinLimit } from '../model/link-lines.ts';
import { PALETTES } from '../model/palette.ts';
import type { ScenePath } from '../model/scene-path.ts';
import { type ApplyMarks, paintProgress } from './apply-progress.ts';
import { paintHighlight, type resolveHighlights } from './highlights.ts';
import { createLayerCache, type LayerCache } from './layer-cache.ts';
import { paintGlow } from './lines.ts';
import { fitCanvas, type PaintContext, type ScreenSize } from './paint-context.ts';
import { paintPath } from './paint-path.ts';
import { createPaintContext, type Focus, type Picture, paintFocus, paintPicture } from './painter.ts';
import { paintRubberBand, type RubberBand } from './rubber-band.ts';
import { type LassoShape, paintLasso, paintSelectionMarks } from './selection-marks.ts';

const FADE_MS = 70;
const GLOW_MS = 1600;
const PULSE_MS = 1400;
/** Time in a frame for searching ways around cards; lines that are left out follow in the next frames. */
const SEARCH_MS = 8;
/** With more changed halves than this, a glow no longer helps. */
const MAX_GLOWS = 120;

/** Items drawn on top of the cached picture. */
interface Overlay extends ApplyMarks {
  /** VNets to highlight, by index, each with its reason. */
  readonly highlights: ReturnType<typeof resolveHighlights>;
  /** Path of an answer of Reach. */
  readonly path?: ScenePath | undefined;
  /** VNets in the multi-selection, by index. */
  readonly selected: readonly number[];
}

/** Renders frames: the picture from its layer cache, and on top of it the focus, the dragged VNet and recent changes. */
export interface FrameRenderer {
  setPicture(picture: Picture, theme: ThemeName): void;
  /** Invalidates the cached picture because something in it moved. */
  invalidate(): void;
  setFocus(focus: Focus | undefined): void;
  /** Lets these halves glow for a moment, to show that they changed. */
  glow(halves: readonly number[]): void;
  setOverlay(overlay: Overlay): void;
  /** Sets the rubber band; undefined removes it. */
  setRubberBand(rubberBand: RubberBand | undefined): void;
  /** Sets the lasso and previews the multi-selection that it would produce; undefined removes it. */
  setLasso(loop: LassoShape | undefined): void;
  paint(view: View, screen: ScreenSize): void;
  destroy(): void;
}

interface FrameRendererOptions {
  /** Requests another frame. */
  redraw(): void;
  now(): number;
  /** Returns true if the user prefers reduced motion. */
  prefersReducedMotion(): boolean;
}

/** Creates the frame renderer for `canvas`. */
export function createFrameRenderer(canvas: HTMLCanvasElement, options: FrameRendererOptions): FrameRenderer {
  let picture: Picture | undefined;
  let theme: ThemeName = 'light';
  let focus: { readonly now: Focus | undefined; readonly last: Focus | undefined } = { now: undefined, last: undefined };
  let fade = { amount: 0, at: 0 };
  let glows: readonly { readonly half: number; readonly since: number }[] = [];
  let overlay: Overlay = { highlights: [], selected: [], applying: [], writing: new Set() };
  let rubberBand: RubberBand | undefined;
  let lasso: LassoShape | undefined;
  /** The multi-selection as it would be after the lasso is released. */
  let previewed: ReadonlySet<number> = new Set();
  const pictureLayer: LayerCache = createLayerCache(options);
  const markLayer: LayerCache = createLayerCache(options, true);

  const updatePreview = () => {
    previewed = selectedAfterLasso(overlay.selected, lasso);
    markLayer.invalidate();
  };
  /** Draws check marks from a layer cache of their own, because thousands of them would slow down every frame; the dragged VNet is drawn separately. */
  const paintMarks = (context: PaintContext, target: CanvasRenderingContext2D, { scene, findings, dragged }: Picture) => {
    if (previewed.size === 0) return;
    const { view, screen } = context;
    markLayer.update(view, screen, (ctx) =>
      paintSelectionMarks(
        createPaintContext(ctx, scene, view, screen, theme),
        [...previewed].filter((node) => node !== dragged),
        findings,
      ),
    );
    target.setTransform(1, 0, 0, 1, 0, 0);
    markLayer.draw(target, view, screen);
    if (dragged !== undefined && previewed.has(dragged)) paintSelectionMarks(context, [dragged], findings);
  };

  const advanceFade = (): number => {
    const target = focus.now ? 1 : 0;
    const elapsed = Math.min(50, options.now() - fade.at);
    const next = options.prefersReducedMotion() ? target : fade.amount + (target - fade.amount) * (1 - Math.exp(-elapsed / FADE_MS));
    fade = { amount: Math.abs(target - next) < 0.02 ? target : next, at: options.now() };
    if (fade.amount !== target) options.redraw();
    return fade.amount;
  };

  const paintGlows = (context: ReturnType<typeof createPaintContext>) => {
    glows = glows.filter(({ since }) => options.now() - since < GLOW_MS);
    for (const { half, since } of glows) {
      const age = (options.now() - since) / GLOW_MS;
      paintGlow(context, half, 5 + 16 * ((age * 2) % 1), 0.55 * (1 - age));
    }
    if (glows.length > 0) options.redraw();
  };

  const paintOverlay = (context: ReturnType<typeof createPaintContext>) => {
    if (overlay.path) paintPath(context, overlay.path);
    for (const [node, light] of overlay.highlights) paintHighlight(context, node, light);
    const isPulsing = !options.prefersReducedMotion() && overlay.applying.some(({ what }) => what === 'running');
    paintProgress(context, overlay, isPulsing ? (options.now() % PULSE_MS) / PULSE_MS : undefined);
    if (isPulsing) options.redraw();
  };

  const paintFrame = (ctx: CanvasRenderingContext2D, current: Picture, view: View, screen: ScreenSize) => {
    const fadeAmount = advanceFade();
    pictureLayer.update(view, screen, (layer) => paintPicture(createPaintContext(layer, current.scene, view, screen, theme), current));
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.fillStyle = PALETTES[theme].background;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.globalAlpha = 1 - (1 - (focus.last?.restOpacity ?? 1)) * fadeAmount;
    pictureLayer.draw(ctx, view, screen);
    ctx.globalAlpha = 1;
    const context = createPaintContext(ctx, current.scene, view, screen, theme);
    paintGlows(context);
    if (fadeAmount > 0 && focus.last) paintFocus(context, current, focus.last);
    paintOverlay(context);
    if (rubberBand) paintRubberBand(context, rubberBand);
    if (current.dragged !== undefined) {
      paintFocus(context, { ...current, dragged: undefined }, focusOnDragged(current, current.dragged));
    }
    paintMarks(context, ctx, current);
    if (lasso) paintLasso(context, lasso);
  };

  return {
    setPicture(nextPicture, nextTheme) {
      picture = nextPicture;
      theme = nextTheme;
      glows = [];
      pictureLayer.invalidate();
      markLayer.invalidate();
      options.redraw();
    },
    invalidate() {
      pictureLayer.invalidate();
      markLayer.invalidate();
      options.redraw();
    },
    setFocus(next) {
      focus = { now: next, last: next ?? focus.last };
      fade = { ...fade, at: options.now() };
      options.redraw();
    },
    glow(halves) {
      if (options.prefersReducedMotion() || halves.length > MAX_GLOWS) return;
      glows = halves.map((half) => ({ half, since: options.now() }));
      options.redraw();
    },
    setOverlay(next) {
      const isWritten = next.applying.length + overlay.applying.length + next.writing.size + overlay.writing.size > 0;
      if (isWritten || next.path !== overlay.path) pictureLayer.invalidate();
      overlay = next;
      updatePreview();
      options.redraw();
    },
    setRubberBand(next) {
      rubberBand = next;
      options.redraw();
    },
    setLasso(next) {
      lasso = next;
      updatePreview();
      options.redraw();
    },
    paint(view, screen) {
      const ctx = fitCanvas(canvas, screen).getContext('2d');
      const current = picture && { ...picture, applying: overlay.applying, writing: overlay.writing, path: overlay.path };
      if (!ctx || !current) return;
      const isComplete = paintWithinLimit(current.scene, SEARCH_MS, () => paintFrame(ctx, current, view, screen));
      if (isComplete) return;
      pictureLayer.invalidate();
      options.redraw();
    },
    destroy() {
      pictureLayer.invalidate();
      markLayer.invalidate();
    },
  };
}

/** Returns the multi-selection after the lasso is released. */
const selectedAfterLasso = (selected: readonly number[], lasso: LassoShape | undefined): ReadonlySet<number> =>
  lasso ? changeSelection(new Set(selected), lasso.inside, lasso.removes ? 'remove' : 'add') : new Set(selected);

/** Focuses the dragged VNet with its lines, and with the VNets at their other ends so that these are drawn above the lines. */
function focusOnDragged({ scene }: Picture, node: number): Focus {
  const links = scene.linksOf[node] ?? [];
  return {
    nodes: new Set([...links.flatMap((link) => [scene.from[link] ?? 0, scene.to[link] ?? 0]), node]),
    links,
    focused: {},
    highlightedHalves: [],
    restOpacity: 1,
  };
}
