import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, GROUP, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16
subnet hub/AzureFirewallSubnet 10.0.1.0/26
subnet hub/app 10.0.2.0/24
vnet small 10.1.0.0/16
subnet small/AzureFirewallSubnet 10.1.1.0/27
`;
const bench = createTestBench(WORLD);
const NETWORK = `${GROUP}/providers/Microsoft.Network`;
const FIREWALL = `${NETWORK}/azureFirewalls/fw`;
const POLICY = `${NETWORK}/firewallPolicies/policy`;
const SUBNET = { id: `${vnetId('hub')}/subnets/AzureFirewallSubnet` };
const PIP = { id: `${NETWORK}/publicIPAddresses/pip` };
const SECOND_PIP = { id: `${NETWORK}/publicIPAddresses/pip-2` };
beforeEach(async () => {
  await bench.seed(WORLD);
  for (const { id } of [PIP, SECOND_PIP]) {
    await bench.send('PUT', id, {
      body: { location: 'westeurope', sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } },
    });
  }
});

const firewall = (configurations: readonly object[], more: object = {}) => ({
  location: 'westeurope',
  properties: { ipConfigurations: configurations.map((properties, i) => ({ name: `ip-${i}`, properties })), ...more },
});
const collection = (priority: number, name = `rules-${priority}`) => ({
  name,
  properties: { priority, action: { type: 'Allow' }, rules: [{ name: 'dns', protocols: ['UDP'], destinationPorts: ['53'] }] },
});
const { errorOf } = bench;

describe('an Azure Firewall', () => {
  it('is created, read, listed, tagged and deleted by the SDK', async () => {
    const client = bench.network();
    const created = await client.azureFirewalls.beginCreateOrUpdateAndWait('network', 'fw', {
      location: 'westeurope',
      ipConfigurations: [
        { name: 'ip', subnet: SUBNET, publicIPAddress: PIP },
        { name: 'more', publicIPAddress: SECOND_PIP },
      ],
      networkRuleCollections: [{ name: 'net', priority: 200, action: { type: 'Allow' }, rules: [{ name: 'dns', protocols: ['UDP'] }] }],
    });
    expect(created).toMatchObject({
      id: FIREWALL,
      provisioningState: 'Succeeded',
      sku: { name: 'AZFW_VNet', tier: 'Standard' },
      threatIntelMode: 'Alert',
      applicationRuleCollections: [],
      natRuleCollections: [],
      networkRuleCollections: [{ id: `${FIREWALL}/networkRuleCollections/net`, priority: 200, rules: [{ name: 'dns' }] }],
    });
    expect(created.ipConfigurations?.map((each) => [each.id, each.privateIPAddress, each.publicIPAddress?.id])).toEqual([
      [`${FIREWALL}/azureFirewallIpConfigurations/ip`, '10.0.1.4', PIP.id],
      [`${FIREWALL}/azureFirewallIpConfigurations/more`, undefined, SECOND_PIP.id],
    ]);
    expect(await errorOf('DELETE', SUBNET.id)).toEqual([400, 'InUseSubnetCannotBeDeleted']);
    expect(await errorOf('DELETE', SECOND_PIP.id)).toEqual([400, 'PublicIPAddressCannotBeDeleted']);
    expect((await client.azureFirewalls.beginUpdateTagsAndWait('network', 'fw', { tags: { owner: 'net' } })).tags).toEqual({
      owner: 'net',
    });
    expect((await collectAll(client.azureFirewalls.listAll())).map(({ name }) => name)).toEqual(['fw']);
    await client.azureFirewalls.beginDeleteAndWait('network', 'fw');
    expect(await collectAll(client.azureFirewalls.list('network'))).toEqual([]);
  });

  it('can be without IP configurations, as recorded', async () => {
    const reply = await bench.send('PUT', FIREWALL, { body: firewall([]) });
    expect([reply.status, reply.body.properties.ipConfigurations]).toEqual([201, []]);
  });

  it('takes as long as a firewall, while it is Updating', async () => {
    await bench.control('POST', 'clock', { pace: 'polls', polls: 1 });
    const reply = await bench.send('PUT', FIREWALL, { body: firewall([{ subnet: SUBNET, publicIPAddress: PIP }]) });
    expect([reply.status, reply.body.properties.provisioningState]).toEqual([201, 'Updating']);
    expect(await errorOf('DELETE', FIREWALL)).toEqual([409, 'AnotherOperationInProgress']);
    await bench.control('POST', 'clock', { pace: 'instant' });
  });

  it.each([
    [
      'in a subnet with another name',
      firewall([{ subnet: { id: `${vnetId('hub')}/subnets/app` }, publicIPAddress: PIP }]),
      'InvalidSubnet',
    ],
    [
      'in a subnet smaller than /26',
      firewall([{ subnet: { id: `${vnetId('small')}/subnets/AzureFirewallSubnet` }, publicIPAddress: PIP }]),
      'InvalidSubnet',
    ],
    ['without a subnet', firewall([{ publicIPAddress: PIP }]), 'AzureFirewallIpConfigurationInvalidSubnet'],
    [
      'with one public address twice',
      firewall([{ subnet: SUBNET, publicIPAddress: PIP }, { publicIPAddress: PIP }]),
      'PublicIPAddressInUse',
    ],
    [
      'with a priority out of range',
      firewall([{ subnet: SUBNET, publicIPAddress: PIP }], { natRuleCollections: [collection(99)] }),
      'AzureFirewallRuleCollectionInvalidPriority',
    ],
    [
      'with one priority twice',
      firewall([{ subnet: SUBNET, publicIPAddress: PIP }], { networkRuleCollections: [collection(100, 'a'), collection(100, 'b')] }),
      'AzureFirewallRuleCollectionInvalidPriority',
    ],
    [
      'with a policy that does not exist',
      firewall([{ subnet: SUBNET, publicIPAddress: PIP }], { firewallPolicy: { id: POLICY } }),
      'InvalidResourceReference',
    ],
    [
      'with a policy and rules of its own',
      firewall([{ subnet: SUBNET, publicIPAddress: PIP }], { firewallPolicy: { id: POLICY }, networkRuleCollections: [collection(100)] }),
      'AzureFirewallCannotHaveRulesAndPolicy',
    ],
  ])('is refused %s', async (_, body, code) => {
    expect(await errorOf('PUT', FIREWALL, body)).toEqual([400, code]);
  });

  it('is alone in its subnet', async () => {
    await bench.send('PUT', FIREWALL, { body: firewall([{ subnet: SUBNET, publicIPAddress: PIP }]) });
    const second = firewall([{ subnet: SUBNET, publicIPAddress: SECOND_PIP }]);
    expect(await errorOf('PUT', `${NETWORK}/azureFirewalls/fw-2`, second)).toEqual([400, 'AzureFirewallSubnetInUse']);
  });
});

describe('a firewall policy', () => {
  it('is created, read, listed and deleted by the SDK, with rule collection groups', async () => {
    const client = bench.network();
    await client.firewallPolicies.beginCreateOrUpdateAndWait('network', 'policy', { location: 'westeurope' });
    const group = await client.firewallPolicyRuleCollectionGroups.beginCreateOrUpdateAndWait('network', 'policy', 'base', {
      priority: 200,
      ruleCollections: [
        {
          ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
          name: 'allow',
          priority: 100,
          action: { type: 'Allow' },
          rules: [{ ruleType: 'NetworkRule', name: 'spokes', sourceAddresses: ['10.0.0.0/8'], destinationAddresses: ['10.0.0.0/8'] }],
        },
      ],
    });
    expect(group).toMatchObject({ id: `${POLICY}/ruleCollectionGroups/base`, priority: 200, provisioningState: 'Succeeded' });
    expect(group.ruleCollections?.[0]).toMatchObject({
      name: 'allow',
      rules: [{ ruleType: 'NetworkRule', sourceAddresses: ['10.0.0.0/8'] }],
    });
    expect(await client.firewallPolicies.get('network', 'policy')).toMatchObject({
      sku: { tier: 'Standard' },
      threatIntelMode: 'Alert',
      firewalls: [],
      ruleCollectionGroups: [{ id: group.id }],
    });
    await client.firewallPolicyRuleCollectionGroups.beginDeleteAndWait('network', 'policy', 'base');
    expect(await collectAll(client.firewallPolicyRuleCollectionGroups.list('network', 'policy'))).toEqual([]);
    await client.firewallPolicies.beginDeleteAndWait('network', 'policy');
    expect(await collectAll(client.firewallPolicies.listAll())).toEqual([]);
  });

  it('lists its firewalls and children, and cannot be deleted while it has any', async () => {
    await bench.send('PUT', POLICY, { body: { location: 'westeurope' } });
    const child = `${NETWORK}/firewallPolicies/child`;
    await bench.send('PUT', child, { body: { location: 'westeurope', properties: { basePolicy: { id: POLICY } } } });
    await bench.send('PUT', FIREWALL, { body: firewall([{ subnet: SUBNET, publicIPAddress: PIP }], { firewallPolicy: { id: POLICY } }) });
    expect((await bench.send('GET', POLICY)).body.properties).toMatchObject({
      firewalls: [{ id: FIREWALL }],
      childPolicies: [{ id: child }],
    });
    expect(await errorOf('DELETE', POLICY)).toEqual([400, 'FirewallPolicyInUse']);
    await bench.send('DELETE', FIREWALL);
    expect(await errorOf('DELETE', POLICY)).toEqual([400, 'FirewallPolicyInUse']);
    await bench.send('DELETE', child);
    expect((await bench.send('DELETE', POLICY)).status).toBe(202);
  });

  const group = (priority: number, ...collections: readonly object[]) => ({ properties: { priority, ruleCollections: collections } });
  const filter = (priority: number, name = 'allow') => ({ ruleCollectionType: 'FirewallPolicyFilterRuleCollection', name, priority });
  it.each([
    ['with a priority out of range', group(70_000), 'FirewallPolicyRuleCollectionGroupInvalidPriority'],
    ['with the priority of another', group(100), 'FirewallPolicyRuleCollectionGroupInvalidPriority'],
    ['with two collections of one priority', group(200, filter(100), filter(100, 'b')), 'FirewallPolicyRuleCollectionGroupInvalidPriority'],
    ['with a collection without a type', group(200, { name: 'allow', priority: 100 }), 'FirewallPolicyRuleCollectionInvalidType'],
  ])('refuses a group %s', async (_, body, code) => {
    await bench.send('PUT', POLICY, { body: { location: 'westeurope' } });
    await bench.send('PUT', `${POLICY}/ruleCollectionGroups/first`, { body: group(100) });
    expect(await errorOf('PUT', `${POLICY}/ruleCollectionGroups/second`, body)).toEqual([400, code]);
  });
});
