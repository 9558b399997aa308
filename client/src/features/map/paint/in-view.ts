import { onScreen } from '../geometry/view.ts';
import type { HalfMark } from '../model/half-marks.ts';
import { type MeshHull, seenLinks } from '../model/mesh-hulls.ts';
import type { Scene } from '../model/scene.ts';
import type { Painting } from './canvas.ts';
import { linksIn } from './lines.ts';
import { nodesIn } from './shapes.ts';
import type { Things } from './writing.ts';

/** Visible items, with the links that are partly faded out. */
export interface Seen extends Things, LinksByOpacity {}

interface LinksByOpacity {
  readonly links: readonly number[];
  readonly veiled: readonly FadedLinks[];
}

/** Links drawn with reduced opacity, from 0 to less than 1. */
interface FadedLinks {
  readonly seen: number;
  readonly links: readonly number[];
}

/** Parts of a picture that decide which items are visible. */
interface VisibilityInput {
  readonly meshHulls: readonly MeshHull[];
  readonly faint: Uint8Array | undefined;
  readonly lifted: number | undefined;
  readonly planned: readonly HalfMark<unknown>[];
  readonly applying?: readonly HalfMark<unknown>[];
}

/** Finds the items in the viewport: those that match the filter, and those that the filter dims. */
export function inView({ scene, view, screen }: Painting, picture: VisibilityInput): { readonly matching: Seen; readonly dimmed: Seen } {
  const { lifted, faint } = picture;
  const box = onScreen(view, screen);
  const nodes = nodesIn(scene, box).filter((node) => node !== lifted);
  const links = linksIn(scene, box).filter((link) => lifted === undefined || (scene.from[link] !== lifted && scene.to[link] !== lifted));
  const opacityOf = seenOf(scene, picture, view.zoom);
  if (!faint) return { matching: { nodes, ...splitByOpacity(links, opacityOf) }, dimmed: { nodes: [], links: [], veiled: [] } };
  const isDimmed = (node: number | undefined) => faint[node ?? 0] === 1;
  const isDimmedLink = (link: number) => isDimmed(scene.from[link]) || isDimmed(scene.to[link]);
  return {
    matching: {
      nodes: nodes.filter((node) => !isDimmed(node)),
      ...splitByOpacity(
        links.filter((link) => !isDimmedLink(link)),
        opacityOf,
      ),
    },
    dimmed: { nodes: nodes.filter(isDimmed), ...splitByOpacity(links.filter(isDimmedLink), opacityOf) },
  };
}

/** Returns a function that gives the opacity of each link at `zoom`, from 0 to 1. */
export const seenOf = (
  scene: Scene,
  { meshHulls, planned, applying = [] }: Pick<VisibilityInput, 'meshHulls' | 'planned' | 'applying'>,
  zoom: number,
) => seenLinks(scene, meshHulls, zoom, createIsMarked(scene, meshHulls.length > 0 ? [...planned, ...applying] : []));

/** Returns a predicate for links that have a mark on one of their halves. */
function createIsMarked(scene: Scene, marks: readonly HalfMark<unknown>[]): (link: number) => boolean {
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
  return { links: opaque, veiled: [...faded].map(([seen, some]): FadedLinks => ({ seen, links: some })) };
}
