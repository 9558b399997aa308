import { onOneLine } from './az.ts';
import { API } from './bicep.ts';
import { bicepString, hclString, oneLine, quoteShell } from './quote.ts';
import { associate, describeAssociation, describeRoute } from './route-commands.ts';
import type { RouteChange, RouteTableChange } from './route-table-change.ts';
import { alignAttributes, formatProvider } from './terraform.ts';

/** Formats the changes as Bicep, one file for each route table. A template would reset the subnets, so their association is a comment with the az command. */
export const routesAsBicep = (changes: readonly RouteTableChange[]): string =>
  changes.map((change, i) => bicepFile(change, changes.length > 1 ? `File ${i + 1} of ${changes.length}. ` : '')).join('\n');

function bicepFile(change: RouteTableChange, title: string): string {
  const { name, resourceGroup, subscriptionId, location, isNew, routes, subnets } = change;
  return [
    `// ${oneLine(`${title}Deploy to resource group ${resourceGroup} in subscription ${subscriptionId}`)}\n`,
    `resource table 'Microsoft.Network/routeTables@${API}' ${isNew ? '' : 'existing '}= {`,
    `  name: ${bicepString(name)}`,
    ...(isNew ? [`  location: ${bicepString(location)}`] : []),
    '}\n',
    ...routes.map((route, i) => bicepRoute(change, route, i + 1)),
    ...subnets.flatMap((subnet) => [
      `// ${oneLine(describeAssociation(change, subnet))}: set its routeTable where it is declared, or run:`,
      `// ${oneLine(onOneLine(associate(change, subnet), quoteShell))}`,
      '',
    ]),
  ].join('\n');
}

const bicepRoute = (change: RouteTableChange, route: RouteChange, serial: number): string =>
  [
    `// ${oneLine(describeRoute(change, route))}`,
    `resource route${serial} 'Microsoft.Network/routeTables/routes@${API}' = {`,
    '  parent: table',
    `  name: ${bicepString(route.name)}`,
    '  properties: {',
    `    addressPrefix: ${bicepString(route.prefix)}`,
    `    nextHopType: ${bicepString(route.nextHopType)}`,
    ...(route.nextHopIp === undefined ? [] : [`    nextHopIpAddress: ${bicepString(route.nextHopIp)}`]),
    '  }',
    '}\n',
  ].join('\n');

/** Formats the changes as Terraform (azurerm). Existing routes are imported first (Terraform 1.5). */
export function routesAsTerraform(changes: readonly RouteTableChange[]): string {
  const subscriptions = [...new Set(changes.map(({ subscriptionId }) => subscriptionId.toLowerCase()))];
  const aliases = new Map(subscriptions.length < 2 ? [] : subscriptions.map((id, i) => [id, `subscription_${i + 1}`]));
  return [
    ...[...aliases].map(([id, alias]) => formatProvider(id, alias, [])),
    ...changes.flatMap((change, i) => terraformBlocks(change, i + 1, aliases.get(change.subscriptionId.toLowerCase()))),
  ].join('\n');
}

function terraformBlocks(change: RouteTableChange, serial: number, alias: string | undefined): readonly string[] {
  const { id, name, resourceGroup, subscriptionId, location, isNew, routes, subnets } = change;
  const provider = alias === undefined ? [] : [['provider', `azurerm.${alias}`] as const];
  const table = `azurerm_route_table.table_${serial}`;
  const block = (comment: string, type: string, label: string, attributes: readonly (readonly [string, string])[]) =>
    `# ${oneLine(comment)}\nresource "${type}" "${label}" {\n${alignAttributes([...provider, ...attributes])}}\n`;
  return [
    ...(isNew
      ? [
          block(`Create the route table ${name}, in subscription ${subscriptionId}`, 'azurerm_route_table', `table_${serial}`, [
            ['name', hclString(name)],
            ['resource_group_name', hclString(resourceGroup)],
            ['location', hclString(location)],
          ]),
        ]
      : []),
    ...routes.map((route, i) => {
      const label = `route_${serial}_${i + 1}`;
      const imported = alignAttributes([...provider, ['to', `azurerm_route.${label}`], ['id', hclString(`${id}/routes/${route.name}`)]]);
      return `${route.exists ? `import {\n${imported}}\n\n` : ''}${block(describeRoute(change, route), 'azurerm_route', label, [
        ['name', hclString(route.name)],
        ['resource_group_name', hclString(resourceGroup)],
        ['route_table_name', isNew ? `${table}.name` : hclString(name)],
        ['address_prefix', hclString(route.prefix)],
        ['next_hop_type', hclString(route.nextHopType)],
        ...(route.nextHopIp === undefined ? [] : [['next_hop_in_ip_address', hclString(route.nextHopIp)] as const]),
      ])}`;
    }),
    ...subnets.map((subnet, i) =>
      block(describeAssociation(change, subnet), 'azurerm_subnet_route_table_association', `subnet_${serial}_${i + 1}`, [
        ['subnet_id', hclString(subnet.id)],
        ['route_table_id', isNew ? `${table}.id` : hclString(id)],
      ]),
    ),
  ];
}
