import type { Point } from '../geometry/room.ts';
import { type Scene, sceneOf } from '../model/scene.ts';
import { place } from '../placement/place.ts';
import { placeable } from './map-worlds.ts';

/** A world of one mesh `m-1`, `m-2` and so on. What is said of a pair, as `1-2`, stands instead of its peering; more lines may follow. */
export function meshWorld(count: number, said: Readonly<Record<string, string>> = {}, more: readonly string[] = []): string {
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  const vnets = numbers.map((one) => `vnet m-${one} 10.${one}.0.0/16`);
  const peerings = numbers.flatMap((one) => numbers.slice(one).map((other) => said[`${one}-${other}`] ?? `m-${one} <-> m-${other}`));
  return ['# Mesh', ...vnets, ...peerings, ...more, ''].join('\n');
}

/** A world as it is placed, but for VNets that a person has put elsewhere. */
export function placedScene(world: string, elsewhere: Readonly<Record<string, Point>> = {}): Scene {
  const { elements, nodes, links } = placeable(world);
  const places = place(nodes, links);
  for (const { key, name } of elements.nodes.values()) {
    const other = elsewhere[name];
    if (other) places.set(key, other);
  }
  return sceneOf(elements, places);
}

/** The number of the VNet with that name. */
export function numberOf({ nodes }: Scene, name: string): number {
  const number = nodes.findIndex((node) => node.name === name);
  if (number < 0) throw new Error(`no VNet is called ${name}`);
  return number;
}

/** The number of the link between two VNets. */
export function linkBetween(scene: Scene, one: string, other: string): number {
  const far = numberOf(scene, other);
  const link = scene.linksOf[numberOf(scene, one)]?.find((each) => scene.from[each] === far || scene.to[each] === far);
  if (link === undefined) throw new Error(`${one} and ${other} share no peering`);
  return link;
}
