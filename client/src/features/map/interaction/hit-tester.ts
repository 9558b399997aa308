import type { ResourceKey } from '@peerscape/shared/arm';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import type { Point } from '../geometry/bounds.ts';
import { isClose } from '../geometry/detail-level.ts';
import type { SpatialGrid } from '../geometry/spatial-grid.ts';
import type { SceneAnnotations } from '../model/annotations.ts';
import { hasBundles, isBundled } from '../model/bundles.ts';
import { hitTestConnectedGroup } from '../model/connected-group-annotations.ts';
import { createHitGrid, hitTest } from '../model/hit-test.ts';
import { createLinkVisibility, hitTestMeshHull } from '../model/mesh-hulls.ts';
import type { Scene } from '../model/scene.ts';
import type { Target } from './focus.ts';

/** Hit tolerance in CSS pixels. */
const TOLERANCE = { pointer: 6, touch: 18 } as const;

/** Items whose lines are drawn even inside a hull: those of the focused item, and those with a planned or applied half (`from>to`). */
export interface HitContext {
  /** VNets that match the filter; undefined for all. */
  readonly shown?: ReadonlySet<ResourceKey> | undefined;
  readonly focused?: FocusedItem | undefined;
  readonly planned: { has(half: string): boolean };
  readonly applying: { has(half: string): boolean };
}

/** Finds the target at a point of the map. It builds its grid lazily, on the first hit test after a change. */
export interface HitTester {
  /** Discards the grid because the scene changed. */
  invalidate(): void;
  findTarget(
    scene: Scene,
    annotations: SceneAnnotations,
    at: Point,
    zoom: number,
    touch: boolean,
    context?: HitContext,
  ): Target | undefined;
}

/** Creates a hit tester. */
export function createHitTester(): HitTester {
  let grid: SpatialGrid | undefined;
  return {
    invalidate() {
      grid = undefined;
    },
    findTarget(scene, { containers, connectedGroups, meshHulls }, at, zoom, touch, context) {
      grid ??= createHitGrid(scene);
      const tolerance = touch ? TOLERANCE.touch : TOLERANCE.pointer;
      const visibility = createLinkVisibility(
        scene,
        meshHulls,
        zoom,
        (link) => context !== undefined && isAlwaysVisible(scene, link, context),
      );
      const bundles = hasBundles({ isClose: isClose(zoom) }, { containers, dimmed: context?.shown });
      const isDrawn = (link: number) => visibility(link) > MIN_VISIBILITY && !(bundles && isBundled(scene, link));
      const hit = hitTest(scene, grid, at, zoom, tolerance, isDrawn);
      if (hit?.kind === 'node') {
        const key = scene.nodes[hit.node]?.key;
        return key && { kind: 'vnet', key };
      }
      const key = hit && scene.links[hit.link]?.key;
      if (key) return { kind: 'half', key, side: hit.side };
      const group = hitTestConnectedGroup(connectedGroups, scene, at, tolerance / zoom);
      if (group) return { kind: 'connected-group', key: group.id };
      const hull = hitTestMeshHull(meshHulls, at, zoom);
      return hull && { kind: 'mesh', key: `mesh ${hull.mesh.members[0]}`, mesh: hull };
    },
  };
}

/** Minimum opacity of a line that can be hit. */
const MIN_VISIBILITY = 0.5;

function isAlwaysVisible({ links }: Scene, index: number, { focused, planned, applying }: HitContext): boolean {
  const link = links[index];
  if (!link) return false;
  if (focused && [link.key, link.a, link.b].some((key) => key === focused.key)) return true;
  return [`${link.a}>${link.b}`, `${link.b}>${link.a}`].some((half) => planned.has(half) || applying.has(half));
}
