import { readWorld } from '@peerscape/shared/world';
import { beforeEach, describe, expect, it } from 'vitest';
import { routesIntoVNet } from '../src/routing/routes-into-vnet.ts';
import { seedFixture } from '../src/seed/seed-fixture.ts';
import { createMemoryStore } from '../src/store/memory-store.ts';
import { createTestBench, GROUP, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16 gateway=Vpn,ExpressRoute
vnet spoke 10.1.0.0/16
vnet apart 10.9.0.0/16
vnet middle 10.2.0.0/16 gateway
vnet end 10.3.0.0/16 gateway
hub <-> spoke transit | use-gateways
hub <-> apart
connection hub -> office
connection hub -> circuit kind=ExpressRoute
`;
const bench = createTestBench(WORLD);
const NETWORK = `${GROUP}/providers/Microsoft.Network`;
const gatewayId = (vnet: string): string => `${NETWORK}/virtualNetworkGateways/vpngw-${vnet}`;

beforeEach(() => bench.seed(WORLD));

const put = async (id: string, properties: object) => {
  const reply = await bench.send('PUT', id, { body: { location: 'westeurope', properties } });
  expect(reply.body.error).toBeUndefined();
};

const setAsn = async (vnet: string, asn: number) => {
  const { body } = await bench.send('GET', gatewayId(vnet));
  await put(gatewayId(vnet), { ...body.properties, bgpSettings: { asn } });
};

/** Connects two gateways in both directions. */
async function connect(from: string, to: string, enableBgp = true): Promise<void> {
  for (const [one, other] of [
    [from, to],
    [to, from],
  ] as const) {
    await put(`${NETWORK}/connections/${one}-${other}`, {
      connectionType: 'Vnet2Vnet',
      virtualNetworkGateway1: { id: gatewayId(one) },
      virtualNetworkGateway2: { id: gatewayId(other) },
      sharedKey: 'key',
      enableBgp,
    });
  }
}

const gatewayClient = () => bench.network().virtualNetworkGateways;
const FAST = { updateIntervalInMs: 5 };

const learned = async (vnet: string, kind = 'vpngw') => {
  const { value = [] } = await gatewayClient().beginGetLearnedRoutesAndWait('network', `${kind}-${vnet}`, FAST);
  return value.map(({ network, origin, asPath, sourcePeer }) => [network, origin, asPath, sourcePeer]);
};

const advertised = async (vnet: string, peer: string, kind = 'vpngw') => {
  const { value = [] } = await gatewayClient().beginGetAdvertisedRoutesAndWait('network', `${kind}-${vnet}`, peer, FAST);
  return value.map(({ network, asPath }) => [network, asPath]);
};

const bgpAddress = async (vnet: string): Promise<string> =>
  (await bench.send('GET', gatewayId(vnet))).body.properties.bgpSettings.bgpPeeringAddress;

describe('the routes of a gateway', () => {
  it('are those of its VNet, of VNets that use it, and of its sites', async () => {
    const address = await bgpAddress('hub');
    expect(await learned('hub')).toEqual([
      ['10.0.0.0/16', 'Network', '', address],
      ['10.1.0.0/16', 'Network', '', address],
      ['192.168.0.0/24', 'Network', '', address],
    ]);
  });

  it('of ExpressRoute come from both edge routers of the circuit', async () => {
    const routes = await learned('hub', 'ergw');
    expect(routes.filter(([, origin]) => origin === 'EBgp').slice(0, 2)).toEqual([
      ['172.20.1.0/24', 'EBgp', '12076-65020', '10.0.255.228'],
      ['172.20.1.0/24', 'EBgp', '12076-65020', '10.0.255.229'],
    ]);
    expect(await advertised('hub', '10.0.255.228', 'ergw')).toContainEqual(['10.1.0.0/16', '65515']);
  });

  it('pass several gateways if every connection on the way has BGP', async () => {
    for (const [i, vnet] of ['hub', 'middle', 'end'].entries()) await setAsn(vnet, 65010 + i);
    await connect('hub', 'middle');
    await connect('middle', 'end');
    const peer = await bgpAddress('middle');
    expect((await learned('end')).filter(([, origin]) => origin === 'EBgp')).toEqual([
      ['10.2.0.0/16', 'EBgp', '65011', peer],
      ['10.0.0.0/16', 'EBgp', '65011-65010', peer],
      ['10.1.0.0/16', 'EBgp', '65011-65010', peer],
      ['192.168.0.0/24', 'EBgp', '65011-65010', peer],
    ]);
    expect(await learned('end')).toContainEqual([`${peer}/32`, 'Network', '', await bgpAddress('end')]);
    expect(await advertised('middle', await bgpAddress('end'))).toEqual([
      ['10.2.0.0/16', '65011'],
      ['10.0.0.0/16', '65011-65010'],
      ['10.1.0.0/16', '65011-65010'],
      ['192.168.0.0/24', '65011-65010'],
    ]);
    const { value = [] } = await gatewayClient().beginGetBgpPeerStatusAndWait('network', 'vpngw-end', FAST);
    expect(value).toMatchObject([{ neighbor: peer, asn: 65011, state: 'Connected', routesReceived: 4 }]);
  });

  it('without BGP are those of the VNet at the other end only, without IPv6', async () => {
    const { body } = await bench.send('GET', vnetId('hub'));
    body.properties.addressSpace.addressPrefixes.push('fd00::/48');
    expect((await bench.send('PUT', vnetId('hub'), { body })).status).toBe(200);
    await connect('hub', 'middle', false);
    expect((await learned('middle')).map(([network]) => network)).toEqual(['10.2.0.0/16', '10.0.0.0/16']);
    expect(await advertised('middle', await bgpAddress('hub'))).toEqual([]);
  });

  it('are not exchanged by gateways of one ASN', async () => {
    await connect('hub', 'middle');
    expect((await learned('middle')).filter(([, origin]) => origin === 'EBgp')).toEqual([]);
    const { value = [] } = await gatewayClient().beginGetBgpPeerStatusAndWait('network', 'vpngw-middle', FAST);
    expect(value.map(({ state, asn }) => [state, asn])).toEqual([['Idle', 65515]]);
  });

  it('include what a site announces, but no default route for other peers and nothing inside the VNet', async () => {
    const site = `${NETWORK}/localNetworkGateways/bgp-site`;
    await put(site, { gatewayIpAddress: '203.0.113.1', bgpSettings: { asn: 65050, bgpPeeringAddress: '192.168.9.1' } });
    await put(`${NETWORK}/connections/middle-site`, {
      connectionType: 'IPsec',
      virtualNetworkGateway1: { id: gatewayId('middle') },
      localNetworkGateway2: { id: site },
      enableBgp: true,
    });
    await setAsn('end', 65012);
    await connect('middle', 'end');
    await bench.control('POST', 'sites', { connect: site, announces: ['0.0.0.0/0', '192.168.8.0/22', '10.2.5.0/24'] });
    const fromSite = (await learned('middle')).filter(([, , asPath]) => asPath === '65050').map(([network]) => network);
    expect(fromSite).toEqual(['0.0.0.0/0', '192.168.8.0/22']);
    expect((await learned('end')).filter(([, , asPath]) => asPath === '65515-65050').map(([network]) => network)).toEqual([
      '192.168.8.0/22',
    ]);
    await bench.control('POST', 'sites', { connect: site, isDown: true });
    expect((await learned('end')).filter(([, , asPath]) => asPath === '65515-65050')).toEqual([]);
  });

  it('are announced as summaries if the VNet has some', async () => {
    const { body } = await bench.send('GET', vnetId('hub'));
    body.properties.summarizedGatewayPrefixes = { addressPrefixes: ['10.0.0.0/15'] };
    await bench.send('PUT', vnetId('hub'), { body });
    expect((await learned('hub')).map(([network]) => network)).toEqual(['10.0.0.0/15', '192.168.0.0/24']);
  });

  it('can be asked of existing gateways only', async () => {
    const reply = await bench.send('POST', `${gatewayId('none')}/getLearnedRoutes`);
    expect([reply.status, reply.body.error.code]).toEqual([404, 'ResourceNotFound']);
  });
});

describe('routes that gateways bring into a VNet', () => {
  /** Returns the routes of the VNets of a fixture. */
  function routesOf(text: string, change: (store: ReturnType<typeof createMemoryStore>) => void = () => undefined) {
    const world = readWorld(text);
    const store = createMemoryStore();
    if (!world.ok || !seedFixture(store, world.value).ok) throw new Error('the world is not possible');
    change(store);
    return Object.fromEntries(
      [...store.vnets.values()].map((vnet) => [vnet.name, routesIntoVNet(store, vnet).map(({ prefix, from }) => `${prefix} ${from}`)]),
    );
  }

  it('are those of its own gateways, or of the remote ones that it uses', () => {
    const routes = ['172.20.1.0/24 ExpressRoute', '192.168.0.0/24 Vpn'];
    expect(routesOf(WORLD)).toMatchObject({ hub: routes, spoke: routes, apart: [] });
  });

  it('are those of ExpressRoute where both types of gateway know a prefix', () => {
    const announce = (store: ReturnType<typeof createMemoryStore>) => {
      for (const [key, site] of store.sites)
        if (key.includes('/expressroutecircuits/')) store.putSite(key, { ...site, announces: [{ prefix: '192.168.0.0/24', asPath: [] }] });
    };
    expect(routesOf(WORLD, announce).spoke).toEqual(['192.168.0.0/24 ExpressRoute']);
  });

  it('end with the offer of the gateway', () => {
    expect(routesOf(WORLD.replace('hub <-> spoke transit | use-gateways', 'hub <-> spoke')).spoke).toEqual([]);
  });
});
