import type { HalfApplyStatus, ThemeName } from '../../../lib/format/half-status-styles.ts';
import { detailLevel, isClose } from '../geometry/detail-level.ts';
import type { View } from '../geometry/view.ts';
import type { SceneAnnotations } from '../model/annotations.ts';
import { bundlesOf, hasBundles } from '../model/bundles.ts';
import type { HalfMarker } from '../model/half-markers.ts';
import { PALETTES } from '../model/palette.ts';
import type { Scene } from '../model/scene.ts';
import type { ScenePath } from '../model/scene-path.ts';
import { paintCards } from './cards.ts';
import { type FindingCounts, paintFindings } from './finding-badges.ts';
import { paintJoints } from './half-glyphs.ts';
import { paintBand, paintGlow, paintLinks } from './lines.ts';
import { paintBundles } from './paint-bundles.ts';
import { paintConnectedGroups } from './paint-connected-groups.ts';
import { paintContainers } from './paint-containers.ts';
import { type DrawingContext, type PaintContext, type ScreenSize, setScreenUnits } from './paint-context.ts';
import { paintLabels } from './paint-labels.ts';
import { paintMeshHulls } from './paint-mesh-hulls.ts';
import { filterVisibleMarks, type PlannedHalves, paintPlannedGlyphs, paintPlannedLines } from './planned-halves.ts';
import { paintRing, paintShapes, paintVeils } from './shapes.ts';
import { findVisibleItems, type VisibleItems } from './visible-items.ts';

/** Everything that one picture of the map shows. */
export interface Picture extends SceneAnnotations {
  readonly scene: Scene;
  /** VNet indexes by label priority, highest first. */
  readonly labelOrder: Uint32Array;
  /** 1 for each VNet that the filter dims, by index; undefined when all match. */
  readonly dimmed: Uint8Array | undefined;
  /** 1 for each link that the filter dims, by index; without it, those of dimmed VNets. */
  readonly dimmedLinks?: Uint8Array;
  /** Index of the VNet that is being dragged; it is drawn separately, with its links. */
  readonly dragged: number | undefined;
  /** VNets with a findings badge. */
  readonly findings: FindingCounts;
  /** Halves that the draft changes; they need not exist yet. */
  readonly planned: PlannedHalves;
  /** Halves that a running apply works on. */
  readonly applying?: readonly HalfMarker<HalfApplyStatus>[];
  /** Half-configured links that a running apply works on. */
  readonly writing?: ReadonlySet<number>;
  /** Path of an answer, whose lines labels must not cover. */
  readonly path?: ScenePath | undefined;
}

/** Items that stay in focus while the rest fades. */
export interface Focus {
  readonly nodes: ReadonlySet<number>;
  readonly links: readonly number[];
  readonly focused: { readonly node?: number; readonly link?: number };
  /** Halves that a finding refers to, by index. */
  readonly highlightedHalves: readonly number[];
  /** Opacity of everything else, from 0 to 1. */
  readonly restOpacity: number;
  /** VNets with names at every distance: the focused one and its neighbours, or the ends of the focused peering. */
  readonly named?: readonly number[];
  /** Emphasises the lines with bands, because the rest hardly fades. */
  readonly hasBands?: boolean;
}

/** Opacity of VNets that do not match the filter. */
const DIMMED_ALPHA = 0.16;

/** Opacity of the veil over a VNet that does not match although one of its lines does: the line must not show through it. */
const VEIL_ALPHA = 0.66;

/** Band under a half that a finding refers to: wider than that of the focused link. */
const FINDING_BAND = { width: 13, alpha: 0.42 } as const;

/** With more lines than this, bands would run into each other. */
const MAX_BANDS = 60;
const HOVER_BAND_ALPHA = 0.16;

/** Creates the paint context of one frame. */
export const createPaintContext = (ctx: DrawingContext, scene: Scene, view: View, screen: ScreenSize, theme: ThemeName): PaintContext => ({
  ctx,
  scene,
  view,
  screen,
  theme,
  palette: PALETTES[theme],
  level: detailLevel(view.zoom),
  isClose: isClose(view.zoom),
});

/** Draws everything in the viewport. */
export function paintPicture(base: PaintContext, picture: Picture): void {
  const context = { ...base, ...(picture.writing && { writing: picture.writing }) };
  const { ctx, palette, screen } = context;
  setScreenUnits(context);
  ctx.fillStyle = palette.background;
  // canvas sizes are rounded to whole pixels, so the canvas may be a fraction of a pixel larger than the screen
  ctx.fillRect(0, 0, screen.width + 1, screen.height + 1);
  if (picture.containers.length > 0) paintContainers(context, picture.containers);
  const hulls = undimmedHulls(picture);
  paintMeshHulls(context, picture.meshHulls, (hull) => (hulls.includes(hull) ? 1 : DIMMED_ALPHA));
  const connectedGroups = picture.connectedGroups.filter(({ members }) => hasMatch(picture, members));
  ctx.globalAlpha = DIMMED_ALPHA;
  paintConnectedGroups(
    context,
    picture.connectedGroups.filter((group) => !connectedGroups.includes(group)),
  );
  ctx.globalAlpha = 1;
  paintConnectedGroups(context, connectedGroups);
  const { matching, dimmed, ends } = findVisibleItems(context, picture);
  if (hasBundles(context, picture)) paintBundles(context, bundlesOf(picture.scene, picture.containers), picture.dragged);
  if (picture.dimmed) {
    ctx.globalAlpha = DIMMED_ALPHA;
    paintItems(context, dimmed);
    ctx.globalAlpha = 1;
  }
  const planned = filterVisibleMarks(context, picture.planned);
  paintItems(context, matching, planned, ends);
  paintFindings(context, picture.findings, matching.nodes);
  paintLabels(context, { ...picture, connectedGroups, meshHulls: hulls, planned }, { ...matching, nodes: [...matching.nodes, ...ends] });
  paintPlannedGlyphs(context, planned);
}

/** Draws the items in focus on top of the faded picture. */
export function paintFocus(base: PaintContext, picture: Picture, focus: Focus): void {
  const context = { ...base, ...(picture.writing && { writing: picture.writing }) };
  if (focus.focused.link !== undefined) paintBand(context, focus.focused.link);
  if (focus.hasBands && focus.links.length <= MAX_BANDS) for (const link of focus.links) paintBand(context, link, HOVER_BAND_ALPHA);
  for (const half of focus.highlightedHalves) paintGlow(context, half, FINDING_BAND.width, FINDING_BAND.alpha);
  const planned = picture.planned.filter(({ own, far }) => focus.nodes.has(own) && focus.nodes.has(far));
  paintItems(context, { links: focus.links, nodes: [...focus.nodes], faded: [] }, planned);
  paintFindings(context, picture.findings, focus.nodes);
  const { nodes, links, faded } = findVisibleItems(context, picture).matching;
  const focusItems = { nodes: focus.nodes, links: new Set(focus.links) };
  // lines that only the focus reveals reserve their space last, so that existing labels keep their positions
  const revealed = faded.flatMap(({ links: faded }) => faded.filter((link) => focusItems.links.has(link)));
  paintLabels(
    { ...context, labelsFor: { ...focusItems, named: focus.named ?? [] } },
    { ...picture, meshHulls: undimmedHulls(picture) },
    { nodes, links: [...links, ...revealed] },
  );
  paintPlannedGlyphs(context, planned);
  if (focus.focused.node !== undefined) paintRing(context, focus.focused.node);
}

/** Returns the hulls of which at least one VNet matches the filter. */
const undimmedHulls = (picture: Picture) => picture.meshHulls.filter(({ nodes }) => hasMatch(picture, nodes));

const hasMatch = ({ dimmed }: Picture, nodes: readonly number[]): boolean => !dimmed || nodes.some((node) => dimmed[node] === 0);

/** Draws lines that are fading in or out. */
function paintFaded(context: PaintContext, { opacity, links }: VisibleItems['faded'][number]): void {
  if (opacity === 0) return;
  const { ctx } = context;
  const before = ctx.globalAlpha;
  ctx.globalAlpha = before * opacity;
  paintLinks(context, links);
  ctx.globalAlpha = before;
}

/** Draws lines, then the cards or shapes on top of them; `ends` are drawn paler. */
function paintItems(
  context: PaintContext,
  { nodes, links, faded }: VisibleItems,
  planned: PlannedHalves = [],
  ends: readonly number[] = [],
): void {
  for (const group of faded) paintFaded(context, group);
  paintLinks(context, links);
  paintPlannedLines(context, planned);
  if (context.level === 'near') {
    paintJoints(context, links);
    paintCards(context, ends);
    paintVeils(context, ends, VEIL_ALPHA);
    paintCards(context, nodes);
  } else {
    paintShapes(context, ends);
    paintVeils(context, ends, VEIL_ALPHA);
    paintShapes(context, nodes);
  }
}
