import type { Point } from '../geometry/bounds.ts';
import { createScene, type Scene } from '../model/scene.ts';
import { place } from '../placement/place.ts';
import { loadFixture } from './map-fixtures.ts';

/** Returns a fixture of one mesh `m-1`, `m-2` and so on. `overrides` replaces the line of a pair such as `1-2`; `more` is appended. */
export function meshFixture(count: number, overrides: Readonly<Record<string, string>> = {}, more: readonly string[] = []): string {
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  const vnets = numbers.map((one) => `vnet m-${one} 10.${one}.0.0/16`);
  const peerings = numbers.flatMap((one) => numbers.slice(one).map((other) => overrides[`${one}-${other}`] ?? `m-${one} <-> m-${other}`));
  return ['# Mesh', ...vnets, ...peerings, ...more, ''].join('\n');
}

/** Creates the scene of a fixture with its automatic places, overridden by manual positions, by name. */
export function createPlacedScene(world: string, manual: Readonly<Record<string, Point>> = {}): Scene {
  const { elements, nodes, links } = loadFixture(world);
  const places = place(nodes, links);
  for (const { key, name } of elements.nodes.values()) {
    const position = manual[name];
    if (position) places.set(key, position);
  }
  return createScene(elements, places);
}

/** Returns the node index of the VNet with that name; throws without one. */
export function nodeIndexOf({ nodes }: Scene, name: string): number {
  const index = nodes.findIndex((node) => node.name === name);
  if (index < 0) throw new Error(`There is no VNet ${name}`);
  return index;
}

/** Returns the index of the link between two VNets; throws without one. */
export function findLink(scene: Scene, one: string, other: string): number {
  const far = nodeIndexOf(scene, other);
  const link = scene.linksOf[nodeIndexOf(scene, one)]?.find((each) => scene.from[each] === far || scene.to[each] === far);
  if (link === undefined) throw new Error(`${one} and ${other} share no peering`);
  return link;
}
