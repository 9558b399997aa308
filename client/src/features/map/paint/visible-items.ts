import { visibleBounds } from '../geometry/view.ts';
import { hasBundles, isBundled } from '../model/bundles.ts';
import type { Container } from '../model/containers.ts';
import type { HalfMarker } from '../model/half-markers.ts';
import { createLinkVisibility, type MeshHull } from '../model/mesh-hulls.ts';
import type { Scene } from '../model/scene.ts';
import { findLinksInBox } from './lines.ts';
import type { PaintContext } from './paint-context.ts';
import type { MapItems } from './paint-labels.ts';
import { findNodesInBox } from './shapes.ts';

/** Visible items, with the links that are partly faded out. */
export interface VisibleItems extends MapItems, LinksByOpacity {}

interface LinksByOpacity {
  readonly links: readonly number[];
  readonly faded: readonly FadedLinks[];
}

/** Links drawn with reduced opacity, from 0 to less than 1. */
interface FadedLinks {
  readonly opacity: number;
  readonly links: readonly number[];
}

/** Parts of a picture that decide which items are visible. */
interface VisibilityInput {
  readonly containers: readonly Container[];
  readonly meshHulls: readonly MeshHull[];
  readonly dimmed: Uint8Array | undefined;
  readonly dimmedLinks?: Uint8Array;
  readonly dragged: number | undefined;
  readonly planned: readonly HalfMarker<unknown>[];
  readonly applying?: readonly HalfMarker<unknown>[];
}

/** Items in the viewport. */
interface FoundItems {
  readonly matching: VisibleItems;
  readonly dimmed: VisibleItems;
  /** VNets that do not match, at the ends of lines that do. */
  readonly ends: readonly number[];
}

/** Finds the items in the viewport: those that match the filter, and those that the filter dims. */
export function findVisibleItems(context: PaintContext, picture: VisibilityInput): FoundItems {
  const { scene, view, screen } = context;
  const { dragged, dimmed } = picture;
  const bundles = hasBundles(context, picture);
  const box = visibleBounds(view, screen);
  const nodes = findNodesInBox(scene, box).filter((node) => node !== dragged);
  const links = findLinksInBox(scene, box).filter(
    (link) =>
      (dragged === undefined || (scene.from[link] !== dragged && scene.to[link] !== dragged)) && !(bundles && isBundled(scene, link)),
  );
  const opacityOf = createLinkOpacity(scene, picture, view.zoom);
  if (!dimmed) return { matching: { nodes, ...splitByOpacity(links, opacityOf) }, dimmed: { nodes: [], links: [], faded: [] }, ends: [] };
  const isDimmed = (node: number | undefined) => dimmed[node ?? 0] === 1;
  const isDimmedLink = createIsDimmedLink(scene, picture);
  const matchingLinks = links.filter((link) => !isDimmedLink(link));
  const ends = new Set(matchingLinks.flatMap((link) => [scene.from[link] ?? 0, scene.to[link] ?? 0]).filter(isDimmed));
  return {
    matching: { nodes: nodes.filter((node) => !isDimmed(node)), ...splitByOpacity(matchingLinks, opacityOf) },
    dimmed: {
      nodes: nodes.filter((node) => isDimmed(node) && !ends.has(node)),
      ...splitByOpacity(links.filter(isDimmedLink), opacityOf),
    },
    ends: nodes.filter((node) => ends.has(node)),
  };
}

/** Returns a predicate for the links that the filter dims. */
export function createIsDimmedLink(
  { from, to }: Scene,
  { dimmed, dimmedLinks }: Pick<VisibilityInput, 'dimmed' | 'dimmedLinks'>,
): (link: number) => boolean {
  if (dimmedLinks) return (link) => dimmedLinks[link] === 1;
  return (link) => dimmed?.[from[link] ?? 0] === 1 || dimmed?.[to[link] ?? 0] === 1;
}

/** Returns a function that gives the opacity of each link at `zoom`, from 0 to 1. */
export const createLinkOpacity = (
  scene: Scene,
  { meshHulls, planned, applying = [] }: Pick<VisibilityInput, 'meshHulls' | 'planned' | 'applying'>,
  zoom: number,
) => createLinkVisibility(scene, meshHulls, zoom, createIsMarked(scene, meshHulls.length > 0 ? [...planned, ...applying] : []));

/** Returns a predicate for links that have a mark on one of their halves. */
function createIsMarked(scene: Scene, marks: readonly HalfMarker<unknown>[]): (link: number) => boolean {
  const pairId = (one: number, other: number) => Math.min(one, other) * scene.nodes.length + Math.max(one, other);
  const marked = new Set(marks.map(({ own, far }) => pairId(own, far)));
  return marked.size === 0 ? () => false : (link) => marked.has(pairId(scene.from[link] ?? 0, scene.to[link] ?? 0));
}

function splitByOpacity(links: readonly number[], opacityOf: (link: number) => number): LinksByOpacity {
  const opaque: number[] = [];
  const faded = new Map<number, number[]>();
  for (const link of links) {
    const opacity = opacityOf(link);
    if (opacity === 1) opaque.push(link);
    else {
      const list = faded.get(opacity);
      if (list) list.push(link);
      else faded.set(opacity, [link]);
    }
  }
  return { links: opaque, faded: [...faded].map(([seen, some]): FadedLinks => ({ opacity: seen, links: some })) };
}
