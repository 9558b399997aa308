import { readWorld } from '@peerscape/shared/world';
import { describe, expect, it } from 'vitest';
import { seedFixture } from '../src/seed/seed-fixture.ts';
import { createMemoryStore } from '../src/store/memory-store.ts';
import { createTestBench, GROUP, vnetId } from './harness.ts';

const bench = createTestBench(`
vnet hub 10.0.0.0/16
nsg web hub
rule web https allow in tcp 10.0.0.0/8 * port=443 priority=100
subnet hub/app 10.0.1.0/24 nsg=web
properties hub/app {"defaultOutboundAccess": false}
route hub/app 0.0.0.0/0 via none
properties routeTables/rt-hub-app {"disableBgpRoutePropagation": true}
`);

const problemOf = (text: string): string => {
  const world = readWorld(text);
  if (!world.ok) throw new Error(world.problem);
  const seeded = seedFixture(createMemoryStore(), world.value);
  return seeded.ok ? 'no error' : seeded.problem;
};

describe('resources of a fixture that have no row', () => {
  it('are what a PUT of their lines would create, and list what uses them', async () => {
    const { body } = await bench.send('GET', `${GROUP}/providers/Microsoft.Network/networkSecurityGroups/web`);
    expect(body.properties.securityRules).toMatchObject([
      { name: 'https', properties: { provisioningState: 'Succeeded', access: 'Allow', destinationPortRange: '443', priority: 100 } },
    ]);
    expect(body.properties.defaultSecurityRules).toHaveLength(6);
    expect(body.properties.subnets).toEqual([{ id: `${vnetId('hub')}/subnets/app` }]);
  });

  it('have the further properties of their lines', async () => {
    expect((await bench.send('GET', `${vnetId('hub')}/subnets/app`)).body.properties.defaultOutboundAccess).toBe(false);
    const { body } = await bench.send('GET', `${GROUP}/providers/Microsoft.Network/routeTables/rt-hub-app`);
    expect(body.properties.disableBgpRoutePropagation).toBe(true);
  });

  it('are also BGP connections of a Route Server, which are part of it', async () => {
    await bench.seed('vnet a 10.0.0.0/16 route-server\nbgp-peer nva a 10.0.0.4 asn=65010');
    const { body } = await bench.send('GET', `${GROUP}/providers/Microsoft.Network/virtualHubs/rs-a/bgpConnections/nva`);
    expect(body.properties).toMatchObject({ peerIp: '10.0.0.4', peerAsn: 65010 });
  });

  it.each([
    ['nsg web a\nrule web early allow in tcp * * priority=1', 'Security rule has invalid Priority'],
    ['resource applicationGateways/gw at=a {"properties": {}}', 'the sandbox does not serve the type of'],
    ['properties routeTables/none {"disableBgpRoutePropagation": true}', 'there is no resource routeTables/none'],
    ['properties a/none {"defaultOutboundAccess": false}', 'there is no resource virtualNetworks/a/subnets/none'],
    ['nic vm a/none 10.0.0.4', '/subnets/none referenced by resource'],
    ['nic vm a/app nsg=none', '/networkSecurityGroups/none referenced by resource'],
    ['nic vm a/app pool=none', '/backendAddressPools/back referenced by resource'],
    ['subnet a/data 10.0.2.0/24 nsg=none', '/networkSecurityGroups/none referenced by resource'],
    ['record corp.example A www 10.0.1.4', 'its parent does not exist'],
    ['bgp-peer nva a 10.0.0.4 asn=65010', 'its parent does not exist'],
    ['nsg web a\nnsg web a', 'there are two resources with the ID'],
  ])('are rejected if Azure or the sandbox would refuse them: %j', (lines, problem) => {
    expect(problemOf(`vnet a 10.0.0.0/16\nsubnet a/app 10.0.1.0/24\n${lines}`)).toContain(problem);
  });
});
