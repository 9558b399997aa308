import type { Severity } from '@peerscape/shared/health';
import { HALF_STATUS_STYLES, HALF_STATUSES, type ThemeName } from '../../../lib/format/half-status-styles.ts';
import { toScreen, type View } from '../geometry/view.ts';
import { PALETTES } from '../model/palette.ts';
import { positionOf, ROLES, type Scene } from '../model/scene.ts';
import { FINDING_STATUSES, type FindingCounts } from './finding-badges.ts';
import type { DrawingContext } from './paint-context.ts';

/** Content of the minimap. */
export interface MinimapPicture {
  readonly scene: Scene;
  readonly findings: FindingCounts;
  /** 1 for each VNet that does not match the filter, by index; undefined when all match. */
  readonly dimmed: Uint8Array | undefined;
}

/** Half the size of marks, in CSS pixels: visible however small the VNets are. Many marks are smaller, so that they do not run into one. */
const MARK = { max: 2.6, min: 0.7 } as const;
/** Area that all marks together cover, in square CSS pixels, unless they have the least size: about a twelfth of the minimap. */
const MARKED_AREA = 1800;
/** Least half size of a hub, of a VNet that matches the filter, and of others. */
const DOT = { hub: 1.4, match: 1.6, other: 0.7 } as const;
const DIMMED_ALPHA = 0.22;
const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };
const BROKEN: ReadonlySet<number> = new Set(
  (['missing', 'initiated', 'disconnected'] as const).map((status) => HALF_STATUSES.indexOf(status)),
);

/** Returns what needs attention most at each VNet, by index: its findings, or the halves of its peerings. */
export function findAttention(
  { nodes, from, to, halfStatus, needsAttention }: Scene,
  findings: FindingCounts,
): ReadonlyMap<number, Severity> {
  const worst = new Map<number, Severity>();
  const add = (node: number, severity: Severity) => {
    if (RANK[severity] > RANK[worst.get(node) ?? 'info']) worst.set(node, severity);
  };
  for (const [node, { key }] of nodes.entries()) add(node, findings.get(key)?.worst ?? 'info');
  for (const [link, needs] of needsAttention.entries()) {
    if (!needs) continue;
    const severity = [0, 1].some((side) => BROKEN.has(halfStatus[2 * link + side] ?? -1)) ? 'error' : 'warning';
    for (const node of [from[link], to[link]]) if (node !== undefined) add(node, severity);
  }
  return worst;
}

/** Draws all VNets as dots, those that match the filter larger, and on top a mark on each that needs attention. */
export function paintMinimap(ctx: DrawingContext, picture: MinimapPicture, view: View, theme: ThemeName): void {
  const { scene, findings, dimmed } = picture;
  const palette = PALETTES[theme];
  for (const isDimmed of [true, false]) {
    ctx.globalAlpha = isDimmed ? DIMMED_ALPHA : 1;
    const nodes = [...scene.nodes.keys()].filter((node) => (dimmed?.[node] === 1) === isDimmed);
    for (const node of nodes) {
      const role = ROLES[scene.role[node] ?? 0] ?? 'island';
      ctx.fillStyle = palette.role[role];
      const least = dimmed && !isDimmed ? DOT.match : role === 'hub' ? DOT.hub : DOT.other;
      fillAround(ctx, toScreen(view, positionOf(scene, node)), Math.max(least, 16 * view.zoom));
    }
  }
  const marks = [...findAttention(scene, findings)].sort(([, one], [, other]) => RANK[one] - RANK[other]);
  const half = Math.max(MARK.min, Math.min(MARK.max, Math.sqrt(MARKED_AREA / marks.length) / 2));
  for (const [node, severity] of marks) {
    const at = toScreen(view, positionOf(scene, node));
    ctx.globalAlpha = dimmed?.[node] === 1 ? DIMMED_ALPHA : 1;
    ctx.fillStyle = palette.background;
    fillAround(ctx, at, half * 1.4);
    ctx.fillStyle = HALF_STATUS_STYLES[FINDING_STATUSES[severity]].colour[theme];
    fillAround(ctx, at, half);
  }
  ctx.globalAlpha = 1;
}

function fillAround(ctx: DrawingContext, { x, y }: { readonly x: number; readonly y: number }, half: number): void {
  ctx.fillRect(x - half, y - half, 2 * half, 2 * half);
}
