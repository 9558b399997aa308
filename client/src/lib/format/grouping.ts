import type { Node, Topology } from '@peerscape/shared/topology';

/** Above this number of VNets, they are grouped by region unless the URL sets a grouping. */
const GROUPING_THRESHOLD = 150;

/** Returns the chosen grouping, or the default for that number of VNets. */
export const resolveGrouping = (chosen: Grouping | 'auto', vnets: number): Grouping =>
  chosen !== 'auto' ? chosen : vnets > GROUPING_THRESHOLD ? 'region' : 'none';

export type Grouping = 'none' | 'subscription' | 'region' | 'resource-group';

/** Group of VNets: `id` identifies it, `title` is its heading. */
export interface Group {
  readonly id: string;
  readonly title: string;
  /** Parent of the group, where the title alone is ambiguous. */
  readonly within?: string;
}

const SINGLE_GROUP: Group = { id: '', title: '' };

const subscriptionTitle = (topology: Topology, id: string): string => topology.subscriptions.get(id)?.name || id || 'No subscription';

const regionOf = (node: Node): Group =>
  node.kind === 'ghost'
    ? { id: 'not-readable', title: 'Unknown region' }
    : { id: node.location.toLowerCase().replace(/\s/g, ''), title: node.location || 'No region' };

const GROUPS: Readonly<Record<Grouping, (topology: Topology, node: Node) => Group>> = {
  none: () => SINGLE_GROUP,
  subscription: (topology, node) => ({ id: node.subscriptionId, title: subscriptionTitle(topology, node.subscriptionId) }),
  region: (_, node) => regionOf(node),
  'resource-group': (topology, node) => ({
    id: `${node.subscriptionId}/${node.resourceGroup.toLowerCase()}`,
    title: node.resourceGroup || 'No resource group',
    within: subscriptionTitle(topology, node.subscriptionId),
  }),
};

/** Returns the group of a VNet or ghost; with `none`, all are in one group without a heading. */
export const groupOf = (topology: Topology, node: Node, grouping: Grouping): Group => GROUPS[grouping](topology, node);
