import { lastName } from '../arm/index.ts';
import type { HandOff } from './hand-off.ts';
import type { Role } from './role.ts';
import { describeAssociation, describeRoute, routeTableBlocks } from './route-commands.ts';
import type { RouteTableChange } from './route-table-change.ts';
import { routesAsBicep, routesAsTerraform } from './route-templates.ts';
import { bashBlocks, powerShellBlocks } from './scripts.ts';

/** Creates the instructions for changes of route tables as text and as code. Contains full resource IDs; names are quoted for each language. */
export function routeHandOff(changes: readonly RouteTableChange[]): HandOff {
  const blocks = changes.flatMap(routeTableBlocks);
  const powerShell = powerShellBlocks(blocks);
  const groups = [...new Set(changes.map(({ resourceGroup }) => `resource group ${resourceGroup}`))];
  return {
    who: `the owner of ${groups.join(' and of ')}`,
    sentence: blocks.flatMap(({ comments }) => comments.map((text) => `${text}.`)).join(' '),
    settings: changes.flatMap((change) => [
      ...change.routes.map((route) => ({ half: change.name, setting: 'Route', value: describeRoute(change, route) })),
      ...change.subnets.map((subnet) => ({ half: change.name, setting: 'Subnet', value: describeAssociation(change, subnet) })),
    ]),
    role: requiredRole(changes),
    bash: bashBlocks(blocks).join('\n'),
    powershell: powerShell.prelude + powerShell.blocks.join('\n'),
    bicep: routesAsBicep(changes),
    terraform: routesAsTerraform(changes),
  };
}

/** Returns the least privileged role. A write to a subnet also needs the right to join everything that the subnet uses (learn: subnets, Permissions). */
function requiredRole(changes: readonly RouteTableChange[]): Role {
  const actions = changes.flatMap(({ id, isNew, routes, subnets }) => [
    ...(isNew ? [{ action: 'Microsoft.Network/routeTables/write', scope: id.replace(/\/providers\/.*$/, '') }] : []),
    ...(routes.length > 0 ? [{ action: 'Microsoft.Network/routeTables/routes/write', scope: id }] : []),
    ...subnets.flatMap(({ id: subnet, networkSecurityGroupId, natGatewayId }) => [
      { action: 'Microsoft.Network/virtualNetworks/subnets/read', scope: subnet },
      { action: 'Microsoft.Network/virtualNetworks/subnets/write', scope: subnet },
      { action: 'Microsoft.Network/routeTables/join/action', scope: id },
      ...(networkSecurityGroupId ? [{ action: 'Microsoft.Network/networkSecurityGroups/join/action', scope: networkSecurityGroupId }] : []),
      ...(natGatewayId ? [{ action: 'Microsoft.Network/natGateways/join/action', scope: natGatewayId }] : []),
    ]),
  ]);
  const distinct = new Map(actions.map((entry) => [`${entry.action}\n${entry.scope.toLowerCase()}`, entry]));
  return { name: 'Network Contributor', actions: [...distinct.values()] };
}

/** Returns the name of a new route to a VNet. */
export const routeNameFor = (vnetId: string, taken: readonly string[]): string => {
  const base = `to-${lastName(vnetId)}`.slice(0, 74);
  const names = new Set(taken.map((name) => name.toLowerCase()));
  for (let serial = 1; ; serial++) {
    const name = serial === 1 ? base : `${base}-${serial}`;
    if (!names.has(name.toLowerCase())) return name;
  }
};
