import { createDefaultHttpClient, createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestBench, halfBody, halfId, type Reply, SUBSCRIPTION, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16 gateway tag:env=prod
vnet spoke 10.1.0.0/16 nva=10.1.0.36
in region=eastus rg=Other
vnet far 10.2.0.0/16
vnet secret 10.3.0.0/16 hidden nva=10.3.0.36
hub <-> spoke
hub -> far Initiated
dns-zone corp.internal hub
`;
const bench = createTestBench(WORLD);
const PATH = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';
const VNETS = "Resources | where type =~ 'microsoft.network/virtualnetworks'";

const query = (text: string, more: object = {}): Promise<Reply> => bench.send('POST', PATH, { body: { query: text, ...more } });
const rows = async (text: string) => (await query(text)).body.data;
const names = async (text: string): Promise<string[]> => (await rows(text)).map((row: { name: string }) => row.name);

beforeEach(async () => {
  await bench.control('POST', 'reset');
  await bench.seed(WORLD);
});

describe('Resource Graph', () => {
  it("responds through the SDK's own pipeline", async () => {
    const { pipeline } = bench.network();
    const body = JSON.stringify({
      subscriptions: [SUBSCRIPTION],
      query: `${VNETS} | project id, name | order by id asc`,
      options: { resultFormat: 'objectArray' },
    });
    const response = await pipeline.sendRequest(
      createDefaultHttpClient(),
      createPipelineRequest({
        url: bench.sandbox.endpoint + PATH,
        method: 'POST',
        body,
        headers: createHttpHeaders({ 'content-type': 'application/json' }),
        tlsSettings: { ca: bench.sandbox.caPem },
      }),
    );
    expect(response.status).toBe(200);
    expect(JSON.parse(response.bodyAsText ?? '')).toEqual({
      totalRecords: 3,
      count: 3,
      data: [
        { id: vnetId('far').replace('/network/', '/Other/'), name: 'far' },
        { id: vnetId('hub'), name: 'hub' },
        { id: vnetId('spoke'), name: 'spoke' },
      ],
      facets: [],
      resultTruncated: 'false',
    });
    expect(response.headers.get('x-ms-user-quota-remaining')).toMatch(/^\d+$/);
    expect(response.headers.get('x-ms-user-quota-resets-after')).toBe('00:00:05');
  });

  it('returns types and groups in lower case, with halves and subnets inside their VNet as in ARM', async () => {
    const [far, hub] = await rows(`${VNETS} | order by name asc`);
    expect(far).toMatchObject({
      type: 'microsoft.network/virtualnetworks',
      resourceGroup: 'other',
      location: 'eastus',
      subscriptionId: SUBSCRIPTION,
    });
    expect(hub.tags).toEqual({ env: 'prod' });
    expect(hub.properties).toEqual((await bench.send('GET', vnetId('hub'))).body.properties);
  });

  it('pages the same query by $skipToken, without gaps or duplicates', async () => {
    const received: string[] = [];
    let token: string | undefined;
    let pages = 0;
    do {
      const options = { $top: 2, ...(token && { $skipToken: token }) };
      const { body } = await query(`${VNETS} | project id, name | order by id asc`, { options });
      received.push(...body.data.map((row: { name: string }) => row.name));
      expect([body.totalRecords, body.count]).toEqual([3, body.data.length]);
      token = body.$skipToken;
      pages++;
    } while (token);
    expect([pages, received]).toEqual([2, ['far', 'hub', 'spoke']]);
  });

  it('keeps the pages of one query consistent while the estate changes', async () => {
    const text = `${VNETS} | project id, name | order by id asc`;
    const first = (await query(text, { options: { $top: 1 } })).body;
    await bench.control('POST', 'external', { action: 'put-vnet', id: vnetId('aaa'), addressSpace: ['10.9.0.0/16'] });
    const second = (await query(text, { options: { $top: 1, $skipToken: first.$skipToken } })).body;
    expect([first.data[0].name, second.data[0].name]).toEqual(['far', 'hub']);
  });

  it('rejects a token of another query', async () => {
    const { body } = await query(`${VNETS} | project id`, { options: { $top: 1 } });
    const reply = await query(`${VNETS} | project id, name`, { options: { $skipToken: body.$skipToken } });
    expect([reply.status, reply.body.error.code]).toEqual([400, 'BadRequest']);
  });

  it('returns no token for a query with a limit, or without an ID', async () => {
    expect((await query(`${VNETS} | project id | limit 2`, { options: { $top: 1 } })).body).toMatchObject({
      resultTruncated: 'true',
      totalRecords: 2,
    });
    const { body } = await query(`${VNETS} | project properties`, { options: { $top: 1 } });
    expect([body.resultTruncated, body.$skipToken]).toEqual(['true', undefined]);
  });

  it('returns a table on request', async () => {
    const { body } = await query(`${VNETS} | project name, tags | order by name asc`, { options: { resultFormat: 'table' } });
    expect(body.data).toEqual({
      columns: [
        { name: 'name', type: 'string' },
        { name: 'tags', type: 'object' },
      ],
      rows: [
        ['far', null],
        ['hub', { env: 'prod' }],
        ['spoke', null],
      ],
    });
  });

  it('rejects unsupported syntax by name, in its error envelope', async () => {
    const join = await query('Resources | join kind=inner (Resources) on id');
    expect([join.status, join.body.error.code, join.body.error.details[0].code]).toEqual([400, 'BadRequest', 'InvalidQuery']);
    expect(join.body.error.details[0].message).toContain("the operator 'join' is not supported");
    for (const text of ['Resources | where flavour == 1', 'Resources | project id | order by name', 'Resources | count | project id']) {
      expect((await query(text)).body.error.details[0].message).toContain("unknown column '");
    }
  });

  it('supports common queries', async () => {
    const text = `Resources | where type =~ 'microsoft.network/virtualnetworks' | mv-expand peering = properties.virtualNetworkPeerings
      | project id, name, location, resourceGroup, subscriptionId, peeringName=tostring(peering.name),
        state=tostring(peering.properties.peeringState), remote=tostring(peering.properties.remoteVirtualNetwork.id) | order by peeringName asc`;
    expect((await rows(text)).map(({ peeringName, state, remote }: Record<string, string>) => [peeringName, state, remote])).toEqual([
      ['', '', ''],
      ['hub-far', 'Initiated', vnetId('far').replace('/network/', '/Other/')],
      ['hub-spoke', 'Connected', vnetId('spoke')],
      ['spoke-hub', 'Connected', vnetId('hub')],
    ]);
    const readerQuery =
      "Resources | where type in~ ('microsoft.network/virtualnetworkgateways') or (type =~ 'microsoft.network/networkinterfaces' and properties.enableIPForwarding == true) | project id, name, kind, properties | order by id asc";
    expect(await names(readerQuery)).toEqual(['nva-spoke-nic', 'vpngw-hub']);
  });

  it('returns at most a thousand rows per page', async () => {
    for (const $top of [0, 1001]) expect((await query(VNETS, { options: { $top } })).status).toBe(400);
  });

  it('returns nothing that the caller cannot read', async () => {
    expect(await names(`${VNETS} | project name | order by name asc`)).toEqual(['far', 'hub', 'spoke']);
    await bench.control('POST', 'access', { deny: SUBSCRIPTION });
    const reply = await query(VNETS, { subscriptions: [SUBSCRIPTION] });
    expect([reply.status, reply.body.error.code, reply.body.error.details[0].code]).toEqual([
      400,
      'BadRequest',
      'NoValidSubscriptionsInQueryRequest',
    ]);
    expect(reply.body.error.details[0].message).toContain(SUBSCRIPTION);
    expect((await query(VNETS)).body.totalRecords).toBe(0);
  });

  it('has subscriptions and groups in ResourceContainers', async () => {
    const text = "ResourceContainers | where type =~ 'microsoft.resources/subscriptions' | project subscriptionId, name";
    expect(await rows(text)).toEqual([{ subscriptionId: SUBSCRIPTION, name: 'main' }]);
    expect(await names("ResourceContainers | where type endswith 'resourcegroups' | order by name asc")).toEqual(['Other', 'network']);
  });

  it('has private DNS zone links as separate resources', async () => {
    expect(await names("Resources | where type =~ 'microsoft.network/privatednszones/virtualnetworklinks' | project id, name")).toEqual([
      'hub',
    ]);
  });
});

describe('the lag of Resource Graph', () => {
  const state = async (): Promise<string[]> =>
    (
      await rows(
        `${VNETS} | where name == 'far' | mv-expand half = properties.virtualNetworkPeerings | project state = tostring(half.properties.peeringState)`,
      )
    ).map((row: { state: string }) => row.state);

  it('is zero by default', async () => {
    await bench.send('PUT', halfId('far', 'hub').replace('/network/', '/Other/'), { body: halfBody('hub') });
    expect(await state()).toEqual(['Connected']);
  });

  it('delays each change, in order', async () => {
    await bench.control('POST', 'clock', { stand: true });
    await bench.control('POST', 'graph', { lagMs: 30_000 });
    await bench.send('PUT', halfId('far', 'hub').replace('/network/', '/Other/'), { body: halfBody('hub') });
    await bench.control('POST', 'clock', { advanceMs: 20_000 });
    await bench.send('DELETE', halfId('hub', 'far'));
    expect(await state()).toEqual(['']);
    await bench.control('POST', 'clock', { advanceMs: 10_000 });
    expect(await state()).toEqual(['Connected']);
    await bench.control('POST', 'clock', { advanceMs: 20_000 });
    expect(await state()).toEqual(['Disconnected']);
    await bench.control('POST', 'clock', { stand: false });
  });

  it('is unlimited while the stale-graph fault is active', async () => {
    await bench.control('POST', 'faults', { effect: 'stale-graph' });
    await bench.control('POST', 'external', { action: 'delete-vnet', id: 'far' });
    expect(await names(`${VNETS} | project name | order by name asc`)).toContain('far');
    await bench.control('DELETE', 'faults');
    expect(await names(`${VNETS} | project name | order by name asc`)).not.toContain('far');
  });
});
