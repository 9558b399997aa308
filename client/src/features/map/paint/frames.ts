import type { ApplyState, Theme } from '../../../lib/format/half-looks.ts';
import { pickedWith } from '../../../lib/state/picks.ts';
import type { View } from '../geometry/view.ts';
import type { HalfMark } from '../model/half-marks.ts';
import { PALETTES } from '../model/palette.ts';
import { type Aim, paintAim } from './aim.ts';
import { fitCanvas, type Painting, type Screen } from './canvas.ts';
import { type lightsOn, paintLight } from './lights.ts';
import { paintGlow } from './lines.ts';
import { type Focus, type Picture, paintFocus, paintingOf, paintPicture } from './painter.ts';
import { type Loop, paintLasso, paintPicked } from './picked.ts';
import { type Plate, plateFor } from './plate.ts';
import { paintProgress } from './progress.ts';

const FADE_MS = 70;
const GLOW_MS = 1600;
const PULSE_MS = 1400;
/** With more changed halves than this, a glow no longer helps. */
const MAX_GLOWS = 120;

/** Items drawn on top of the cached picture. */
interface Overlay {
  /** VNets to highlight, by index, each with its reason. */
  readonly lit: ReturnType<typeof lightsOn>;
  /** VNets in the multi-selection, by index. */
  readonly picked: readonly number[];
  readonly applying: readonly HalfMark<ApplyState>[];
}

/** Renders frames: the picture from its layer cache, and on top of it the focus, the dragged VNet and recent changes. */
export interface Frames {
  show(picture: Picture, theme: Theme): void;
  /** Invalidates the cached picture because something in it moved. */
  renew(): void;
  focus(focus: Focus | undefined): void;
  /** Lets these halves glow for a moment, to show that they changed. */
  glow(halves: readonly number[]): void;
  overlay(overlay: Overlay): void;
  /** Sets the rubber band; undefined removes it. */
  aim(aim: Aim | undefined): void;
  /** Sets the lasso and previews the multi-selection that it would produce; undefined removes it. */
  lasso(loop: Loop | undefined): void;
  paint(view: View, screen: Screen): void;
  destroy(): void;
}

interface FrameRendererOptions {
  /** Requests another frame. */
  redraw(): void;
  now(): number;
  /** Returns true if the user prefers reduced motion. */
  still(): boolean;
}

/** Creates the frame renderer for `canvas`. */
export function framesOn(canvas: HTMLCanvasElement, options: FrameRendererOptions): Frames {
  let picture: Picture | undefined;
  let theme: Theme = 'light';
  let focus: { readonly now: Focus | undefined; readonly last: Focus | undefined } = { now: undefined, last: undefined };
  let fade = { amount: 0, at: 0 };
  let glows: readonly { readonly half: number; readonly since: number }[] = [];
  let overlay: Overlay = { lit: [], picked: [], applying: [] };
  let rubberBand: Aim | undefined;
  let lasso: Loop | undefined;
  /** The multi-selection as it would be after the lasso is released. */
  let previewed: ReadonlySet<number> = new Set();
  const pictureLayer: Plate = plateFor(options);
  const markLayer: Plate = plateFor(options, true);

  const updatePreview = () => {
    previewed = selectedAfterLasso(overlay.picked, lasso);
    markLayer.spoil();
  };
  /** Draws check marks from a layer cache of their own, because thousands of them would slow down every frame; the dragged VNet is drawn separately. */
  const paintMarks = (context: Painting, target: CanvasRenderingContext2D, { scene, findings, lifted }: Picture) => {
    if (previewed.size === 0) return;
    const { view, screen } = context;
    markLayer.ready(view, screen, (ctx) =>
      paintPicked(
        paintingOf(ctx, scene, view, screen, theme),
        [...previewed].filter((node) => node !== lifted),
        findings,
      ),
    );
    target.setTransform(1, 0, 0, 1, 0, 0);
    markLayer.lay(target, view, screen);
    if (lifted !== undefined && previewed.has(lifted)) paintPicked(context, [lifted], findings);
  };

  const advanceFade = (): number => {
    const target = focus.now ? 1 : 0;
    const elapsed = Math.min(50, options.now() - fade.at);
    const next = options.still() ? target : fade.amount + (target - fade.amount) * (1 - Math.exp(-elapsed / FADE_MS));
    fade = { amount: Math.abs(target - next) < 0.02 ? target : next, at: options.now() };
    if (fade.amount !== target) options.redraw();
    return fade.amount;
  };

  const paintGlows = (context: ReturnType<typeof paintingOf>) => {
    glows = glows.filter(({ since }) => options.now() - since < GLOW_MS);
    for (const { half, since } of glows) {
      const age = (options.now() - since) / GLOW_MS;
      paintGlow(context, half, 5 + 16 * ((age * 2) % 1), 0.55 * (1 - age));
    }
    if (glows.length > 0) options.redraw();
  };

  const paintOverlay = (context: ReturnType<typeof paintingOf>) => {
    for (const [node, light] of overlay.lit) paintLight(context, node, light);
    const isPulsing = !options.still() && overlay.applying.some(({ what }) => what === 'running');
    paintProgress(context, overlay.applying, isPulsing ? (options.now() % PULSE_MS) / PULSE_MS : undefined);
    if (isPulsing) options.redraw();
  };

  return {
    show(nextPicture, nextTheme) {
      picture = nextPicture;
      theme = nextTheme;
      glows = [];
      pictureLayer.spoil();
      markLayer.spoil();
      options.redraw();
    },
    renew() {
      pictureLayer.spoil();
      markLayer.spoil();
      options.redraw();
    },
    focus(next) {
      focus = { now: next, last: next ?? focus.last };
      fade = { ...fade, at: options.now() };
      options.redraw();
    },
    glow(halves) {
      if (options.still() || halves.length > MAX_GLOWS) return;
      glows = halves.map((half) => ({ half, since: options.now() }));
      options.redraw();
    },
    overlay(next) {
      if (next.applying.length + overlay.applying.length > 0) pictureLayer.spoil();
      overlay = next;
      updatePreview();
      options.redraw();
    },
    aim(next) {
      rubberBand = next;
      options.redraw();
    },
    lasso(next) {
      lasso = next;
      updatePreview();
      options.redraw();
    },
    paint(view, screen) {
      const ctx = fitCanvas(canvas, screen).getContext('2d');
      const current = picture && { ...picture, applying: overlay.applying };
      if (!ctx || !current) return;
      const fadeAmount = advanceFade();
      pictureLayer.ready(view, screen, (layer) => paintPicture(paintingOf(layer, current.scene, view, screen, theme), current));
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.fillStyle = PALETTES[theme].background;
      ctx.fillRect(0, 0, canvas.width, canvas.height);
      ctx.globalAlpha = 1 - (1 - (focus.last?.rest ?? 1)) * fadeAmount;
      pictureLayer.lay(ctx, view, screen);
      ctx.globalAlpha = 1;
      const context = paintingOf(ctx, current.scene, view, screen, theme);
      paintGlows(context);
      if (fadeAmount > 0 && focus.last) paintFocus(context, current, focus.last);
      paintOverlay(context);
      if (rubberBand) paintAim(context, rubberBand);
      if (current.lifted !== undefined) {
        paintFocus(context, { ...current, lifted: undefined }, focusOnDragged(current, current.lifted));
      }
      paintMarks(context, ctx, current);
      if (lasso) paintLasso(context, lasso);
    },
    destroy() {
      pictureLayer.spoil();
      markLayer.spoil();
    },
  };
}

/** Returns the multi-selection after the lasso is released. */
const selectedAfterLasso = (selected: readonly number[], lasso: Loop | undefined): ReadonlySet<number> =>
  lasso ? pickedWith(new Set(selected), lasso.inside, lasso.removes ? 'remove' : 'add') : new Set(selected);

/** Focuses the dragged VNet with its lines, and with the VNets at their other ends so that these are drawn above the lines. */
function focusOnDragged({ scene }: Picture, node: number): Focus {
  const links = scene.linksOf[node] ?? [];
  return {
    nodes: new Set([...links.flatMap((link) => [scene.from[link] ?? 0, scene.to[link] ?? 0]), node]),
    links,
    selected: {},
    guilty: [],
    rest: 1,
  };
}
