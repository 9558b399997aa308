import { groupAt } from './connected-groups.ts';
import type { Target } from './focus.ts';
import type { Grid } from './grid.ts';
import { hitAt, hitGrid } from './hit.ts';
import type { Point } from './placement/room.ts';
import type { Scene } from './scene.ts';
import type { Surroundings } from './surroundings.ts';

/** Fingers are thicker than a pointer: how far, in CSS pixels, each may miss. */
const REACH = { pointer: 6, finger: 18 } as const;

/** Finds what lies under a place of the map. Its grid is made when first asked after a change, and not before. */
export interface Picker {
  /** Something in the scene has moved. */
  spoil(): void;
  at(scene: Scene, around: Surroundings, at: Point, zoom: number, touch: boolean): Target | undefined;
}

/** A picker that knows nothing yet. */
export function newPicker(): Picker {
  let grid: Grid | undefined;
  return {
    spoil() {
      grid = undefined;
    },
    at(scene, { connectedGroups }, at, zoom, touch) {
      grid ??= hitGrid(scene);
      const reach = touch ? REACH.finger : REACH.pointer;
      const hit = hitAt(scene, grid, at, zoom, reach);
      if (hit?.kind === 'node') {
        const key = scene.nodes[hit.node]?.key;
        return key && { kind: 'vnet', key };
      }
      const key = hit && scene.links[hit.link]?.key;
      if (key) return { kind: 'half', key, side: hit.side };
      const group = groupAt(connectedGroups, scene, at, reach / zoom);
      return group && { kind: 'connected-group', key: group.id };
    },
  };
}
