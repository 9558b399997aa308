import { lastName, parseResourceId } from '../arm/index.ts';
import type { AzCommand } from './az.ts';
import { azString } from './quote.ts';
import type { NextHop, RouteChange, RouteTableChange, SubnetToAssociate } from './route-table-change.ts';
import type { CommandBlock } from './scripts.ts';

/** Describes a route as a sentence without its full stop. */
export const describeRoute = ({ name: table }: RouteTableChange, { name, prefix, exists, ...hop }: RouteChange): string =>
  `${exists ? 'Change' : 'Create'} the route ${name} in route table ${table}: ${prefix} to ${describeNextHop(hop)}`;

const describeNextHop = ({ nextHopType, nextHopIp }: NextHop): string =>
  nextHopType === 'VirtualAppliance' ? `the virtual appliance ${nextHopIp}` : 'the virtual network gateway';

/** Describes the association of a subnet as a sentence without its full stop. */
export const describeAssociation = ({ name: table }: RouteTableChange, { id }: SubnetToAssociate): string =>
  `Associate the subnet ${vnetNameOf(id)}/${lastName(id)} with route table ${table}`;

const vnetNameOf = (subnetId: string): string => {
  const parsed = parseResourceId(subnetId);
  return parsed.ok ? (parsed.value.names[0] ?? '') : '';
};

/** Creates the az commands for a change of a route table, in order. */
export const routeTableBlocks = (change: RouteTableChange): readonly CommandBlock[] => [
  ...(change.isNew ? [{ comments: [`Create the route table ${change.name}`], command: createTable(change) }] : []),
  ...change.routes.map((route) => ({ comments: [describeRoute(change, route)], command: createRoute(change, route) })),
  ...change.subnets.map((subnet) => ({ comments: [describeAssociation(change, subnet)], command: associate(change, subnet) })),
];

const createTable = (change: RouteTableChange): AzCommand => ({
  path: ['az', 'network', 'route-table', 'create'],
  options: [...scope(change), ['name', azString(change.name)], ['location', azString(change.location)]],
});

/** `create` also replaces an existing route of that name. */
const createRoute = (change: RouteTableChange, { name, prefix, nextHopType, nextHopIp }: RouteChange): AzCommand => ({
  path: ['az', 'network', 'route-table', 'route', 'create'],
  options: [
    ...scope(change),
    ['route-table-name', azString(change.name)],
    ['name', azString(name)],
    ['address-prefix', azString(prefix)],
    ['next-hop-type', nextHopType],
    ...(nextHopIp === undefined ? [] : [['next-hop-ip-address', azString(nextHopIp)] as const]),
  ],
});

/** Creates the command that associates a subnet, which az reads before it writes, so that its other settings do not change. */
export const associate = ({ id }: Pick<RouteTableChange, 'id'>, subnet: SubnetToAssociate): AzCommand => ({
  path: ['az', 'network', 'vnet', 'subnet', 'update'],
  options: [
    ['ids', azString(subnet.id)],
    ['route-table', azString(id)],
  ],
});

const scope = ({ subscriptionId, resourceGroup }: RouteTableChange): readonly (readonly [string, string])[] => [
  ['subscription', subscriptionId],
  ['resource-group', azString(resourceGroup)],
];
