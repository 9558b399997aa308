import { lastName, type ResourceKey, resourceKey } from '../arm/index.ts';
import { nodeOf } from './half-status.ts';
import type { Node, Topology } from './model.ts';

/** Returns the display name of a VNet or connected group. */
export type Namer = (key: ResourceKey) => string;

/** Formats a list for use in a sentence: `a, b and c`. */
export const formatList = (items: readonly string[]): string =>
  items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** Creates a function that returns display names: the resource name, with the resource group and subscription where needed to be unique. */
export function createNamer(topology: Topology): Namer {
  const nodes = [...topology.vnets.values(), ...topology.ghosts.values()];
  const nameOf = createUniqueNames(nodes, (id) => topology.subscriptions.get(id)?.name ?? id);
  return (key: ResourceKey) => {
    const node = nodeOf(topology, key);
    return node ? nameOf(node) : (topology.connectedGroups.find(({ id }) => resourceKey(id) === key)?.name ?? lastName(key));
  };
}

type NamedResource = Pick<Node, 'name' | 'resourceGroup' | 'subscriptionId'>;

/** Creates a function that names resources, with the resource group and subscription where others have the same name. */
export function createUniqueNames(
  resources: readonly NamedResource[],
  subscriptionName: (subscriptionId: string) => string,
): (resource: NamedResource) => string {
  const count = (texts: string[]) =>
    texts.reduce((counts, text) => counts.set(text, (counts.get(text) ?? 0) + 1), new Map<string, number>());
  const names = count(resources.map(({ name }) => name.toLowerCase()));
  const namesInGroup = count(resources.map(({ name, resourceGroup }) => `${resourceGroup}/${name}`.toLowerCase()));
  return ({ name, resourceGroup, subscriptionId }) => {
    if ((names.get(name.toLowerCase()) ?? 0) < 2) return name;
    const nameWithGroup = `${name} in ${resourceGroup}`;
    if ((namesInGroup.get(`${resourceGroup}/${name}`.toLowerCase()) ?? 0) < 2) return nameWithGroup;
    return `${nameWithGroup} of ${subscriptionName(subscriptionId)}`;
  };
}
