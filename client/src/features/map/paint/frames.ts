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
const BEAT_MS = 1400;
/** When more changes at once, glowing would tell nothing. */
const MOST_GLOWING = 120;

/** What lies over the picture and moves by itself. */
interface Overlay {
  /** VNets to light up, by their numbers, and why. */
  readonly lit: ReturnType<typeof lightsOn>;
  /** VNets that are picked, by their numbers. */
  readonly picked: readonly number[];
  readonly applying: readonly HalfMark<ApplyState>[];
}

/** Paints frame after frame: the picture from its plate, and on top of it what stands out, what is carried, what just changed. */
export interface Frames {
  show(picture: Picture, theme: Theme): void;
  /** Draws the same picture anew: something in it has moved. */
  renew(): void;
  focus(focus: Focus | undefined): void;
  /** Lets these halves glow for a moment. */
  glow(halves: readonly number[]): void;
  overlay(overlay: Overlay): void;
  /** Draws a rubber band from now on; undefined for none. */
  aim(aim: Aim | undefined): void;
  /** Draws a lasso from now on, and its VNets as they would be after it; undefined for none. */
  lasso(loop: Loop | undefined): void;
  paint(view: View, screen: Screen): void;
  destroy(): void;
}

interface Stage {
  /** Asks for another frame. */
  redraw(): void;
  now(): number;
  /** Whether the person asked for less motion. */
  still(): boolean;
}

/** Frames on that canvas. */
export function framesOn(canvas: HTMLCanvasElement, stage: Stage): Frames {
  let picture: Picture | undefined;
  let theme: Theme = 'light';
  let focus: { readonly now: Focus | undefined; readonly last: Focus | undefined } = { now: undefined, last: undefined };
  let fade = { amount: 0, at: 0 };
  let glows: readonly { readonly half: number; readonly since: number }[] = [];
  let overlay: Overlay = { lit: [], picked: [], applying: [] };
  let aim: Aim | undefined;
  let loop: Loop | undefined;
  /** What is picked, as it would be once the lasso is let go. */
  let marked: ReadonlySet<number> = new Set();
  const plate: Plate = plateFor(stage);
  const marks: Plate = plateFor(stage, true);

  const mark = () => {
    marked = pickedAfter(overlay.picked, loop);
    marks.spoil();
  };
  /** Thousands of check marks would make each frame wait, so they have a plate of their own; what is carried moves apart from it. */
  const paintMarks = (painting: Painting, on: CanvasRenderingContext2D, { scene, findings, lifted }: Picture) => {
    if (marked.size === 0) return;
    const { view, screen } = painting;
    marks.ready(view, screen, (ctx) =>
      paintPicked(
        paintingOf(ctx, scene, view, screen, theme),
        [...marked].filter((node) => node !== lifted),
        findings,
      ),
    );
    on.setTransform(1, 0, 0, 1, 0, 0);
    marks.lay(on, view, screen);
    if (lifted !== undefined && marked.has(lifted)) paintPicked(painting, [lifted], findings);
  };

  const stepFade = (): number => {
    const goal = focus.now ? 1 : 0;
    const elapsed = Math.min(50, stage.now() - fade.at);
    const next = stage.still() ? goal : fade.amount + (goal - fade.amount) * (1 - Math.exp(-elapsed / FADE_MS));
    fade = { amount: Math.abs(goal - next) < 0.02 ? goal : next, at: stage.now() };
    if (fade.amount !== goal) stage.redraw();
    return fade.amount;
  };

  const paintGlows = (painting: ReturnType<typeof paintingOf>) => {
    glows = glows.filter(({ since }) => stage.now() - since < GLOW_MS);
    for (const { half, since } of glows) {
      const age = (stage.now() - since) / GLOW_MS;
      paintGlow(painting, half, 5 + 16 * ((age * 2) % 1), 0.55 * (1 - age));
    }
    if (glows.length > 0) stage.redraw();
  };

  const paintOverlay = (painting: ReturnType<typeof paintingOf>) => {
    for (const [node, light] of overlay.lit) paintLight(painting, node, light);
    const beats = !stage.still() && overlay.applying.some(({ what }) => what === 'running');
    paintProgress(painting, overlay.applying, beats ? (stage.now() % BEAT_MS) / BEAT_MS : undefined);
    if (beats) stage.redraw();
  };

  return {
    show(nextPicture, nextTheme) {
      picture = nextPicture;
      theme = nextTheme;
      glows = [];
      plate.spoil();
      marks.spoil();
      stage.redraw();
    },
    renew() {
      plate.spoil();
      marks.spoil();
      stage.redraw();
    },
    focus(next) {
      focus = { now: next, last: next ?? focus.last };
      fade = { ...fade, at: stage.now() };
      stage.redraw();
    },
    glow(halves) {
      if (stage.still() || halves.length > MOST_GLOWING) return;
      glows = halves.map((half) => ({ half, since: stage.now() }));
      stage.redraw();
    },
    overlay(next) {
      if (next.applying.length + overlay.applying.length > 0) plate.spoil();
      overlay = next;
      mark();
      stage.redraw();
    },
    aim(next) {
      aim = next;
      stage.redraw();
    },
    lasso(next) {
      loop = next;
      mark();
      stage.redraw();
    },
    paint(view, screen) {
      const ctx = fitCanvas(canvas, screen).getContext('2d');
      const shown = picture && { ...picture, applying: overlay.applying };
      if (!ctx || !shown) return;
      const faded = stepFade();
      plate.ready(view, screen, (on) => paintPicture(paintingOf(on, shown.scene, view, screen, theme), shown));
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.fillStyle = PALETTES[theme].background;
      ctx.fillRect(0, 0, canvas.width, canvas.height);
      ctx.globalAlpha = 1 - (1 - (focus.last?.rest ?? 1)) * faded;
      plate.lay(ctx, view, screen);
      ctx.globalAlpha = 1;
      const painting = paintingOf(ctx, shown.scene, view, screen, theme);
      paintGlows(painting);
      if (faded > 0 && focus.last) paintFocus(painting, shown, focus.last);
      paintOverlay(painting);
      if (aim) paintAim(painting, aim);
      if (shown.lifted !== undefined) {
        paintFocus(painting, { ...shown, lifted: undefined }, carriedFocus(shown, shown.lifted));
      }
      paintMarks(painting, ctx, shown);
      if (loop) paintLasso(painting, loop);
    },
    destroy() {
      plate.spoil();
      marks.spoil();
    },
  };
}

/** What is picked once the lasso is let go. */
const pickedAfter = (picked: readonly number[], loop: Loop | undefined): ReadonlySet<number> =>
  loop ? pickedWith(new Set(picked), loop.inside, loop.removes ? 'remove' : 'add') : new Set(picked);

/** What is carried comes with its lines and with the VNets at their other ends, which must lie above the lines. */
function carriedFocus({ scene }: Picture, node: number): Focus {
  const links = scene.linksOf[node] ?? [];
  return {
    nodes: new Set([...links.flatMap((link) => [scene.from[link] ?? 0, scene.to[link] ?? 0]), node]),
    links,
    selected: {},
    guilty: [],
    rest: 1,
  };
}
