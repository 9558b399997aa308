import type { Elements } from './elements.ts';
import type { Scene } from './scene.ts';

/** Finds the halves, by their index in the scene, whose status or options changed; new peerings count with both halves. */
export function findChangedHalves(before: Elements, after: Elements, scene: Scene): number[] {
  const halves: number[] = [];
  for (const [key, { statuses, options }] of after.links) {
    const previous = before.links.get(key);
    const link = scene.linkIndexOf.get(key);
    if (link === undefined) continue;
    for (const side of [0, 1] as const)
      if (previous?.statuses[side] !== statuses[side] || previous?.options[side] !== options[side]) halves.push(2 * link + side);
  }
  return halves;
}
