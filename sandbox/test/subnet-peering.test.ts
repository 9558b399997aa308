import { describe, expect, it } from 'vitest';
import { createTestBench, halfId, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16 10.5.0.0/16
subnet hub/app 10.0.1.0/24
subnet hub/db 10.5.1.0/24
vnet spoke 10.1.0.0/16 10.5.0.0/16
subnet spoke/web 10.1.1.0/24
`;
const bench = createTestBench(WORLD);

const halfBody = (remote: string, local: string[], far: string[], more: object = {}) => ({
  properties: {
    remoteVirtualNetwork: { id: vnetId(remote) },
    peerCompleteVnets: false,
    localSubnetNames: local,
    remoteSubnetNames: far,
    ...more,
  },
});

describe('a subnet peering', () => {
  it('has the prefixes of the subnets, and the rest of the VNets may overlap', async () => {
    await bench.seed(WORLD);
    const fullPeering = await bench.send('PUT', halfId('hub', 'spoke'), {
      body: { properties: { remoteVirtualNetwork: { id: vnetId('spoke') } } },
    });
    expect(fullPeering.body.error.code).toBe('VnetAddressSpacesOverlap');
    const near = await bench.send('PUT', halfId('hub', 'spoke'), { body: halfBody('spoke', ['app'], ['web']) });
    expect([near.status, near.body.properties]).toMatchObject([
      201,
      {
        peerCompleteVnets: false,
        localSubnetNames: ['app'],
        remoteSubnetNames: ['web'],
        remoteAddressSpace: { addressPrefixes: ['10.1.1.0/24'] },
        localAddressSpace: { addressPrefixes: ['10.0.1.0/24'] },
      },
    ]);
    const far = await bench.send('PUT', halfId('spoke', 'hub'), { body: halfBody('hub', ['web'], ['app']) });
    expect(far.body.properties).toMatchObject({ peeringState: 'Connected', peeringSyncLevel: 'FullyInSync' });
  });

  it('compares the full VNet prefixes that contain the subnets', async () => {
    await bench.seed(`${WORLD}subnet spoke/cache 10.5.2.0/24`);
    const reply = await bench.send('PUT', halfId('hub', 'spoke'), { body: halfBody('spoke', ['db'], ['cache']) });
    expect([reply.status, reply.body.error.code]).toEqual([400, 'VnetAddressSpacesOverlap']);
  });

  it('may overlap with another peer of the remote VNet outside the peered subnets', async () => {
    await bench.seed(`${WORLD}vnet third 10.5.0.0/16\nspoke -> third Disconnected`);
    expect((await bench.send('PUT', halfId('hub', 'spoke'), { body: halfBody('spoke', ['app'], ['web']) })).status).toBe(201);
    await bench.seed(`${WORLD}vnet third 10.0.0.0/16\nspoke <-> third`);
    const reply = await bench.send('PUT', halfId('hub', 'spoke'), { body: halfBody('spoke', ['app'], ['web']) });
    expect([reply.status, reply.body.error.code]).toEqual([400, 'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet']);
  });

  it('is out of sync when a peered subnet changes', async () => {
    await bench.seed(WORLD);
    await bench.send('PUT', halfId('hub', 'spoke'), { body: halfBody('spoke', ['app'], ['web']) });
    await bench.send('PUT', halfId('spoke', 'hub'), { body: halfBody('hub', ['web'], ['app']) });
    await bench.send('PUT', `${vnetId('spoke')}/subnets/web`, { body: { properties: { addressPrefix: '10.1.2.0/24' } } });
    expect((await bench.send('GET', halfId('hub', 'spoke'))).body.properties.peeringSyncLevel).toBe('LocalNotInSync');
  });

  it('cannot be converted to a full peering: the response is 200 and nothing changes', async () => {
    await bench.seed(WORLD);
    await bench.send('PUT', halfId('hub', 'spoke'), { body: halfBody('spoke', ['app'], ['web']) });
    const reply = await bench.send('PUT', halfId('hub', 'spoke'), {
      body: halfBody('spoke', ['app'], ['web'], { peerCompleteVnets: true }),
    });
    expect([reply.status, reply.body.properties.peerCompleteVnets]).toEqual([200, false]);
  });

  it('can be limited to the IPv6 prefixes', async () => {
    await bench.seed('vnet hub 10.0.0.0/16 fd00:1::/48\nvnet spoke 10.1.0.0/16 fd00:2::/48');
    const reply = await bench.send('PUT', halfId('hub', 'spoke'), {
      body: halfBody('spoke', [], [], { enableOnlyIPv6Peering: true, localSubnetNames: undefined, remoteSubnetNames: undefined }),
    });
    expect([reply.status, reply.body.properties.remoteAddressSpace]).toMatchObject([201, { addressPrefixes: ['fd00:2::/48'] }]);
  });

  it('over IPv6 only may overlap in IPv4', async () => {
    await bench.seed('vnet hub 10.0.0.0/16 fd00:1::/48\nvnet spoke 10.0.0.0/16 fd00:2::/48\nvnet twin 10.0.0.0/24 fd00:1::/56');
    const body = (remote: string) => ({
      body: { properties: { remoteVirtualNetwork: { id: vnetId(remote) }, peerCompleteVnets: false, enableOnlyIPv6Peering: true } },
    });
    expect((await bench.send('PUT', halfId('hub', 'spoke'), body('spoke'))).status).toBe(201);
    const reply = await bench.send('PUT', halfId('hub', 'twin'), body('twin'));
    expect([reply.status, reply.body.error.code]).toEqual([400, 'VnetAddressSpacesOverlap']);
  });

  it('takes up the full VNet prefixes that contain its subnets', async () => {
    await bench.seed(`${WORLD}vnet third 10.1.128.0/17`);
    await bench.send('PUT', halfId('hub', 'spoke'), { body: halfBody('spoke', ['app'], ['web']) });
    const reply = await bench.send('PUT', halfId('hub', 'third'), {
      body: { properties: { remoteVirtualNetwork: { id: vnetId('third') } } },
    });
    expect([reply.status, reply.body.error.code]).toEqual([400, 'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet']);
  });

  it('learns the current prefixes of the subnets when its second half is created', async () => {
    await bench.seed(`${WORLD}hub -> spoke Initiated local-subnets=app remote-subnets=web learned=10.1.9.0/24`);
    const far = await bench.send('PUT', halfId('spoke', 'hub'), { body: halfBody('hub', ['web'], ['app']) });
    expect(far.body.properties).toMatchObject({ peeringState: 'Connected', peeringSyncLevel: 'FullyInSync' });
    expect((await bench.send('GET', halfId('hub', 'spoke'))).body.properties.remoteAddressSpace).toMatchObject({
      addressPrefixes: ['10.1.1.0/24'],
    });
  });

  it('is out of sync when its subnets change, until it is synced', async () => {
    await bench.seed(`${WORLD}subnet spoke/jobs 10.1.2.0/24\nhub <-> spoke local-subnets=app remote-subnets=web`);
    const body = { body: halfBody('spoke', ['app'], ['web', 'jobs']) };
    expect((await bench.send('PUT', halfId('hub', 'spoke'), body)).body.properties.peeringSyncLevel).toBe('LocalNotInSync');
    const synced = await bench.send('PUT', `${halfId('hub', 'spoke')}?syncRemoteAddressSpace=true`, body);
    expect(synced.body.properties).toMatchObject({
      peeringSyncLevel: 'FullyInSync',
      remoteAddressSpace: { addressPrefixes: ['10.1.1.0/24', '10.1.2.0/24'] },
    });
  });
});
