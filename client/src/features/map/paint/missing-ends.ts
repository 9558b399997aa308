import { HALF_STATUS_STYLES } from '../../../lib/format/half-status-styles.ts';
import type { Box, Point } from '../geometry/bounds.ts';
import type { Size } from '../geometry/view.ts';
import { toScreen } from '../geometry/view.ts';
import { MISSING, type Scene } from '../model/scene.ts';
import type { LabelDeclutter } from './label-declutter.ts';
import { stopOf } from './lines.ts';
import { type PaintContext, setScreenUnits } from './paint-context.ts';
import { fitText, font } from './text.ts';

const TEXT = font(11, 600, 'italic');
const HEIGHT = 15;
const MAX_WIDTH = 260;
/** Distance of the name from the stop mark, in CSS pixels. */
const GAP = 9;

/** Returns the VNet whose half is missing, so that the line of the other half stops; undefined if no half or both are missing. */
function missingEndOf({ from, to, halfStatus }: Scene, link: number): number | undefined {
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
  ctx.lineWidth = 3;
  ctx.strokeStyle = palette.halo;
  for (const link of links) {
    const end = missingEndOf(scene, link);
    if (end === undefined) continue;
    const { text, width } = fitText(ctx, `→ ${scene.nodes[end]?.label.text ?? ''}`, TEXT, MAX_WIDTH);
    const { at, direction } = stopOf(context, link);
    const box = boxesBeside(toScreen(view, at), direction, { width: width + 4, height: HEIGHT }).find((free) => declutter.tryReserve(free));
    if (!box || (labelsFor && !labelsFor.links.has(link))) continue;
    context.onSubject?.({ kind: 'half', number: 2 * link + (scene.from[link] === end ? 1 : 0) });
    ctx.fillStyle = HALF_STATUS_STYLES.missing.colour[theme];
    const [x, y] = [(box.x1 + box.x2) / 2, (box.y1 + box.y2) / 2];
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
  }
}

/** Turns from the direction of a line in which its label is tried, in radians. */
const TURNS = [0, 0.8, -0.8, 1.57, -1.57, 2.2, -2.2] as const;

/** Returns boxes of a size whose edge is `GAP` from a point: first where the line would go on. */
const boxesBeside = (at: Point, direction: number, size: Size): readonly Box[] =>
  TURNS.map((turn) => {
    const [dx, dy] = [Math.cos(direction + turn), Math.sin(direction + turn)];
    const [x, y] = [at.x + dx * (GAP + size.width / 2), at.y + dy * (GAP + size.height / 2)];
    return { x1: x - size.width / 2, y1: y - size.height / 2, x2: x + size.width / 2, y2: y + size.height / 2 };
  });
