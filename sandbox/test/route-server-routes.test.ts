import { beforeEach, describe, expect, it } from 'vitest';
import { createTestBench, GROUP } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16 gateway=Vpn,ExpressRoute route-server nva=10.0.0.4
vnet spoke 10.1.0.0/16 nva=10.1.0.4
vnet apart 10.9.0.0/16 nva=10.9.0.4
hub <-> spoke transit | use-gateways
hub <-> apart
connection hub -> office
connection hub -> circuit kind=ExpressRoute
bgp-peer one hub 10.0.0.4 asn=65010
bgp-peer two hub 10.0.0.5 asn=65010
`;
const BRANCH_TO_BRANCH = 'properties virtualHubs/rs-hub {"allowBranchToBranchTraffic": true}';
const bench = createTestBench(WORLD);
const NETWORK = `${GROUP}/providers/Microsoft.Network`;
const SERVER = `${NETWORK}/virtualHubs/rs-hub`;
const CIRCUIT = `${NETWORK}/expressRouteCircuits/circuit`;
const FAST = { updateIntervalInMs: 5 };

beforeEach(() => bench.seed(WORLD));

const announce = (id: string, announces: readonly string[], asPath: readonly number[] = []) =>
  bench.control('POST', 'sites', { connect: id, announces, asPath });
const one = `${SERVER}/bgpConnections/one`;
const two = `${SERVER}/bgpConnections/two`;

/** Returns the effective routes of the appliance in a VNet as lines, those of the VNet, peers and the system aside unless they are Invalid. */
async function routesIn(vnet: string): Promise<string[]> {
  const { value = [] } = await bench.network().networkInterfaces.beginGetEffectiveRouteTableAndWait('network', `nva-${vnet}-nic`, FAST);
  return value
    .filter(
      ({ source, nextHopIpAddress = [] }) =>
        source === 'VirtualNetworkGateway' && nextHopIpAddress.some((each) => each.startsWith('10.0.0.')),
    )
    .map(({ addressPrefix = [], nextHopIpAddress = [], state }) =>
      [...addressPrefix, ...nextHopIpAddress, ...(state === 'Active' ? [] : [state])].join(' '),
    );
}

const learned = async (kind: 'vpngw' | 'ergw') => {
  const { value = [] } = await bench.network().virtualNetworkGateways.beginGetLearnedRoutesAndWait('network', `${kind}-hub`, FAST);
  return value
    .filter(({ origin }) => origin === 'IBgp')
    .map(({ network, nextHop, sourcePeer, asPath }) => [network, nextHop, sourcePeer, asPath]);
};

const advertisedToCircuit = async () => {
  const { value = [] } = await bench
    .network()
    .virtualNetworkGateways.beginGetAdvertisedRoutesAndWait('network', 'ergw-hub', '10.0.255.228', FAST);
  return [...new Set(value.map(({ network }) => network))];
};

describe('routes that appliances announce to a Route Server', () => {
  it('are in its VNet, also on the appliance itself, and in VNets that use it, with the appliance as next hop (R28, R36)', async () => {
    await announce(one, ['10.7.0.0/16']);
    expect([await routesIn('hub'), await routesIn('spoke'), await routesIn('apart')]).toEqual([
      ['10.7.0.0/16 10.0.0.4'],
      ['10.7.0.0/16 10.0.0.4'],
      [],
    ]);
  });

  it('have several next hops if appliances announce one prefix with equally long AS paths (R6, R27)', async () => {
    await announce(one, ['10.7.0.0/16']);
    await announce(two, ['10.7.0.0/16', '10.8.0.0/16']);
    expect(await routesIn('spoke')).toEqual(['10.7.0.0/16 10.0.0.4 10.0.0.5', '10.8.0.0/16 10.0.0.5']);
    await announce(two, ['10.7.0.0/16'], [65010]);
    expect(await routesIn('spoke')).toEqual(['10.7.0.0/16 10.0.0.4']);
  });

  it('have the next hop that the appliance sets, such as a load balancer (R36)', async () => {
    await bench.control('POST', 'sites', { connect: one, announces: ['10.7.0.0/16'], nextHop: '10.0.0.9' });
    expect(await routesIn('spoke')).toEqual(['10.7.0.0/16 10.0.0.9']);
  });

  it('are none of IPv6 (R17)', async () => {
    await announce(one, ['fd00:7::/48']);
    expect(await routesIn('spoke')).toEqual([]);
  });

  it('are ignored if they have passed an Azure gateway, or if the appliance does not respond (R36)', async () => {
    await announce(one, ['10.7.0.0/16'], [65001, 65515]);
    expect(await routesIn('spoke')).toEqual([]);
    await bench.control('POST', 'sites', { connect: one, announces: ['10.7.0.0/16'], isDown: true });
    expect(await routesIn('spoke')).toEqual([]);
    const { body } = await bench.send('GET', one);
    expect(body.properties.connectionState).toBe('NotConnected');
  });

  it('lose against system routes, even if they are more specific (R9)', async () => {
    await announce(one, ['10.9.0.0/16', '10.9.4.0/24']);
    expect(await routesIn('hub')).toEqual(['10.9.0.0/16 10.0.0.4 Invalid', '10.9.4.0/24 10.0.0.4 Invalid']);
  });

  it('are none for the VNets that it serves, or parts of them (R9)', async () => {
    await bench.seed(`${WORLD}
${BRANCH_TO_BRANCH}
route hub/nva 10.1.0.0/16 via none`);
    await announce(one, ['10.0.0.0/16', '10.0.4.0/24', '10.1.4.0/24', '10.0.0.0/12']);
    expect([await routesIn('hub'), await routesIn('spoke')]).toEqual([['10.0.0.0/12 10.0.0.4'], ['10.0.0.0/12 10.0.0.4']]);
    expect((await learned('vpngw')).filter(([, nextHop]) => nextHop === '10.0.0.4').map(([network]) => network)).toEqual([
      '10.0.0.0/12',
      '10.0.0.0/12',
    ]);
  });

  it('replace the system’s default route and the dropped ranges if they are a default route (1.0.1, R8)', async () => {
    await announce(one, ['0.0.0.0/0']);
    const { value = [] } = await bench.network().networkInterfaces.beginGetEffectiveRouteTableAndWait('network', 'nva-spoke-nic', FAST);
    expect(value.filter(({ nextHopType }) => nextHopType === 'None' || nextHopType === 'Internet')).toEqual([]);
    expect(await routesIn('spoke')).toEqual(['0.0.0.0/0 10.0.0.4']);
  });

  it('are absent from a subnet with propagation off (R11)', async () => {
    await bench.seed(`${WORLD}\nroute spoke/nva 10.8.0.0/16 via none\npropagation spoke/nva off`);
    await announce(one, ['10.7.0.0/16']);
    expect([await routesIn('hub'), await routesIn('spoke')]).toEqual([['10.7.0.0/16 10.0.0.4'], []]);
  });

  it('are read with those that the Route Server announces', async () => {
    await announce(one, ['10.7.0.0/16'], [65001]);
    const { virtualHubBgpConnections } = bench.network();
    const routes = await virtualHubBgpConnections.beginListLearnedRoutesAndWait('network', 'rs-hub', 'one', FAST);
    expect(Object.entries(routes).map(([instance, list]) => [instance, list.length])).toEqual([
      ['RouteServiceRole_IN_0', 1],
      ['RouteServiceRole_IN_1', 1],
    ]);
    expect(routes.RouteServiceRole_IN_0).toMatchObject([
      { network: '10.7.0.0/16', nextHop: '10.0.0.4', sourcePeer: '10.0.0.4', origin: 'EBgp', asPath: '65010-65001' },
    ]);
    const advertised = await virtualHubBgpConnections.beginListAdvertisedRoutesAndWait('network', 'rs-hub', 'one', FAST);
    expect(advertised.RouteServiceRole_IN_1).toMatchObject([
      { network: '10.0.0.0/16', asPath: '65515', origin: 'Igp' },
      { network: '10.1.0.0/16', asPath: '65515' },
    ]);
    const reply = await bench.send('POST', `${SERVER}/bgpConnections/none/learnedRoutes`);
    expect([reply.status, reply.body.error.code]).toEqual([404, 'NotFound']);
  });
});

describe('a Route Server beside gateways', () => {
  it('passes nothing on without branch-to-branch traffic (R36)', async () => {
    await announce(one, ['10.7.0.0/16']);
    expect([await learned('vpngw'), await learned('ergw')]).toEqual([[], []]);
    expect(await advertisedToCircuit()).toEqual(['10.0.0.0/16', '10.1.0.0/16']);
  });

  it('passes routes of appliances and of the other gateway on with it (R36)', async () => {
    await bench.seed(`${WORLD}\n${BRANCH_TO_BRANCH}`);
    await announce(one, ['10.7.0.0/16']);
    const { properties } = (await bench.send('GET', SERVER)).body;
    const [first, second] = properties.virtualRouterIps;
    const ofCircuit = (await learned('vpngw'))
      .filter(([network]) => network !== '10.7.0.0/16')
      .map(([network, , , path]) => [network, path]);
    expect((await learned('vpngw')).slice(0, 2)).toEqual([
      ['10.7.0.0/16', '10.0.0.4', first, '65010'],
      ['10.7.0.0/16', '10.0.0.4', second, '65010'],
    ]);
    expect(ofCircuit[0]).toEqual(['172.20.1.0/24', '12076-65020']);
    expect(await advertisedToCircuit()).toEqual(['10.0.0.0/16', '10.1.0.0/16', '10.7.0.0/16', '192.168.0.0/24']);
    expect(await routesIn('spoke')).toEqual(['10.7.0.0/16 10.0.0.4']);
    const advertised = await bench.network().virtualHubBgpConnections.beginListAdvertisedRoutesAndWait('network', 'rs-hub', 'one', FAST);
    expect(advertised.RouteServiceRole_IN_0?.map(({ network, asPath }) => [network, asPath])).toEqual([
      ['10.0.0.0/16', '65515'],
      ['10.1.0.0/16', '65515'],
      ['192.168.0.0/24', '65515'],
      ['172.20.1.0/24', '65515-12076-65020'],
    ]);
  });

  it.each([
    ['ExpressRoute', []],
    ['VpnGateway', ['10.7.0.0/16 10.0.0.4']],
    ['ASPath', ['10.7.0.0/16 10.0.0.4']],
  ])('with the preference %s brings the route of the appliance accordingly (R10)', async (hubRoutingPreference, expected) => {
    await bench.seed(`${WORLD}\nproperties virtualHubs/rs-hub ${JSON.stringify({ hubRoutingPreference })}`);
    await announce(one, ['10.7.0.0/16']);
    await announce(CIRCUIT, ['10.7.0.0/16']);
    expect(await routesIn('spoke')).toEqual(expected);
  });

  it('exchanges no routes with a gateway of another ASN', async () => {
    await bench.seed(`${WORLD}\n${BRANCH_TO_BRANCH}`);
    await announce(one, ['10.7.0.0/16']);
    const gateway = `${NETWORK}/virtualNetworkGateways/vpngw-hub`;
    const { body } = await bench.send('GET', gateway);
    await bench.send('PUT', gateway, { body: { ...body, properties: { ...body.properties, bgpSettings: { asn: 65001 } } } });
    expect(await learned('vpngw')).toEqual([]);
    expect(new Set((await learned('ergw')).map(([network]) => network))).toEqual(new Set(['10.7.0.0/16']));
  });
});
