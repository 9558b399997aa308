import type { Elements } from './elements.ts';
import type { Scene } from './scene.ts';

/** The halves (by their number in the scene) that stand differently than before; peerings that are new count with both halves. */
export function changedHalves(before: Elements, after: Elements, scene: Scene): number[] {
  const halves: number[] = [];
  for (const [key, { looks, options }] of after.links) {
    const old = before.links.get(key);
    const link = scene.linkIndexOf.get(key);
    if (link === undefined) continue;
    for (const side of [0, 1] as const)
      if (old?.looks[side] !== looks[side] || old?.options[side] !== options[side]) halves.push(2 * link + side);
  }
  return halves;
}
