import { lastName, type ResourceKey, resourceKey } from '../arm/index.ts';
import { nodeOf } from './half-look.ts';
import type { Topology } from './model.ts';

/** Gives the name that people know a VNet or group by. */
export type NameOf = (key: ResourceKey) => string;

/** A VNet's own name; where two share it, with the resource group, and where that is not enough, with the subscription. */
export function namesIn(topology: Topology): NameOf {
  const nodes = [...topology.vnets.values(), ...topology.ghosts.values()];
  const times = (texts: string[]) => texts.reduce((seen, text) => seen.set(text, (seen.get(text) ?? 0) + 1), new Map<string, number>());
  const names = times(nodes.map(({ name }) => name.toLowerCase()));
  const inGroup = times(nodes.map(({ name, resourceGroup }) => `${resourceGroup}/${name}`.toLowerCase()));
  return (key: ResourceKey) => {
    const node = nodeOf(topology, key);
    if (!node) return topology.connectedGroups.find(({ id }) => resourceKey(id) === key)?.name ?? lastName(key);
    if ((names.get(node.name.toLowerCase()) ?? 0) < 2) return node.name;
    const inItsGroup = `${node.name} in ${node.resourceGroup}`;
    if ((inGroup.get(`${node.resourceGroup}/${node.name}`.toLowerCase()) ?? 0) < 2) return inItsGroup;
    return `${inItsGroup} of ${topology.subscriptions.get(node.subscriptionId)?.name ?? node.subscriptionId}`;
  };
}
