import { ghostLabel } from '../../../lib/format/ghost-labels.ts';
import { CARD, type Point } from '../geometry/bounds.ts';
import type { MapNode } from '../model/elements.ts';
import { positionOf } from '../model/scene.ts';
import { type PaintContext, setMapUnits } from './paint-context.ts';
import { fitText, font } from './text.ts';

const RADIUS = 9;
const PADDING = 12;
const NAME = font(12.5, 600);
const GHOST_NAME = font(12.5, 600, 'italic');
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

function paintFrame({ ctx, palette }: PaintContext, node: MapNode, { x, y }: Point): void {
  const [left, top] = [x - CARD.width / 2, y - CARD.height / 2];
  const ghost = node.kind === 'ghost';
  ctx.beginPath();
  ctx.roundRect(left, top, CARD.width, CARD.height, RADIUS);
  ctx.fillStyle = ghost ? palette.background : node.role === 'hub' ? palette.hubCard : palette.card;
  ctx.fill();
  ctx.setLineDash(ghost ? [5, 4] : []);
  ctx.lineWidth = node.role === 'hub' ? 1.6 : 1.1;
  ctx.strokeStyle = ghost || node.role === 'hub' ? palette.role[node.role] : palette.cardLine;
  ctx.stroke();
  if (ghost) return;
  ctx.beginPath();
  ctx.roundRect(left, top + 10, 4, CARD.height - 20, [0, 3, 3, 0]);
  ctx.fillStyle = palette.role[node.role];
  ctx.fill();
}

function paintText({ ctx, palette }: PaintContext, node: MapNode, { x, y }: Point): void {
  const left = x - CARD.width / 2 + PADDING;
  const maxWidth = CARD.width - 2 * PADDING + 2;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  const name = fitText(ctx, node.name, node.kind === 'ghost' ? GHOST_NAME : NAME, maxWidth);
  ctx.fillStyle = node.kind === 'ghost' ? palette.quiet : palette.text;
  ctx.fillText(name.text, left, y - 4);
  const detail = fitText(ctx, detailOf(node), DETAIL, maxWidth);
  ctx.fillStyle = palette.quiet;
  ctx.fillText(detail.text, left, y + 12);
}

/** Returns the second line of a card: its prefixes, or a note for a ghost, whose prefixes are only known from its peers. */
export function detailOf({ kind, absence, addressSpace }: MapNode): string {
  const [first, ...more] = addressSpace;
  if (kind === 'ghost') return ghostLabel(absence);
  if (!first) return 'no address space';
  return more.length > 0 ? `${first} +${more.length}` : first;
}

/** Draws the attached resources of a VNet as badges on the lower edge of its card. */
export function paintBadges({ ctx, palette }: PaintContext, node: MapNode, { x, y }: Point): void {
  let left = x - CARD.width / 2 + PADDING;
  const top = y + CARD.height / 2 - BADGE_HEIGHT / 2;
  ctx.textBaseline = 'middle';
  for (const badge of node.badges) {
    const { text, width } = fitText(ctx, badge.text, BADGE, CARD.width);
    ctx.beginPath();
    ctx.roundRect(left, top, width + 9, BADGE_HEIGHT, 4);
    ctx.fillStyle = palette.badge[badge.kind];
    ctx.fill();
    ctx.fillStyle = palette.badgeText;
    ctx.fillText(text, left + 4.5, top + BADGE_HEIGHT / 2 + 0.5);
    left += width + 12;
  }
}
