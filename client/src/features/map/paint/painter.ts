import type { ApplyState, Theme } from '../../../lib/format/half-looks.ts';
import { levelAt } from '../geometry/level.ts';
import type { View } from '../geometry/view.ts';
import type { HalfMark } from '../model/half-marks.ts';
import { PALETTES } from '../model/palette.ts';
import type { Scene } from '../model/scene.ts';
import type { Surroundings } from '../model/surroundings.ts';
import { type Ink, inScreenUnits, type Painting, type Screen } from './canvas.ts';
import { paintCards } from './cards.ts';
import { paintConnectedGroups } from './connected-groups.ts';
import { type FindingCounts, paintFindings } from './findings.ts';
import { paintContainers } from './groups.ts';
import { inView, type Seen } from './in-view.ts';
import { paintBand, paintGlow, paintLinks } from './lines.ts';
import { paintMeshHulls } from './mesh-hulls.ts';
import { marksInView, type PlannedHalves, paintPlannedLines, paintPlannedSigns } from './planned.ts';
import { paintRing, paintShapes } from './shapes.ts';
import { paintJoints } from './signs.ts';
import { paintWriting } from './writing.ts';

/** What a picture shows besides the VNets and peerings themselves. */
export interface Picture extends Surroundings {
  readonly scene: Scene;
  /** VNets in the order in which their names deserve room. */
  readonly order: Uint32Array;
  /** 1 for each VNet that the filter leaves in the background; undefined when it lets all through. */
  readonly faint: Uint8Array | undefined;
  /** A VNet that is being carried and is drawn apart, with its links. */
  readonly lifted: number | undefined;
  /** The VNets that carry a badge for what is wrong with them. */
  readonly findings: FindingCounts;
  /** What a draft does to halves; there need be no line yet. */
  readonly planned: PlannedHalves;
  /** The halves that an apply is at work on. */
  readonly applying?: readonly HalfMark<ApplyState>[];
}

/** What stands out while the rest fades. */
export interface Focus {
  readonly nodes: ReadonlySet<number>;
  readonly links: readonly number[];
  readonly selected: { readonly node?: number; readonly link?: number };
  /** The halves that a finding points at, by their numbers. */
  readonly guilty: readonly number[];
  /** How much of the rest stays to be seen, from 0 to 1. */
  readonly rest: number;
}

/** How faint the VNets are that the filter does not let through. */
const FAINT = 0.16;

/** The band under a half that a finding points at: wider than that of a selection. */
const GUILTY = { width: 13, alpha: 0.42 } as const;

export const paintingOf = (ctx: Ink, scene: Scene, view: View, screen: Screen, theme: Theme): Painting => ({
  ctx,
  scene,
  view,
  screen,
  theme,
  palette: PALETTES[theme],
  level: levelAt(view.zoom),
});

/** Draws everything that is in view. */
export function paintPicture(painting: Painting, picture: Picture): void {
  const { ctx, palette, screen } = painting;
  inScreenUnits(painting);
  ctx.fillStyle = palette.background;
  // a canvas has whole pixels, which may be a part of one more than the screen's size
  ctx.fillRect(0, 0, screen.width + 1, screen.height + 1);
  if (picture.containers.length > 0) paintContainers(painting, picture.containers);
  const hulls = clearHulls(picture);
  paintMeshHulls(painting, picture.meshHulls, (hull) => (hulls.includes(hull) ? 1 : FAINT));
  paintConnectedGroups(painting, picture.connectedGroups);
  const { clear, faint } = inView(painting, picture);
  if (picture.faint) {
    ctx.globalAlpha = FAINT;
    paintBodies(painting, faint);
    ctx.globalAlpha = 1;
  }
  const planned = marksInView(painting, picture.planned);
  paintBodies(painting, clear, planned);
  paintFindings(painting, picture.findings, clear.nodes);
  paintWriting(painting, { ...picture, meshHulls: hulls }, clear);
  paintPlannedSigns(painting, planned);
}

/** Draws what stands out, on top of the faded picture. */
export function paintFocus(painting: Painting, picture: Picture, focus: Focus): void {
  if (focus.selected.link !== undefined) paintBand(painting, focus.selected.link);
  for (const half of focus.guilty) paintGlow(painting, half, GUILTY.width, GUILTY.alpha);
  const planned = picture.planned.filter(({ own, far }) => focus.nodes.has(own) && focus.nodes.has(far));
  paintBodies(painting, { links: focus.links, nodes: [...focus.nodes], veiled: [] }, planned);
  paintFindings(painting, picture.findings, focus.nodes);
  const { nodes, links, veiled } = inView(painting, picture).clear;
  const only = { nodes: focus.nodes, links: new Set(focus.links) };
  // lines that only now are seen take their room last, so that what was written stays where it was
  const unveiled = veiled.flatMap((veil) => veil.links.filter((link) => only.links.has(link)));
  paintWriting({ ...painting, only }, { ...picture, meshHulls: clearHulls(picture) }, { nodes, links: [...links, ...unveiled] });
  paintPlannedSigns(painting, planned);
  if (focus.selected.node !== undefined) paintRing(painting, focus.selected.node);
}

/** The hulls of which the filter lets anything through. */
const clearHulls = ({ meshHulls, faint }: Picture) => meshHulls.filter(({ nodes }) => !faint || nodes.some((node) => faint[node] === 0));

/** Draws lines that are about to be seen, or about to go. */
function paintVeiled(painting: Painting, { seen, links }: Seen['veiled'][number]): void {
  if (seen === 0) return;
  const { ctx } = painting;
  const before = ctx.globalAlpha;
  ctx.globalAlpha = before * seen;
  paintLinks(painting, links);
  ctx.globalAlpha = before;
}

/** Lines, then what stands on them. */
function paintBodies(painting: Painting, { nodes, links, veiled }: Seen, planned: PlannedHalves = []): void {
  for (const veil of veiled) paintVeiled(painting, veil);
  paintLinks(painting, links);
  paintPlannedLines(painting, planned);
  if (painting.level === 'near') {
    paintJoints(painting, links);
    paintCards(painting, nodes);
  } else paintShapes(painting, nodes);
}
