import { describe, expect, test } from 'vitest';
import { isArmTemplate, readArmTemplate, TEMPLATE_SUBSCRIPTION } from './arm-template.ts';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const group = `/subscriptions/${TEMPLATE_SUBSCRIPTION}/resourceGroups/template/providers/Microsoft.Network`;
const VNET = 'Microsoft.Network/virtualNetworks';
const read = (template: object) => readArmTemplate({ $schema: SCHEMA, ...template });

describe('an ARM template', () => {
  test('contains VNets and halves with literal names', () => {
    const { resources, unresolved } = read({
      resources: [
        { type: VNET, name: 'hub', location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } },
        {
          type: `${VNET}/virtualNetworkPeerings`,
          name: 'hub/to-spoke',
          properties: { remoteVirtualNetwork: { id: `[resourceId('${VNET}', 'spoke')]` } },
        },
      ],
    });
    expect(unresolved).toEqual([]);
    expect(resources).toMatchObject([
      { id: `${group}/virtualNetworks/hub`, name: 'hub', location: 'westeurope' },
      {
        id: `${group}/virtualNetworks/hub/virtualNetworkPeerings/to-spoke`,
        properties: { remoteVirtualNetwork: { id: `${group}/virtualNetworks/spoke` } },
      },
    ]);
  });

  test('contains SKUs that are beside the properties', () => {
    const { resources } = read({
      parameters: { sku: { defaultValue: 'Premium' } },
      resources: [{ type: 'Microsoft.Network/bastionHosts', name: 'bas', sku: { name: "[parameters('sku')]" }, properties: {} }],
    });
    expect(resources).toMatchObject([{ id: `${group}/bastionHosts/bas`, sku: { name: 'Premium' } }]);
  });

  test('of `az group export` has its names in parameters with defaults', () => {
    const { resources } = read({
      parameters: { virtualNetworks_hub_name: { defaultValue: 'hub', type: 'String' } },
      resources: [
        {
          type: VNET,
          name: "[parameters('virtualNetworks_hub_name')]",
          properties: { subnets: [{ name: 'app', properties: { addressPrefix: '10.0.0.0/24' } }] },
        },
        {
          type: `${VNET}/virtualNetworkPeerings`,
          name: "[concat(parameters('virtualNetworks_hub_name'), '/to-spoke')]",
          properties: { remoteVirtualNetwork: { id: `[resourceId('rg-spoke', '${VNET}', 'spoke')]` }, peeringState: 'Connected' },
        },
      ],
    });
    expect(resources).toMatchObject([
      { name: 'hub', properties: { subnets: [{ id: `${group}/virtualNetworks/hub/subnets/app` }] } },
      { name: 'to-spoke', properties: { peeringState: 'Connected', remoteVirtualNetwork: { id: expect.stringContaining('/rg-spoke/') } } },
    ]);
  });

  test('of compiled Bicep has modules, symbolic names and format()', () => {
    const { resources } = read({
      languageVersion: '2.0',
      variables: { prefix: 'prod' },
      resources: {
        module: {
          type: 'Microsoft.Resources/deployments',
          properties: {
            parameters: { name: { value: "[format('{0}-{1}', variables('prefix'), 'hub')]" } },
            template: {
              parameters: { name: { type: 'string' } },
              resources: {
                vnet: {
                  type: VNET,
                  name: "[parameters('name')]",
                  resources: [{ type: 'subnets', name: 'app', properties: {} }],
                },
              },
            },
          },
        },
      },
    });
    expect(resources.map(({ id }) => id)).toEqual([`${group}/virtualNetworks/prod-hub/subnets/app`, `${group}/virtualNetworks/prod-hub`]);
  });

  test.each([
    ["[parameters('name')]"],
    ['[uniqueString(resourceGroup().id)]'],
    ["[format('vnet-{0}', copyIndex())]"],
    ["[concat(parameters('name'), '-x')]"],
    ['[oops(]'],
  ])('names %s as not resolved', (name) => {
    expect(read({ parameters: { name: { type: 'string' } }, resources: [{ type: VNET, name, properties: {} }] })).toEqual({
      resources: [],
      unresolved: [`${VNET} ${name}`],
    });
  });

  test('names a half whose remote VNet is not known', () => {
    const half = { type: `${VNET}/virtualNetworkPeerings`, name: 'a/b', properties: { remoteVirtualNetwork: { id: "[parameters('x')]" } } };
    expect(read({ resources: [half] })).toEqual({ resources: [], unresolved: [`${VNET}/virtualNetworkPeerings a/b`] });
  });

  test('may have a parameter that refers to itself', () => {
    const template = { parameters: { a: { defaultValue: "[parameters('a')]" } }, resources: [{ type: VNET, name: "[parameters('a')]" }] };
    expect(read(template).unresolved).toHaveLength(1);
  });

  test('is recognised by its schema', () => {
    expect(isArmTemplate({ $schema: SCHEMA, resources: [] })).toBe(true);
    expect(isArmTemplate({ resources: [] })).toBe(false);
    expect(isArmTemplate([])).toBe(false);
  });
});
