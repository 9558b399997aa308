import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, GROUP, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16
subnet hub/app 10.0.1.0/24
`;
const bench = createTestBench(WORLD);
const TABLE = `${GROUP}/providers/Microsoft.Network/routeTables/rt`;
const route = (addressPrefix: string, nextHopType = 'VirtualAppliance', nextHopIpAddress: string | undefined = '10.0.0.4') => ({
  properties: { addressPrefix, nextHopType, ...(nextHopIpAddress && { nextHopIpAddress }) },
});
beforeEach(() => bench.seed(WORLD));

const { errorOf } = bench;

describe('a route table', () => {
  it('is created, read, tagged and deleted by the SDK, with its routes', async () => {
    const { routeTables, routes } = bench.network();
    const created = await routeTables.beginCreateOrUpdateAndWait('network', 'rt', {
      location: 'West Europe',
      routes: [{ name: 'all', addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4' }],
    });
    expect(created).toMatchObject({ id: TABLE, location: 'westeurope', provisioningState: 'Succeeded', disableBgpRoutePropagation: false });
    expect(created.routes).toMatchObject([{ id: `${TABLE}/routes/all`, etag: created.etag, hasBgpOverride: false }]);
    await routes.beginCreateOrUpdateAndWait('network', 'rt', 'on-premises', { addressPrefix: '192.168.0.0/16', nextHopType: 'None' });
    expect((await collectAll(routes.list('network', 'rt'))).map(({ name }) => name)).toEqual(['all', 'on-premises']);
    await routes.beginDeleteAndWait('network', 'rt', 'all');
    expect((await routeTables.updateTags('network', 'rt', { tags: { owner: 'net' } })).tags).toEqual({ owner: 'net' });
    const [listed] = await collectAll(routeTables.listAll());
    expect([listed?.tags, listed?.routes?.map(({ name }) => name)]).toEqual([{ owner: 'net' }, ['on-premises']]);
    await routeTables.beginDeleteAndWait('network', 'rt');
    expect(await collectAll(routeTables.list('network'))).toEqual([]);
  });

  it('lists the subnets that use it, and cannot be deleted until none does', async () => {
    const { routeTables, subnets } = bench.network();
    await routeTables.beginCreateOrUpdateAndWait('network', 'rt', { location: 'westeurope' });
    await subnets.beginCreateOrUpdateAndWait('network', 'hub', 'app', { addressPrefix: '10.0.1.0/24', routeTable: { id: TABLE } });
    expect((await routeTables.get('network', 'rt')).subnets?.map(({ id }) => id)).toEqual([`${vnetId('hub')}/subnets/app`]);
    expect(await errorOf('DELETE', TABLE)).toEqual([400, 'InUseRouteTableCannotBeDeleted']);
    await subnets.beginCreateOrUpdateAndWait('network', 'hub', 'app', { addressPrefix: '10.0.1.0/24' });
    expect((await bench.send('DELETE', TABLE)).status).toBe(202);
  });

  it('is returned at once when a PUT changes nothing, with the same etag', async () => {
    const first = await bench.send('PUT', TABLE, { body: { location: 'westeurope', properties: { routes: [] } } });
    expect([first.status, first.body.properties.provisioningState]).toEqual([201, 'Updating']);
    const before = await bench.send('GET', TABLE);
    const again = await bench.send('PUT', TABLE, { body: before.body });
    expect([again.status, again.body.properties.provisioningState, again.body.etag]).toEqual([200, 'Succeeded', before.body.etag]);
    expect(again.headers['azure-asyncoperation']).toBeUndefined();
  });

  it.each([
    ['without a location', {}, 400, 'LocationRequired'],
    ['in a region that does not exist', { location: 'atlantis' }, 400, 'LocationNotAvailableForResourceType'],
    ['with a misspelled property', { location: 'westeurope', properties: { route: [] } }, 400, 'InvalidRequestFormat'],
    ['with two routes of one prefix', table(route('10.1.0.0/16'), route('10.1.0.0/16')), 400, 'RouteConflict'],
    ['with two spellings of one IPv6 prefix', table(route('fd00:1::/48'), route('FD00:1:0::/48')), 400, 'RouteConflict'],
    ['with host bits in an IPv6 prefix', table(route('fd00:1::1/48')), 400, 'InvalidAddressPrefixFormat'],
    [
      'with peering routes disabled in some other way than none or all',
      { location: 'westeurope', properties: { disablePeeringRoute: 'Some' } },
      400,
      'InvalidRequestFormat',
    ],
    ['with the next hop of a peering, which is not for users', table(route('10.1.0.0/16', 'VNetPeering')), 400, 'InvalidRequestFormat'],
    ['with an invalid prefix', table(route('10.1.0.0/33')), 400, 'InvalidAddressPrefixFormat'],
    ['with an appliance without an address', table(route('10.1.0.0/16', 'VirtualAppliance', '')), 400, 'RouteNextHopIpAddressIsRequired'],
  ])('is refused %s', async (_, body, status, code) => {
    expect(await errorOf('PUT', TABLE, body)).toEqual([status, code]);
    expect((await bench.send('GET', TABLE)).status).toBe(404);
  });

  it('is refused in another region than before', async () => {
    await bench.send('PUT', TABLE, { body: { location: 'westeurope' } });
    expect(await errorOf('PUT', TABLE, { location: 'northeurope' })).toEqual([409, 'InvalidResourceLocation']);
  });

  it('accepts the name of a next hop type in any case', async () => {
    const { routes } = (await bench.send('PUT', TABLE, { body: table(route('10.1.0.0/16', 'virtualappliance')) })).body.properties;
    expect(routes[0].properties.nextHopType).toBe('VirtualAppliance');
  });

  it('accepts a service tag as the prefix of a route', async () => {
    expect((await bench.send('PUT', TABLE, { body: table(route('AzureCloud', 'Internet', '')) })).status).toBe(201);
  });
});

function table(...routes: readonly object[]) {
  return { location: 'westeurope', properties: { routes: routes.map((each, i) => ({ name: `route-${i}`, ...each })) } };
}
