import type { Topology } from '@peerscape/shared/topology';
import type { Selection } from '../../lib/selection.ts';
import { mountGraph } from './cy/mount.ts';
import { elementsOf, isEquipped } from './elements.ts';
import type { Grid } from './grid.ts';
import type { Grouping } from './grouping.ts';
import type { Theme } from './half-looks.ts';
import { extentOf, type Hit, hitAt, hitGrid } from './hit.ts';
import { paintScene } from './paint/painter.ts';
import { place } from './placement/place.ts';
import type { Point } from './placement/room.ts';
import { type Scene, sceneOf } from './scene.ts';
import { viewOf, zoomedAt } from './view.ts';

export interface LivingMap {
  update(topology: Topology, grouping: Grouping, theme: Theme): void;
  fit(): void;
  zoomBy(factor: number): void;
  frame(selection: Selection): void;
  destroy(): void;
}

export function livingMap(
  container: HTMLElement,
  canvas: HTMLCanvasElement,
  onSelect: (selection: Selection | undefined) => void,
): LivingMap {
  let scene: Scene = sceneOf({ nodes: new Map(), links: new Map() }, new Map());
  let grid: Grid | undefined;
  let theme: Theme = 'light';
  const places = new Map<string, Point>();
  const size = () => ({ width: container.clientWidth || 800, height: container.clientHeight || 600 });
  const hit = (at: Point): Hit | undefined => {
    grid ??= hitGrid(scene);
    return hitAt(scene, grid, at, graph.view().zoom);
  };
  const selectionOf = (found: Hit | undefined): Selection | undefined => {
    if (found?.kind === 'node') {
      const node = scene.nodes[found.node];
      return node && { kind: 'vnet', key: node.key };
    }
    const link = found && scene.links[found.link];
    return link && { kind: 'peering', key: link.key };
  };
  const frame = () => {
    const ctx = canvas.getContext('2d');
    if (!ctx) return;
    const ratio = window.devicePixelRatio || 1;
    const { width, height } = size();
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    paintScene(ctx, scene, graph.view(), { width, height, ratio }, theme);
  };
  const graph = mountGraph(container, {
    frame,
    find: (at) => selectionOf(hit(at))?.key,
    tap: (at) => onSelect(selectionOf(hit(at))),
    doubleTap: () => {},
    hover: () => {},
    dragged: (id, at) => {
      const i = scene.indexOf.get(id as never);
      if (i === undefined) return;
      scene.x[i] = at.x;
      scene.y[i] = at.y;
      places.set(id, { ...at });
      grid = undefined;
      graph.redraw();
    },
    dropped: () => {},
    viewChanged: () => {},
  });
  const show = (view: ReturnType<typeof viewOf>) => graph.show(view, 0);
  let first = true;
  return {
    update(topology, grouping, nextTheme) {
      theme = nextTheme;
      const elements = elementsOf(topology, grouping);
      for (const [key, at] of place(
        [...elements.nodes.values()].map((node) => ({
          key: node.key,
          name: node.name,
          group: node.group.id,
          equipped: isEquipped(topology, node.key),
        })),
        [...elements.links.values()],
      ))
        places.set(key, at);
      graph.patch(elements, places);
      scene = sceneOf(elements, places);
      grid = undefined;
      if (first) show(viewOf(extentOf(scene), size(), 40));
      first = false;
      graph.redraw();
    },
    fit: () => show(viewOf(extentOf(scene), size(), 40)),
    zoomBy: (factor) => show(zoomedAt(graph.view(), factor, { x: size().width / 2, y: size().height / 2 })),
    frame: () => {},
    destroy: () => graph.destroy(),
  };
}
