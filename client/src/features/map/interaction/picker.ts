import type { Selection } from '../../../lib/state/selection.ts';
import type { Grid } from '../geometry/grid.ts';
import type { Point } from '../geometry/room.ts';
import { groupAt } from '../model/connected-groups.ts';
import { hitAt, hitGrid } from '../model/hit.ts';
import { hullAt, seenLinks } from '../model/mesh-hulls.ts';
import type { Scene } from '../model/scene.ts';
import type { Surroundings } from '../model/surroundings.ts';
import type { Target } from './focus.ts';

/** Fingers are thicker than a pointer: how far, in CSS pixels, each may miss. */
const REACH = { pointer: 6, finger: 18 } as const;

/** Why a line within a hull is drawn all the same: it belongs to what is selected, or a draft or an apply is about a half of it, by `from>to`. */
export interface Shown {
  readonly selection?: Selection | undefined;
  readonly planned: { has(half: string): boolean };
  readonly applying: { has(half: string): boolean };
}

/** Finds what lies under a place of the map. Its grid is made when first asked after a change, and not before. */
export interface Picker {
  /** Something in the scene has moved. */
  spoil(): void;
  at(scene: Scene, around: Surroundings, at: Point, zoom: number, touch: boolean, shown?: Shown): Target | undefined;
}

/** A picker that knows nothing yet. */
export function newPicker(): Picker {
  let grid: Grid | undefined;
  return {
    spoil() {
      grid = undefined;
    },
    at(scene, { connectedGroups, meshHulls }, at, zoom, touch, shown) {
      grid ??= hitGrid(scene);
      const reach = touch ? REACH.finger : REACH.pointer;
      const seen = seenLinks(scene, meshHulls, zoom, (link) => shown !== undefined && isShown(scene, link, shown));
      const hit = hitAt(scene, grid, at, zoom, reach, (link) => seen(link) > LEAST_SEEN);
      if (hit?.kind === 'node') {
        const key = scene.nodes[hit.node]?.key;
        return key && { kind: 'vnet', key };
      }
      const key = hit && scene.links[hit.link]?.key;
      if (key) return { kind: 'half', key, side: hit.side };
      const group = groupAt(connectedGroups, scene, at, reach / zoom);
      if (group) return { kind: 'connected-group', key: group.id };
      const hull = hullAt(meshHulls, at, zoom);
      return hull && { kind: 'mesh', key: `mesh ${hull.mesh.members[0]}`, mesh: hull };
    },
  };
}

/** What is seen less than that cannot be meant. */
const LEAST_SEEN = 0.5;

function isShown({ links }: Scene, number: number, { selection, planned, applying }: Shown): boolean {
  const link = links[number];
  if (!link) return false;
  if (selection && [link.key, link.a, link.b].some((key) => key === selection.key)) return true;
  return [`${link.a}>${link.b}`, `${link.b}>${link.a}`].some((half) => planned.has(half) || applying.has(half));
}
