import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBicepStrings, parseHclStrings, parsePowerShell } from '../testing/script-parsers.ts';
import { argumentsOf } from './az.ts';
import { routeTableBlocks } from './route-commands.ts';
import { routeHandOff, routeNameFor } from './route-hand-off.ts';
import type { RouteTableChange } from './route-table-change.ts';

const GROUP = '/subscriptions/s1/resourceGroups/rg-net';
const SUBNET = `${GROUP}/providers/Microsoft.Network/virtualNetworks/shop/subnets/app`;

const change = (more: Partial<RouteTableChange> = {}): RouteTableChange => ({
  id: `${GROUP}/providers/Microsoft.Network/routeTables/rt-shop`,
  name: 'rt-shop',
  resourceGroup: 'rg-net',
  subscriptionId: 's1',
  location: 'westeurope',
  isNew: true,
  routes: [{ name: 'to-erp', prefix: '10.2.0.0/16', nextHopType: 'VirtualAppliance', nextHopIp: '10.0.1.4', exists: false }],
  subnets: [
    { id: SUBNET, networkSecurityGroupId: `${GROUP}/providers/Microsoft.Network/networkSecurityGroups/nsg`, natGatewayId: undefined },
  ],
  ...more,
});

const existing = change({
  isNew: false,
  subnets: [],
  routes: [{ name: 'erp', prefix: '10.2.0.0/16', nextHopType: 'VirtualAppliance', nextHopIp: '10.0.1.4', exists: true }],
});

describe('hand-off of route tables', () => {
  it('creates a table with its routes and associates its subnets, in that order', () => {
    const { bash, sentence } = routeHandOff([change()]);
    expect(bash).toBe(`# Create the route table rt-shop
az network route-table create \\
  '--subscription=s1' \\
  '--resource-group=rg-net' \\
  '--name=rt-shop' \\
  '--location=westeurope' &&

# Create the route to-erp in route table rt-shop: 10.2.0.0/16 to the virtual appliance 10.0.1.4
az network route-table route create \\
  '--subscription=s1' \\
  '--resource-group=rg-net' \\
  '--route-table-name=rt-shop' \\
  '--name=to-erp' \\
  '--address-prefix=10.2.0.0/16' \\
  '--next-hop-type=VirtualAppliance' \\
  '--next-hop-ip-address=10.0.1.4' &&

# Associate the subnet shop/app with route table rt-shop
az network vnet subnet update \\
  '--ids=${SUBNET}' \\
  '--route-table=${change().id}'
`);
    expect(sentence).toMatch(
      /^Create the route table rt-shop\. Create the route to-erp .* Associate the subnet shop\/app with route table rt-shop\.$/,
    );
  });

  it('extends an existing table, and imports a route that it changes', () => {
    const { bicep, terraform, bash } = routeHandOff([existing]);
    expect(bicep).toContain("resource table 'Microsoft.Network/routeTables@2024-05-01' existing = {\n  name: 'rt-shop'\n}");
    expect(bicep).toContain("    addressPrefix: '10.2.0.0/16'\n    nextHopType: 'VirtualAppliance'\n    nextHopIpAddress: '10.0.1.4'");
    expect(terraform).toContain(`  id = "${existing.id}/routes/erp"`);
    expect(terraform).toContain('route_table_name       = "rt-shop"');
    expect(bash).not.toContain('route-table create');
  });

  it('routes to the virtual network gateway without an address', () => {
    const { sentence, bash, bicep, terraform } = routeHandOff([
      change({ routes: [{ name: 'to-erp', prefix: '10.2.0.0/16', nextHopType: 'VirtualNetworkGateway', exists: false }] }),
    ]);
    expect(sentence).toContain('in route table rt-shop: 10.2.0.0/16 to the virtual network gateway.');
    expect(bash).toContain("'--next-hop-type=VirtualNetworkGateway' &&");
    expect(bicep).toContain("    nextHopType: 'VirtualNetworkGateway'\n  }");
    expect(terraform).toMatch(/next_hop_type\s+= "VirtualNetworkGateway"\n}/);
  });

  it('never resets a subnet in a template: Bicep leaves the association to its declaration, Terraform has a resource for it', () => {
    const { bicep, terraform } = routeHandOff([change()]);
    expect(bicep).toContain('// Associate the subnet shop/app with route table rt-shop: set its routeTable where it is declared, or run:');
    expect(bicep).not.toMatch(/^resource .*subnets/m);
    expect(terraform).toContain('resource "azurerm_subnet_route_table_association" "subnet_1_1"');
    expect(terraform).toContain('route_table_id = azurerm_route_table.table_1.id');
  });

  it('needs a provider for each of several subscriptions', () => {
    const { terraform } = routeHandOff([change(), change({ subscriptionId: 's2' })]);
    expect(terraform.match(/^provider "azurerm"/gm)).toHaveLength(2);
    expect(terraform).toContain('provider               = azurerm.subscription_2');
    expect(routeHandOff([change()]).terraform).not.toContain('provider "azurerm"');
  });

  it('lists the least rights, with those to join what the subnet uses', () => {
    expect(routeHandOff([change()]).role.actions.map(({ action }) => action.replace('Microsoft.Network/', ''))).toEqual([
      'routeTables/write',
      'routeTables/routes/write',
      'virtualNetworks/subnets/read',
      'virtualNetworks/subnets/write',
      'routeTables/join/action',
      'networkSecurityGroups/join/action',
    ]);
    expect(routeHandOff([existing]).role.actions).toEqual([{ action: 'Microsoft.Network/routeTables/routes/write', scope: existing.id }]);
  });

  it('keeps names with any characters as they are in every language', () => {
    const text = fc
      .oneof(fc.constantFrom("it's", '$${', '%{x}', '`$(x)`', '\\', '"', '\u2019', '@x', 'null', "'x"), fc.string({ minLength: 1 }))
      .map((one) => one.replaceAll('\0', '0'));
    fc.assert(
      fc.property(text, text, text, (name, resourceGroup, route) => {
        const one = change({
          name,
          resourceGroup,
          routes: [{ name: route, prefix: '10.2.0.0/16', nextHopType: 'VirtualAppliance', nextHopIp: '10.0.1.4', exists: false }],
        });
        const texts = routeHandOff([one]);
        expect(parsePowerShell(texts.powershell)).toEqual(routeTableBlocks(one).map(({ command }) => argumentsOf(command)));
        const [bicep, hcl] = [parseBicepStrings(texts.bicep), parseHclStrings(texts.terraform)];
        expect([name, route].filter((each) => !bicep.includes(each))).toEqual([]);
        expect([name, route, resourceGroup].filter((each) => !hcl.includes(each))).toEqual([]);
      }),
    );
  });

  it('names a route after its VNet, without repeating a name of the table', () => {
    expect(routeNameFor('/x/virtualNetworks/erp', [])).toBe('to-erp');
    expect(routeNameFor('/x/virtualNetworks/erp', ['To-ERP', 'to-erp-2'])).toBe('to-erp-3');
  });
});
