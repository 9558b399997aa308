import { describe, expect, test } from 'vitest';
import { createTranslation, type Wire } from './index.ts';

const NETWORK = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Network';
const MANAGER = `${NETWORK}/networkManagers/avnm`;
const vnet = (name: string): string => `${NETWORK}/virtualNetworks/${name}`;
const group = (name: string): string => `${MANAGER}/networkGroups/${name}`;

const part = (path: string, properties: Wire): Wire => ({
  id: `${MANAGER}/${path}`,
  type: `Microsoft.Network/networkManagers/${path
    .split('/')
    .filter((_, i) => i % 2 === 0)
    .join('/')}`,
  properties,
});

const member = (of: string, resourceId: string) =>
  part(`networkGroups/${of}/staticMembers/${resourceId.split('/').at(-1)}`, { resourceId });

const MEMBERS = [
  { id: MANAGER, type: 'microsoft.network/networkmanagers', properties: { networkManagerScopes: { subscriptions: [] } } },
  part('networkGroups/prod', { memberType: 'VirtualNetwork' }),
  part('networkGroups/test', { memberType: 'VirtualNetwork' }),
  member('prod', vnet('a')),
  member('prod', vnet('b')),
  member('test', vnet('c')),
  // in both groups, in another letter case
  member('test', vnet('B')),
  member('test', `${vnet('d')}/subnets/app`),
];

function translate(...resources: readonly Wire[]) {
  const translation = createTranslation();
  for (const resource of [...resources, ...MEMBERS]) expect(translation.add(resource)).toBe(true);
  return translation.rows();
}

const names = (ids: readonly string[]) => ids.map((id) => id.split('/').at(-1));

describe('connected groups of network managers in files', () => {
  const applies = (networkGroupId: string, groupConnectivity: string) => ({ networkGroupId, groupConnectivity, isGlobal: 'True' });

  test('a mesh is one group over all its network groups', () => {
    const properties = {
      connectivityTopology: 'Mesh',
      isGlobal: 'False',
      appliesToGroups: [applies(group('prod'), 'DirectlyConnected'), applies(group('TEST'), 'None')],
    };
    const { connectedGroups } = translate(part('connectivityConfigurations/mesh', properties));
    expect(connectedGroups).toMatchObject([{ id: `${MANAGER}/connectivityConfigurations/mesh`, name: 'mesh', global: false }]);
    expect(connectedGroups.map(({ vnetIds }) => names(vnetIds))).toEqual([['a', 'b', 'c']]);
  });

  test('hub and spoke has a group for each directly connected network group', () => {
    const properties = {
      connectivityTopology: 'HubAndSpoke',
      hubs: [{ resourceId: vnet('hub') }],
      appliesToGroups: [applies(group('prod'), 'DirectlyConnected'), applies(group('test'), 'None')],
    };
    const { connectedGroups } = translate(part('connectivityConfigurations/hs', properties));
    expect(connectedGroups.map(({ name, global, vnetIds }) => [name, global, names(vnetIds)])).toEqual([['hs / prod', true, ['a', 'b']]]);
  });

  test('there are none without a configuration', () => {
    expect(translate().connectedGroups).toEqual([]);
  });
});

test('security admin rules apply to the VNets of the groups of their collection', () => {
  const collection = 'securityAdminConfigurations/base/ruleCollections/deny';
  const { adminRules } = translate(
    part(`${collection}/rules/ssh`, {
      priority: 10,
      direction: 'Inbound',
      access: 'Deny',
      protocol: 'Tcp',
      sources: [
        { addressPrefix: 'Internet', addressPrefixType: 'ServiceTag' },
        { addressPrefix: '10.0.0.0/8', addressPrefixType: 'IPPrefix' },
      ],
      sourcePortRanges: ['0-65535'],
      destinations: [{ addressPrefix: '*', addressPrefixType: 'IPPrefix' }],
      destinationPortRanges: ['22'],
    }),
    part(collection, { appliesToGroups: [{ networkGroupId: group('prod') }, { networkGroupId: group('test') }] }),
    part('securityAdminConfigurations/base/ruleCollections/none/rules/other', { priority: 1 }),
  );
  expect(adminRules.map(({ vnetIds }) => names(vnetIds))).toEqual([['a', 'B', 'c'], []]);
  expect(adminRules[0]).toMatchObject({
    id: `${MANAGER}/${collection}/rules/ssh`,
    name: 'ssh',
    priority: 10,
    direction: 'Inbound',
    access: 'Deny',
    protocol: 'Tcp',
    sources: ['Internet', '10.0.0.0/8'],
    sourcePorts: ['0-65535'],
    destinations: ['*'],
    destinationPorts: ['22'],
  });
});
