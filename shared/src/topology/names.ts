import { lastName, type ResourceKey, resourceKey } from '../arm/index.ts';
import { nodeOf } from './half-status.ts';
import type { Topology } from './model.ts';

/** Returns the display name of a VNet or connected group. */
export type Namer = (key: ResourceKey) => string;

/** Formats a list for use in a sentence: `a, b and c`. */
export const formatList = (items: readonly string[]): string =>
  items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** Creates a function that returns display names: the resource name, with the resource group and subscription where needed to be unique. */
export function createNamer(topology: Topology): Namer {
  const nodes = [...topology.vnets.values(), ...topology.ghosts.values()];
  const count = (texts: string[]) =>
    texts.reduce((counts, text) => counts.set(text, (counts.get(text) ?? 0) + 1), new Map<string, number>());
  const names = count(nodes.map(({ name }) => name.toLowerCase()));
  const namesInGroup = count(nodes.map(({ name, resourceGroup }) => `${resourceGroup}/${name}`.toLowerCase()));
  return (key: ResourceKey) => {
    const node = nodeOf(topology, key);
    if (!node) return topology.connectedGroups.find(({ id }) => resourceKey(id) === key)?.name ?? lastName(key);
    if ((names.get(node.name.toLowerCase()) ?? 0) < 2) return node.name;
    const nameWithGroup = `${node.name} in ${node.resourceGroup}`;
    if ((namesInGroup.get(`${node.resourceGroup}/${node.name}`.toLowerCase()) ?? 0) < 2) return nameWithGroup;
    return `${nameWithGroup} of ${topology.subscriptions.get(node.subscriptionId)?.name ?? node.subscriptionId}`;
  };
}
