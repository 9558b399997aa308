import { formatNumber } from '../../../lib/format/format.ts';
import { ghostLabel } from '../../../lib/format/ghost-labels.ts';
import type { Point } from '../geometry/bounds.ts';
import type { MapNode } from '../model/elements.ts';
import { positionOf } from '../model/scene.ts';
import { type PaintContext, setMapUnits } from './paint-context.ts';
import { fitLines, fitText, font } from './text.ts';

const RADIUS = 9;
const PADDING = 12;
const NAME_SIZE = 12.5;
const QUALIFIER_SIZE = 10.5;
const DETAIL = font(10.5);
const BADGE = font(8.5, 600);
/** Height of a badge, which straddles the lower edge of a card. */
export const BADGE_HEIGHT = 14;

/** Draws VNets as cards with name, address space and badges. Ghosts are hollow and dashed. */
export function paintCards(context: PaintContext, nodes: readonly number[]): void {
  const { ctx, scene } = context;
  setMapUnits(context);
  for (const index of nodes) {
    const node = scene.nodes[index];
    if (!node) continue;
    const at = positionOf(scene, index);
    context.onSubject?.({ kind: 'vnet', number: index });
    paintFrame(context, node, at);
    paintText(context, node, at);
    paintBadges(context, node, at);
  }
  ctx.setLineDash([]);
}

function paintFrame({ ctx, palette, scene: { card } }: PaintContext, node: MapNode, { x, y }: Point): void {
  const [left, top] = [x - card.width / 2, y - card.height / 2];
  const ghost = node.kind === 'ghost';
  ctx.beginPath();
  ctx.roundRect(left, top, card.width, card.height, RADIUS);
  ctx.fillStyle = ghost ? palette.background : node.role === 'hub' ? palette.hubCard : palette.card;
  ctx.fill();
  ctx.setLineDash(ghost ? [5, 4] : []);
  ctx.lineWidth = node.role === 'hub' ? 1.6 : 1.1;
  ctx.strokeStyle = ghost || node.role === 'hub' ? palette.role[node.role] : palette.cardLine;
  ctx.stroke();
  if (ghost) return;
  ctx.beginPath();
  ctx.roundRect(left, top + 10, 4, card.height - 20, [0, 3, 3, 0]);
  ctx.fillStyle = palette.role[node.role];
  ctx.fill();
}

/** Height of a line of text, in map units. */
const LINE = 14;

/** Draws the whole name on up to two lines, or the name and what tells it from another of that name, and the prefixes below. */
function paintText({ ctx, palette, scene: { card } }: PaintContext, node: MapNode, { x, y }: Point): void {
  const left = x - card.width / 2 + PADDING;
  const width = card.width - 2 * PADDING + 2;
  const { text, qualifier } = node.label;
  const isGhost = node.kind === 'ghost';
  const name = fitLines(ctx, text, { size: NAME_SIZE, weight: 600, style: isGhost ? 'italic' : 'normal', width, lines: qualifier ? 1 : 2 });
  const blocks = [
    { ...name, colour: isGhost ? palette.quiet : palette.text },
    ...(qualifier ? [{ ...fitLines(ctx, qualifier, { size: QUALIFIER_SIZE, width, lines: 1 }), colour: palette.quiet }] : []),
    { lines: [fitText(ctx, detailOf(node), DETAIL, width).text], font: DETAIL, colour: palette.quiet },
  ];
  const count = blocks.reduce((sum, { lines }) => sum + lines.length, 0);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  let baseline = y + 4 - (LINE * (count - 1)) / 2;
  for (const block of blocks) {
    ctx.font = block.font;
    ctx.fillStyle = block.colour;
    for (const line of block.lines) {
      ctx.fillText(line, left, baseline);
      baseline += LINE;
    }
    baseline += 1;
  }
}

/** Returns the second line of a card: its prefixes, or a note for a ghost, whose prefixes are only known from its peers. */
export function detailOf({ kind, absence, addressSpace }: MapNode): string {
  const [first, ...more] = addressSpace;
  if (kind === 'ghost') return ghostLabel(absence);
  if (!first) return 'no address space';
  return more.length > 0 ? `${first} +${formatNumber(more.length)}` : first;
}

/** Draws the attached resources of a VNet as badges on the lower edge of its card. */
export function paintBadges({ ctx, palette, scene: { card } }: PaintContext, node: MapNode, { x, y }: Point): void {
  let left = x - card.width / 2 + PADDING;
  const top = y + card.height / 2 - BADGE_HEIGHT / 2;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  for (const badge of node.badges) {
    const { text, width } = fitText(ctx, badge.text, BADGE, card.width);
    ctx.beginPath();
    ctx.roundRect(left, top, width + 9, BADGE_HEIGHT, 4);
    ctx.fillStyle = palette.badge[badge.kind];
    ctx.fill();
    ctx.fillStyle = palette.badgeText;
    ctx.fillText(text, left + 4.5, top + BADGE_HEIGHT / 2 + 0.5);
    left += width + 12;
  }
}
