import type { Point } from './placement/room.ts';
import type { Scene } from './scene.ts';

const GLIDE_MS = 480;

const eased = (t: number): number => (t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2);

/** Moves a scene's VNets from where they stood to where they stand now, frame by frame; `stop` puts them there at once. */
export function glide(scene: Scene, from: ReadonlyMap<string, Point>, step: () => void): { stop(): void } {
  const [x, y] = [scene.x.slice(), scene.y.slice()];
  const start = performance.now();
  let frame = 0;
  const put = (t: number) => {
    scene.nodes.forEach(({ key }, i) => {
      const old = from.get(key);
      const [toX, toY] = [x[i] ?? 0, y[i] ?? 0];
      scene.x[i] = old ? old.x + (toX - old.x) * t : toX;
      scene.y[i] = old ? old.y + (toY - old.y) * t : toY;
    });
    step();
  };
  const tick = () => {
    const t = Math.min(1, (performance.now() - start) / GLIDE_MS);
    put(eased(t));
    frame = t < 1 ? requestAnimationFrame(tick) : 0;
  };
  tick();
  return {
    stop() {
      if (frame === 0) return;
      cancelAnimationFrame(frame);
      put(1);
    },
  };
}
