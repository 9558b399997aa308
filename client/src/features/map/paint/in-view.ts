import { onScreen } from '../geometry/view.ts';
import type { HalfMark } from '../model/half-marks.ts';
import { type MeshHull, seenLinks } from '../model/mesh-hulls.ts';
import type { Scene } from '../model/scene.ts';
import type { Painting } from './canvas.ts';
import { linksIn } from './lines.ts';
import { nodesIn } from './shapes.ts';
import type { Things } from './writing.ts';

/** What there is to be seen, and the links of which less is seen than is there. */
export interface Seen extends Things {
  readonly veiled: readonly Veil[];
}

/** Links of which only so much is seen, from 0 to less than 1. */
interface Veil {
  readonly seen: number;
  readonly links: readonly number[];
}

/** What is looked at, as far as it decides what of it is in view. */
interface Looked {
  readonly meshHulls: readonly MeshHull[];
  readonly faint: Uint8Array | undefined;
  readonly lifted: number | undefined;
  readonly planned: readonly HalfMark<unknown>[];
  readonly applying?: readonly HalfMark<unknown>[];
}

/** What is in view: what the filter lets through, and what it leaves in the background. */
export function inView({ scene, view, screen }: Painting, looked: Looked): { readonly clear: Seen; readonly faint: Seen } {
  const { lifted, faint } = looked;
  const box = onScreen(view, screen);
  const nodes = nodesIn(scene, box).filter((node) => node !== lifted);
  const links = linksIn(scene, box).filter((link) => lifted === undefined || (scene.from[link] !== lifted && scene.to[link] !== lifted));
  const seen = seenOf(scene, looked, view.zoom);
  if (!faint) return { clear: { nodes, ...bySeen(links, seen) }, faint: { nodes: [], links: [], veiled: [] } };
  const isFaint = (node: number | undefined) => faint[node ?? 0] === 1;
  const isFaintLink = (link: number) => isFaint(scene.from[link]) || isFaint(scene.to[link]);
  return {
    clear: {
      nodes: nodes.filter((node) => !isFaint(node)),
      ...bySeen(
        links.filter((link) => !isFaintLink(link)),
        seen,
      ),
    },
    faint: { nodes: nodes.filter(isFaint), ...bySeen(links.filter(isFaintLink), seen) },
  };
}

/** How much is seen of each link at a zoom, from 0 to 1. */
export const seenOf = (
  scene: Scene,
  { meshHulls, planned, applying = [] }: Pick<Looked, 'meshHulls' | 'planned' | 'applying'>,
  zoom: number,
) => seenLinks(scene, meshHulls, zoom, markedLinks(scene, meshHulls.length > 0 ? [...planned, ...applying] : []));

/** Whether something is told about a half of a link. */
function markedLinks(scene: Scene, marks: readonly HalfMark<unknown>[]): (link: number) => boolean {
  const pair = (one: number, other: number) => Math.min(one, other) * scene.nodes.length + Math.max(one, other);
  const marked = new Set(marks.map(({ own, far }) => pair(own, far)));
  return marked.size === 0 ? () => false : (link) => marked.has(pair(scene.from[link] ?? 0, scene.to[link] ?? 0));
}

function bySeen(links: readonly number[], seenOf: (link: number) => number): Pick<Seen, 'links' | 'veiled'> {
  const whole: number[] = [];
  const veils = new Map<number, number[]>();
  for (const link of links) {
    const seen = seenOf(link);
    if (seen === 1) whole.push(link);
    else {
      const list = veils.get(seen);
      if (list) list.push(link);
      else veils.set(seen, [link]);
    }
  }
  return { links: whole, veiled: [...veils].map(([seen, some]) => ({ seen, links: some })) };
}
