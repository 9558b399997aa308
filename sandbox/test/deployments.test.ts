import { beforeEach, describe, expect, it } from 'vitest';
import { createTestBench, GROUP, type Reply, SUBSCRIPTION, vnetId } from './harness.ts';

const WORLD = 'vnet hub 10.0.0.0/16';
const bench = createTestBench(WORLD);
const DEPLOYMENTS = `${GROUP}/providers/Microsoft.Resources/deployments`;
const DEPLOYMENT = `${DEPLOYMENTS}/first`;
const NETWORK = `${GROUP}/providers/Microsoft.Network`;

beforeEach(() => bench.seed(WORLD));

interface Template {
  readonly parameters?: object;
  readonly variables?: object;
  readonly resources?: readonly object[];
  readonly outputs?: object;
}

const bodyOf = (template: Template, parameters: object = {}, more: object = {}) => ({
  properties: {
    mode: 'Incremental',
    template: {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      resources: [],
      ...template,
    },
    parameters,
    ...more,
  },
});

const deploy = (template: Template, parameters?: object): Promise<Reply> =>
  bench.send('PUT', DEPLOYMENT, { body: bodyOf(template, parameters) });

const pollOf = async ({ headers }: Reply) => {
  const { pathname, search } = new URL(String(headers['azure-asyncoperation']));
  return (await bench.send('GET', pathname + search)).body;
};

const vnet = (name: string, prefix: string, more: object = {}) => ({
  type: 'Microsoft.Network/virtualNetworks',
  apiVersion: '2024-05-01',
  name,
  location: '[resourceGroup().location]',
  properties: { addressSpace: { addressPrefixes: [prefix] } },
  ...more,
});

const subnet = (name: string, addressPrefix: string, dependsOn: readonly string[]) => ({
  type: 'Microsoft.Network/virtualNetworks/subnets',
  apiVersion: '2024-05-01',
  name,
  dependsOn,
  properties: { addressPrefix },
});

const SPOKE: Template = {
  parameters: {
    name: { type: 'string' },
    prefix: { type: 'string', defaultValue: '10.1' },
    key: { type: 'securestring' },
  },
  variables: { space: "[format('{0}.0.0/16', parameters('prefix'))]" },
  resources: [
    subnet("[concat(parameters('name'), '/app')]", "[concat(parameters('prefix'), '.1.0/24')]", [
      "[resourceId('Microsoft.Network/virtualNetworks', parameters('name'))]",
    ]),
    vnet("[parameters('name')]", "[variables('space')]"),
    {
      type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
      apiVersion: '2024-05-01',
      name: "[format('{0}/{1}', 'hub', parameters('name'))]",
      dependsOn: ["[parameters('name')]"],
      properties: { remoteVirtualNetwork: { id: "[resourceId('Microsoft.Network/virtualNetworks', parameters('name'))]" } },
    },
  ],
  outputs: {
    space: { type: 'array', value: "[reference(parameters('name')).addressSpace.addressPrefixes]" },
    state: {
      type: 'string',
      value:
        "[reference(resourceId('Microsoft.Network/virtualNetworks/virtualNetworkPeerings', 'hub', parameters('name')), '2024-05-01', 'Full').properties.peeringState]",
    },
  },
};
const SPOKE_PARAMETERS = { name: { value: 'spoke' }, key: { value: 'secret' } };

describe('a deployment', () => {
  it('creates the resources of its template in the order of their dependencies', async () => {
    const reply = await deploy(SPOKE, SPOKE_PARAMETERS);
    expect([reply.status, reply.body.properties.provisioningState]).toEqual([201, 'Accepted']);
    expect(await pollOf(reply)).toEqual({ status: 'Succeeded' });
    const { body } = await bench.send('GET', DEPLOYMENT);
    expect(body).toMatchObject({ id: DEPLOYMENT, name: 'first', type: 'Microsoft.Resources/deployments' });
    expect(body.properties).toMatchObject({
      mode: 'Incremental',
      provisioningState: 'Succeeded',
      parameters: { name: { type: 'String', value: 'spoke' }, prefix: { type: 'String', value: '10.1' } },
      outputs: { space: { type: 'Array', value: ['10.1.0.0/16'] }, state: { type: 'String', value: 'Initiated' } },
      outputResources: [vnetId('spoke'), `${vnetId('spoke')}/subnets/app`, `${vnetId('hub')}/virtualNetworkPeerings/spoke`].map((id) => ({
        id,
      })),
    });
    expect(body.properties.parameters.key).toEqual({ type: 'SecureString' });
    const created = (await bench.send('GET', vnetId('spoke'))).body;
    expect([created.location, created.properties.subnets[0].properties.addressPrefix]).toEqual(['westeurope', '10.1.1.0/24']);
    expect((await deploy(SPOKE, SPOKE_PARAMETERS)).status).toBe(200);
  });

  it('shows no value of secure parameters and outputs', async () => {
    await deploy(
      {
        parameters: { key: { type: 'securestring' } },
        outputs: { key: { type: 'secureString', value: "[parameters('key')]" } },
      },
      { key: { value: 'secret' } },
    );
    const { properties } = (await bench.send('GET', DEPLOYMENT)).body;
    expect([properties.provisioningState, properties.parameters, properties.outputs]).toEqual([
      'Succeeded',
      { key: { type: 'SecureString' } },
      { key: { type: 'SecureString' } },
    ]);
  });

  it('is listed, checked and deleted, and what it created is not', async () => {
    await deploy(SPOKE, SPOKE_PARAMETERS);
    expect((await bench.send('GET', `${DEPLOYMENTS}/`)).body.value.map(({ name }: { name: string }) => name)).toEqual(['first']);
    expect((await bench.send('HEAD', DEPLOYMENT)).status).toBe(204);
    const deleted = await bench.send('DELETE', DEPLOYMENT);
    expect([deleted.status, (await bench.send('GET', new URL(String(deleted.headers.location)).pathname)).status]).toEqual([202, 200]);
    expect((await bench.send('HEAD', DEPLOYMENT)).status).toBe(404);
    expect((await bench.send('GET', DEPLOYMENT)).body.error.code).toBe('DeploymentNotFound');
    expect((await bench.send('DELETE', DEPLOYMENT)).status).toBe(204);
    expect((await bench.send('GET', vnetId('spoke'))).status).toBe(200);
  });

  it('is gone with its resource group', async () => {
    await deploy({});
    await bench.send('DELETE', GROUP);
    await bench.send('PUT', GROUP, { body: { location: 'westeurope' } });
    expect((await bench.send('GET', DEPLOYMENTS)).body.value).toEqual([]);
  });

  it('fails with the refusals of its resources, and creates those that do not depend on them', async () => {
    const outside = subnet('spoke/app', '10.99.0.0/24', ['spoke']);
    const after = vnet('after', '10.3.0.0/16', { dependsOn: ['spoke/app'] });
    const reply = await deploy({ resources: [vnet('spoke', '10.1.0.0/16'), outside, after, vnet('other', '10.2.0.0/16')] });
    const error = {
      code: 'DeploymentFailed',
      message: expect.stringContaining('At least one resource deployment operation failed.'),
      details: [{ code: 'NetcfgSubnetRangeOutsideVnet', message: expect.stringContaining("Subnet 'app' is not valid") }],
    };
    expect(await pollOf(reply)).toEqual({ status: 'Failed', error });
    expect((await bench.send('GET', DEPLOYMENT)).body.properties).toMatchObject({
      provisioningState: 'Failed',
      error,
      outputResources: [vnetId('spoke'), vnetId('other')].map((id) => ({ id })),
    });
    const { value } = (await bench.send('GET', `${GROUP}/deployments/first/operations`)).body;
    expect(value.map(({ properties }: Reply['body']) => [properties.targetResource.resourceName, properties.provisioningState])).toEqual([
      ['spoke', 'Succeeded'],
      ['spoke/app', 'Failed'],
      ['other', 'Succeeded'],
    ]);
    expect(value[1].properties.statusMessage.error.code).toBe('NetcfgSubnetRangeOutsideVnet');
    expect((await bench.send('GET', vnetId('after'))).status).toBe(404);
  });

  it('fails if the caller may not write a resource of it, or the type is not served', async () => {
    await bench.control('POST', 'access', { deny: GROUP, actions: ['Microsoft.Network/*/write'] });
    const vm = { type: 'Microsoft.Compute/virtualMachines', apiVersion: '2024-07-01', name: 'vm', location: 'westeurope' };
    const { error } = await pollOf(await deploy({ resources: [vnet('spoke', '10.1.0.0/16'), vm] }));
    expect(error.details.map(({ code }: { code: string }) => code)).toEqual(['AuthorizationFailed', 'SandboxOperationNotServed']);
    await bench.control('POST', 'access', { restore: GROUP });
  });

  it('shows all details of the refusal of a resource', async () => {
    const { error } = await pollOf(await deploy({ resources: [vnet('spoke', '10.1.0.0/16', { kind: 'hub' })] }));
    expect(error.details).toEqual([
      {
        code: 'InvalidRequestFormat',
        message: 'Cannot parse the request.',
        details: [{ code: 'InvalidJson', message: "Could not find member 'kind' on the object. Path 'kind'." }],
      },
    ]);
  });

  it('is running for as long as its class says, and cannot be replaced meanwhile', async () => {
    await bench.control('POST', 'clock', { pace: 'clock', groupMs: 30_000 });
    const reply = await deploy({ resources: [vnet('spoke', '10.1.0.0/16')] });
    expect(await pollOf(reply)).toEqual({ status: 'Running' });
    expect((await bench.send('GET', DEPLOYMENT)).body.properties.provisioningState).toBe('Running');
    const again = await deploy({});
    expect([again.status, again.body.error.code]).toEqual([409, 'DeploymentActive']);
    await bench.control('POST', 'clock', { advanceMs: 31_000 });
    expect(await pollOf(reply)).toEqual({ status: 'Succeeded' });
    expect((await bench.send('GET', vnetId('spoke'))).body.properties.provisioningState).toBe('Succeeded');
    await bench.control('POST', 'clock', { pace: 'instant' });
  });

  it('is validated without creating anything', async () => {
    const { status, body } = await bench.send('POST', `${DEPLOYMENT}/validate`, { body: bodyOf(SPOKE, SPOKE_PARAMETERS) });
    expect([status, body.properties.provisioningState, body.properties.validatedResources[0]]).toEqual([
      200,
      'Succeeded',
      { id: vnetId('spoke') },
    ]);
    const invalid = await bench.send('POST', `${DEPLOYMENT}/validate`, { body: bodyOf(SPOKE) });
    expect([invalid.status, invalid.body.error.code]).toEqual([400, 'InvalidTemplate']);
    expect((await bench.send('GET', vnetId('spoke'))).status).toBe(404);
    expect((await bench.send('HEAD', DEPLOYMENT)).status).toBe(404);
  });

  it.each([
    ["[concat('a', 1, 'b')]", 'a1b'],
    ["[concat(createdBy('x'))]", undefined],
    ["[constructor('x')]", undefined],
    ["[format('{1}-{0}', 'a', toUpper('b'))]", 'B-a'],
    ["[toLower('It''s')]", "it's"],
    ['[[not an expression]', '[not an expression]'],
    ['[resourceGroup().name]', 'network'],
    ['[subscription().subscriptionId]', SUBSCRIPTION],
    ["[parameters('list')[1].Name]", 'two'],
    ["[concat(variables('one'), parameters('list'))[0]]", 1],
    ["[resourceId('Microsoft.Network/virtualNetworks/subnets', 'hub', 'app')]", `${vnetId('hub')}/subnets/app`],
    [
      `[resourceId('${SUBSCRIPTION}', 'elsewhere', 'Microsoft.Network/routeTables', 'rt')]`,
      `${NETWORK}/routeTables/rt`.replace('network', 'elsewhere'),
    ],
    ["[parameters('list').three]", undefined],
    ["[parameters('none')]", undefined],
    ["[variables('none')]", undefined],
    ["[concat('a'", "[concat('a'"],
    ["[concat('a']", undefined],
    ["[concat('a') 'b']", undefined],
    ["[resourceId('Microsoft.Network/virtualNetworks')]", undefined],
  ])('evaluates the expression %s', async (text, expected) => {
    const parameters = { list: { type: 'array', defaultValue: [{ name: 'one' }, { name: 'two' }] } };
    const outputs = { out: { type: 'string', value: text } };
    const { status, error } = await pollOf(await deploy({ parameters, variables: { one: [1] }, outputs }));
    if (expected === undefined) expect(error.details[0].code).toBe('InvalidTemplate');
    else expect([status, (await bench.send('GET', DEPLOYMENT)).body.properties.outputs.out.value]).toEqual(['Succeeded', expected]);
  });

  it.each([
    ['without a value for a parameter', bodyOf(SPOKE), 'InvalidTemplate'],
    ['with a value for an unknown parameter', bodyOf({}, { other: { value: 1 } }), 'InvalidTemplate'],
    ['with circular dependencies', bodyOf({ resources: [vnet('a1', '10.1.0.0/16', { dependsOn: ['a1'] })] }), 'InvalidTemplate'],
    ['with an unknown dependency', bodyOf({ resources: [vnet('a1', '10.1.0.0/16', { dependsOn: ['a2'] })] }), 'InvalidTemplate'],
    ['with a name that does not fit its type', bodyOf({ resources: [vnet('a1/b1', '10.1.0.0/16')] }), 'InvalidTemplate'],
    ['with a resource without a type', bodyOf({ resources: [{ name: 'one', apiVersion: '2024-05-01' }] }), 'InvalidTemplate'],
    ['without a template', { properties: { mode: 'Incremental' } }, 'InvalidRequestContent'],
    ['in complete mode', bodyOf({}, {}, { mode: 'Complete' }), 'SandboxDeploymentModeNotServed'],
    ['with a misspelled property', bodyOf({}, {}, { templates: [] }), 'InvalidRequestFormat'],
  ])('is refused %s', async (_, body, code) => {
    const reply = await bench.send('PUT', DEPLOYMENT, { body });
    expect([reply.status, reply.body.error.code]).toEqual([400, code]);
    expect((await bench.send('HEAD', DEPLOYMENT)).status).toBe(404);
  });
});
