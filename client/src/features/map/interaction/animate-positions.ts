import type { Point } from '../geometry/bounds.ts';
import { positionOf, type Scene } from '../model/scene.ts';

const DURATION_MS = 480;

const easeInOut = (t: number): number => (t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2);

/** Animates the VNets of a scene from their old positions to their current ones. `stop` moves them to the end at once. */
export function animatePositions(scene: Scene, from: ReadonlyMap<string, Point>, onStep: (isLast: boolean) => void): { stop(): void } {
  const moving = scene.nodes.flatMap(({ key }, node) => {
    const [old, to] = [from.get(key), positionOf(scene, node)];
    return old && (old.x !== to.x || old.y !== to.y) ? [{ node, old, to }] : [];
  });
  const start = performance.now();
  let frame = 0;
  const moveTo = (t: number) => {
    for (const { node, old, to } of moving) {
      scene.x[node] = old.x + (to.x - old.x) * t;
      scene.y[node] = old.y + (to.y - old.y) * t;
    }
    onStep(t === 1);
  };
  const tick = () => {
    const t = Math.min(1, (performance.now() - start) / DURATION_MS);
    moveTo(easeInOut(t));
    frame = t < 1 ? requestAnimationFrame(tick) : 0;
  };
  tick();
  return {
    stop() {
      if (frame === 0) return;
      cancelAnimationFrame(frame);
      moveTo(1);
    },
  };
}
