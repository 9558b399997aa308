import { HALF_STATUS_STYLES } from '../../../lib/format/half-status-styles.ts';
import { boxAround, type Point } from '../geometry/bounds.ts';
import { toScreen } from '../geometry/view.ts';
import { MISSING, type Scene } from '../model/scene.ts';
import type { LabelDeclutter } from './label-declutter.ts';
import { stopOf } from './lines.ts';
import { type PaintContext, setScreenUnits } from './paint-context.ts';
import { drawPlacement, LEADERS, legibleBounds, placeLabel } from './place-label.ts';
import { fitText, font } from './text.ts';

const TEXT = font(11, 600, 'italic');
const HEIGHT = 15;
const MAX_WIDTH = 260;
/** Distance of the name from the stop mark, in CSS pixels. */
const GAP = 8;
/** Leaders that leave no doubt which mark is meant. */
const SHORT_LEADERS = LEADERS.slice(0, 2);

/** Returns the VNet whose half is missing, so that the line of the other half stops; undefined if no half or both are missing. */
export function missingEndOf({ from, to, halfStatus }: Scene, link: number): number | undefined {
  const [isFromMissing, isToMissing] = [halfStatus[2 * link] === MISSING, halfStatus[2 * link + 1] === MISSING];
  if (isFromMissing === isToMissing) return undefined;
  return isFromMissing ? from[link] : to[link];
}

/** Names the missing end beside the stop mark of each lone half: there, another VNet is often closer than the one that is meant. */
export function paintMissingEnds(context: PaintContext, links: readonly number[], declutter: LabelDeclutter): void {
  const { ctx, scene, theme, palette, view, labelsFor } = context;
  setScreenUnits(context);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  const bounds = legibleBounds(context);
  for (const link of links) {
    const end = missingEndOf(scene, link);
    if (end === undefined) continue;
    const { at, direction } = stopOf(context, link);
    const anchor = { at: toScreen(view, at), radius: GAP, direction };
    if (!isNearScreen(context, anchor.at)) continue;
    const { text: name, qualifier } = scene.nodes[end]?.label ?? { text: '' };
    const { text, width } = fitText(ctx, `→ ${name}${qualifier ? ` (${qualifier})` : ''}`, TEXT, MAX_WIDTH);
    const placed = placeLabel(
      declutter,
      anchor,
      { width: width + 4, height: HEIGHT },
      { leaders: SHORT_LEADERS, background: true, bounds },
    );
    if (!placed || (labelsFor && !labelsFor.links.has(link))) continue;
    drawPlacement(context, placed, HALF_STATUS_STYLES.missing.colour[theme]);
    const { box } = placed;
    context.onSubject?.({ kind: 'half', number: 2 * link + (scene.from[link] === end ? 1 : 0) });
    ctx.lineWidth = 3;
    ctx.strokeStyle = palette.halo;
    ctx.fillStyle = HALF_STATUS_STYLES.missing.colour[theme];
    const [x, y] = [(box.x1 + box.x2) / 2, (box.y1 + box.y2) / 2];
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
  }
}

/** Returns true if the name of a stop mark at that position may reach into the view. */
const isNearScreen = ({ screen }: PaintContext, { x, y }: Point): boolean =>
  x > -MAX_WIDTH && y > -MAX_WIDTH && x < screen.width + MAX_WIDTH && y < screen.height + MAX_WIDTH;

/** Reserves the space of stop marks, so that labels do not cover them. */
export function reserveStopMarks(context: PaintContext, links: readonly number[], declutter: LabelDeclutter): void {
  for (const link of links) {
    if (missingEndOf(context.scene, link) !== undefined)
      declutter.reserve(boxAround(toScreen(context.view, stopOf(context, link).at), { width: 2 * GAP, height: 2 * GAP }));
  }
}
