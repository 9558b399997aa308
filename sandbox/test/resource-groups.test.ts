import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, GROUP, SUBSCRIPTION, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16
vnet spoke 10.1.0.0/16 rg=spokes gateway
hub <-> spoke
`;
const bench = createTestBench(WORLD);
const NEW = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-new`;
const SPOKES = `/subscriptions/${SUBSCRIPTION}/resourceGroups/spokes`;
beforeEach(() => bench.seed(WORLD));

describe('a resource group', () => {
  it('is created, tagged, listed and deleted', async () => {
    const created = await bench.send('PUT', NEW, { body: { location: 'West Europe', tags: { owner: 'net' } } });
    expect([created.status, created.body]).toEqual([
      201,
      {
        id: NEW,
        name: 'rg-new',
        type: 'Microsoft.Resources/resourceGroups',
        location: 'westeurope',
        tags: { owner: 'net' },
        properties: { provisioningState: 'Succeeded' },
      },
    ]);
    expect((await bench.send('PATCH', NEW, { body: { tags: { owner: 'app' } } })).body.tags).toEqual({ owner: 'app' });
    expect((await bench.send('HEAD', NEW)).status).toBe(204);
    const { body } = await bench.send('GET', `/subscriptions/${SUBSCRIPTION}/resourceGroups`);
    expect(body.value.map(({ name }: { name: string }) => name)).toContain('rg-new');
    const deleted = await bench.send('DELETE', NEW);
    expect([deleted.status, deleted.headers['azure-asyncoperation']]).toEqual([202, undefined]);
    const result = await bench.send('GET', new URL(String(deleted.headers.location)).pathname);
    expect([result.status, result.text]).toEqual([200, '']);
    expect((await bench.send('HEAD', NEW)).status).toBe(404);
  });

  it('is listed by a tag, and another filter is refused', async () => {
    await bench.send('PUT', NEW, { body: { location: 'westeurope', tags: { Owner: 'net' } } });
    const list = async (filter: string) =>
      bench.send('GET', `/subscriptions/${SUBSCRIPTION}/resourceGroups?$filter=${encodeURIComponent(filter)}`);
    const names = async (filter: string) => (await list(filter)).body.value.map(({ name }: { name: string }) => name);
    expect(await names("tagName eq 'owner' and tagValue eq 'net'")).toEqual(['rg-new']);
    expect(await names("tagname eq 'owner'")).toEqual(['rg-new']);
    expect(await names("tagName eq 'owner' and tagValue eq 'app'")).toEqual([]);
    expect((await list("location eq 'westeurope'")).body.error.code).toBe('InvalidFilterInQueryString');
  });

  it('lists its resources by a tag', async () => {
    await bench.send('PATCH', vnetId('hub'), { body: { tags: { Owner: 'net' } } });
    const names = async (filter: string) => {
      const { body } = await bench.send('GET', `${GROUP}/resources?$filter=${encodeURIComponent(filter)}`);
      return body.value.map(({ name }: { name: string }) => name);
    };
    expect(await names("tagname eq 'owner' and tagvalue eq 'net'")).toEqual(['hub']);
    expect(await names("tagname eq 'owner' and tagvalue eq 'app'")).toEqual([]);
  });

  it('is created, listed and deleted by the SDK', async () => {
    const { resourceGroups } = bench.resources();
    expect(await resourceGroups.createOrUpdate('rg-new', { location: 'westeurope' })).toMatchObject({ id: NEW, name: 'rg-new' });
    expect((await resourceGroups.checkExistence('rg-new')).body).toBe(true);
    expect((await collectAll(resourceGroups.list())).map(({ name }) => name)).toEqual(['network', 'spokes', 'rg-new']);
    await resourceGroups.beginDeleteAndWait('rg-new');
    expect((await resourceGroups.checkExistence('rg-new')).body).toBe(false);
  });

  it('is deleted with everything in it, in the order that Azure accepts; peerings of other groups become Disconnected', async () => {
    await bench.send('DELETE', SPOKES);
    expect((await bench.send('GET', SPOKES)).body.error.code).toBe('ResourceGroupNotFound');
    const { body } = await bench.send('GET', `${vnetId('hub')}/virtualNetworkPeerings/hub-spoke`);
    expect(body.properties.peeringState).toBe('Disconnected');
    const resources = await bench.send('GET', `/subscriptions/${SUBSCRIPTION}/resources`);
    expect(resources.body.value.map(({ name }: { name: string }) => name)).toEqual(['hub']);
  });

  /** Creates a route table in the group that a subnet of another group uses. */
  const useFromOutside = async (): Promise<void> => {
    const table = `${SPOKES}/providers/Microsoft.Network/routeTables/rt`;
    await bench.send('PUT', table, { body: { location: 'westeurope' } });
    const subnet = { properties: { addressPrefix: '10.0.1.0/24', routeTable: { id: table } } };
    expect((await bench.send('PUT', `${vnetId('hub')}/subnets/app`, { body: subnet })).status).toBe(201);
  };
  const stateOf = async (group: string) => (await bench.send('GET', group)).body.properties.provisioningState;

  it('stays with what is used from another group, and its operation fails', async () => {
    await useFromOutside();
    const deleted = await bench.send('DELETE', SPOKES);
    const result = await bench.send('GET', new URL(String(deleted.headers.location)).pathname);
    expect([result.status, result.body.error.code]).toEqual([409, 'ResourceGroupDeletionBlocked']);
    expect(result.body.error.message).toContain("resources with identifiers 'Microsoft.Network/routeTables/rt' could not be deleted");
    expect(await stateOf(SPOKES)).toBe('Succeeded');
    expect((await bench.send('GET', `${SPOKES}/providers/Microsoft.Network/virtualNetworks/spoke`)).status).toBe(404);
  });

  it('is not left in Deleting by two deletions at a time that fail', async () => {
    await useFromOutside();
    await bench.control('POST', 'clock', { stand: true, pace: 'clock', groupMs: 1000 });
    expect([(await bench.send('DELETE', SPOKES)).status, (await bench.send('DELETE', SPOKES)).status]).toEqual([202, 202]);
    expect(await stateOf(SPOKES)).toBe('Deleting');
    await bench.control('POST', 'clock', { advanceMs: 1000 });
    expect(await stateOf(SPOKES)).toBe('Succeeded');
    await bench.control('POST', 'clock', { stand: false, pace: 'instant' });
  });

  it.each([
    ['without a location', NEW, {}, 400, 'LocationRequired'],
    ['in a region that does not exist', NEW, { location: 'atlantis' }, 400, 'LocationNotAvailableForResourceType'],
    ['with a name that ends with a full stop', `${NEW}.`, { location: 'westeurope' }, 400, 'InvalidResourceGroup'],
    ['in another region than before', GROUP, { location: 'northeurope' }, 409, 'InvalidResourceGroupLocation'],
  ])('is refused %s', async (_, path, body, status, code) => {
    const reply = await bench.send('PUT', path, { body });
    expect([reply.status, reply.body.error.code]).toEqual([status, code]);
  });
});
