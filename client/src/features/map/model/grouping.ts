import type { Node, Topology } from '@peerscape/shared/topology';

export type Grouping = 'none' | 'subscription' | 'region' | 'resource-group';

/** A group that a VNet stands in: `id` is what makes it one group, `title` is what its heading says. */
export interface Group {
  readonly id: string;
  readonly title: string;
  /** What the group lies in, where its title alone could mean several. */
  readonly within?: string;
}

const EVERYTHING: Group = { id: '', title: '' };

const subscriptionTitle = (topology: Topology, id: string): string => topology.subscriptions.get(id)?.name || id || 'No subscription';

const regionOf = (node: Node): Group =>
  node.kind === 'ghost'
    ? { id: 'not-readable', title: 'Region not readable' }
    : { id: node.location.toLowerCase().replace(/\s/g, ''), title: node.location || 'No region' };

const GROUPS: Readonly<Record<Grouping, (topology: Topology, node: Node) => Group>> = {
  none: () => EVERYTHING,
  subscription: (topology, node) => ({ id: node.subscriptionId, title: subscriptionTitle(topology, node.subscriptionId) }),
  region: (_, node) => regionOf(node),
  'resource-group': (topology, node) => ({
    id: `${node.subscriptionId}/${node.resourceGroup.toLowerCase()}`,
    title: node.resourceGroup || 'No resource group',
    within: subscriptionTitle(topology, node.subscriptionId),
  }),
};

/** The group of a VNet or ghost; with `none` all stand in one group without a heading. */
export const groupOf = (topology: Topology, node: Node, grouping: Grouping): Group => GROUPS[grouping](topology, node);
