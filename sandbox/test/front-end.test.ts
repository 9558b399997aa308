import { describe, expect, it } from 'vitest';
import { createTestBench, GROUP, halfBody, halfId, type Reply, SUBSCRIPTION, sendRaw, vnetId } from './harness.ts';

const bench = createTestBench('vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nhub <-> spoke');
const UNKNOWN_ID = '99999999-9999-9999-9999-999999999999';

const errorOf = ({ status, body }: Reply) => [status, body.error.code, body.error.message];

describe('ARM front end', () => {
  it('names the missing child of an existing parent', async () => {
    const reply = await bench.send('GET', halfId('hub', 'nobody'));
    expect(errorOf(reply)).toEqual([404, 'NotFound', `Resource ${halfId('hub', 'nobody')} not found.`]);
    expect(reply.headers['x-ms-failure-cause']).toBeUndefined();
  });

  it('names the missing VNet, and reports the gateway as the failure cause', async () => {
    const expected =
      "The Resource 'Microsoft.Network/virtualNetworks/nope' under resource group 'network' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix";
    for (const reply of [
      await bench.send('GET', vnetId('nope')),
      await bench.send('GET', halfId('nope', 'hub')),
      await bench.send('PUT', halfId('nope', 'hub'), { body: halfBody('hub') }),
    ]) {
      expect(errorOf(reply)).toEqual([404, 'ResourceNotFound', expected]);
      expect(reply.headers['x-ms-failure-cause']).toBe('gateway');
      expect(reply.body.error).not.toHaveProperty('details');
    }
  });

  it('names the missing resource group', async () => {
    const reply = await bench.send(
      'GET',
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/nope/providers/Microsoft.Network/virtualNetworks/hub`,
    );
    expect(errorOf(reply)).toEqual([404, 'ResourceGroupNotFound', "Resource group 'nope' could not be found."]);
    expect(reply.headers['x-ms-failure-cause']).toBe('gateway');
  });

  it('names the missing subscription', async () => {
    const reply = await bench.send('GET', `/subscriptions/${UNKNOWN_ID}/providers/Microsoft.Network/virtualNetworks`);
    expect(errorOf(reply)).toEqual([404, 'SubscriptionNotFound', `The subscription '${UNKNOWN_ID}' could not be found.`]);
  });

  it('compares paths case-insensitively, as az writes them', async () => {
    const path = `/SUBSCRIPTIONS/${SUBSCRIPTION.toUpperCase()}/resourcegroups/NETWORK/providers/microsoft.network/virtualnetworks/HUB/virtualnetworkpeerings`;
    const reply = await bench.send('GET', path);
    expect(reply.body.value.map((half: { id: string }) => half.id)).toEqual([halfId('hub', 'spoke')]);
  });

  it('requires an api-version, and accepts any date', async () => {
    const missing = await sendRaw(bench.sandbox, 'GET', vnetId('hub'), { authorization: `Bearer ${bench.sandbox.token}` });
    expect(errorOf(missing)).toEqual([
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    ]);
    const wrong = await bench.send('GET', `${vnetId('hub')}?api-version=newest`);
    expect([wrong.status, wrong.body.error.code]).toEqual([400, 'InvalidApiVersionParameter']);
    expect(wrong.body.error.message).toMatch(/^The api-version 'newest' is invalid\. The supported versions are '/);
    for (const version of ['2022-01-01', '2025-05-01', '2026-01-01']) {
      expect((await bench.send('GET', `${vnetId('hub')}?api-version=${version}`)).status).toBe(200);
    }
  });

  it('serves only operations that COVERAGE.md lists', async () => {
    const reply = await bench.send('PATCH', halfId('hub', 'spoke'), { body: {} });
    expect(reply.status).toBe(501);
    expect(reply.body.error.message).toContain(`does not serve PATCH ${halfId('hub', 'spoke')}`);
  });

  it('rejects unknown query parameters by name', async () => {
    const reply = await bench.send('GET', `${vnetId('hub')}?$select=name`);
    expect(reply.status).toBe(400);
    expect(reply.body.error.message).toContain("'$select'");
  });

  it('rejects unknown properties by name, with the message of the network provider', async () => {
    const reply = await bench.send('PUT', halfId('hub', 'spoke'), { body: halfBody('spoke', { allowTeleport: true }) });
    expect([reply.status, reply.body]).toEqual([
      400,
      {
        error: {
          code: 'InvalidRequestFormat',
          message: 'Cannot parse the request.',
          details: [
            { code: 'InvalidJson', message: "Could not find member 'allowTeleport' on the object. Path 'properties.allowTeleport'." },
          ],
        },
      },
    ]);
  });

  it('rejects invalid JSON and non-boolean flags', async () => {
    expect(errorOf(await bench.send('PUT', halfId('hub', 'spoke'), { body: '{' }))[1]).toBe('InvalidRequestContent');
    const reply = await bench.send('PUT', halfId('hub', 'spoke'), { body: halfBody('spoke', { useRemoteGateways: 'yes' }) });
    expect([reply.status, reply.body.error.code]).toEqual([400, 'InvalidRequestFormat']);
  });

  it("accepts comments and names without quotes, as Azure's parser does", async () => {
    const body = `{ // a comment, "quoted"
      location: "westeurope", /* { another: */ "tags": { "link": "https://example.org, a: b" },
      properties: {"addressSpace": {addressPrefixes: ["10.78.0.0/16"]}} }`;
    const created = await bench.send('PUT', vnetId('json-made'), { body });
    expect([created.status, created.body.tags]).toEqual([201, { link: 'https://example.org, a: b' }]);
  });

  it('treats null as absent, but not in a list', async () => {
    const body = {
      location: 'westeurope',
      tags: null,
      properties: { addressSpace: { addressPrefixes: ['10.77.0.0/16'] }, subnets: null, dhcpOptions: null },
    };
    const created = await bench.send('PUT', vnetId('null-made'), { body });
    expect([created.status, created.body.properties.subnets, created.body.properties.dhcpOptions]).toEqual([201, [], undefined]);
    const wrong = { ...body, properties: { addressSpace: { addressPrefixes: [null] } } };
    expect(errorOf(await bench.send('PUT', vnetId('null-list'), { body: wrong })).slice(0, 2)).toEqual([400, 'InvalidRequestFormat']);
    expect(errorOf(await bench.send('PUT', halfId('hub', 'x'), { body: { properties: { remoteVirtualNetwork: { id: null } } } }))[0]).toBe(
      400,
    );
  });

  it('treats an encoded slash as part of a name', async () => {
    expect(errorOf(await bench.send('GET', `${vnetId('hub')}%2Fx`))[1]).toBe('ResourceNotFound');
    expect(errorOf(await bench.send('PUT', `${vnetId('a')}%2Fb`, { body: { location: 'westeurope' } }))[1]).toBe('InvalidResourceName');
  });

  it('accepts a full GET body in a PUT, with a wrong ID and any spelling of True', async () => {
    const { body } = await bench.send('GET', halfId('hub', 'spoke'));
    const reply = await bench.send('PUT', `${halfId('hub', 'spoke')}?syncRemoteAddressSpace=True`, {
      body: { ...body, id: vnetId('hub') },
    });
    expect([reply.status, reply.body.id]).toEqual([200, halfId('hub', 'spoke')]);
  });
});

describe('tokens', () => {
  const get = (authorization?: string) => bench.send('GET', vnetId('hub'), { headers: { authorization } });

  it('are required', async () => {
    const reply = await get(undefined);
    expect(errorOf(reply)).toEqual([401, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing."]);
    expect(reply.headers['www-authenticate']).toMatch(/^Bearer /);
  });

  it('of other issuers are rejected', async () => {
    const [head, body] = bench.sandbox.token.split('.');
    for (const token of ['abc', 'a.b.c', `${head}.${body}.AAAA`]) {
      expect(errorOf(await get(`Bearer ${token}`))).toEqual([401, 'InvalidAuthenticationToken', 'The access token is invalid.']);
    }
  });

  it('expire', async () => {
    const token = bench.sandbox.context.tokens.issue({ tenantId: UNKNOWN_ID, lifetimeSeconds: -1 });
    expect(errorOf(await get(`Bearer ${token}`))[1]).toBe('ExpiredAuthenticationToken');
  });

  it('of another tenant are rejected for this subscription', async () => {
    const token = bench.sandbox.context.tokens.issue({ tenantId: UNKNOWN_ID });
    const reply = await get(`Bearer ${token}`);
    expect([reply.status, reply.body.error.code]).toEqual([401, 'InvalidAuthenticationTokenTenant']);
    expect(reply.body.error.message).toContain(
      `The access token is from the wrong issuer 'https://sts.windows.net/${UNKNOWN_ID}/'. It must match the tenant`,
    );
  });
});

describe('permissions', () => {
  it('are missing for a hidden VNet, which no list includes', async () => {
    await bench.seed('vnet hub 10.0.0.0/16\nvnet secret 10.1.0.0/16 hidden\nhub <-> secret');
    const reply = await bench.send('GET', vnetId('secret'));
    expect([reply.status, reply.body.error.code]).toEqual([403, 'AuthorizationFailed']);
    expect(reply.body.error.message).toMatch(
      /^The client '[^']+' with object id '[^']+' does not have authorization to perform action 'Microsoft\.Network\/virtualNetworks\/read' over scope '\/subscriptions\/[^']+' or the scope is invalid\. If access was recently granted, please refresh your credentials\.$/,
    );
    const list = await bench.send('GET', `${GROUP}/providers/Microsoft.Network/virtualNetworks`);
    expect(list.body.value.map((vnet: { name: string }) => vnet.name)).toEqual(['hub']);
    const half = list.body.value[0].properties.virtualNetworkPeerings[0].properties;
    expect([half.peeringState, half.remoteVirtualNetwork.id]).toEqual(['Connected', vnetId('secret')]);
  });

  it('can be revoked for a whole subscription', async () => {
    await bench.seed('vnet hub 10.0.0.0/16');
    await bench.control('POST', 'access', { deny: SUBSCRIPTION });
    expect((await bench.send('GET', `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Network/virtualNetworks`)).status).toBe(403);
    expect((await bench.send('GET', '/subscriptions')).body.value).toEqual([]);
    await bench.control('POST', 'access', { restore: SUBSCRIPTION });
    expect((await bench.send('GET', '/subscriptions')).body.value).toHaveLength(1);
  });

  it('are returned by the permissions list', async () => {
    await bench.seed('vnet hub 10.0.0.0/16\nvnet secret 10.1.0.0/16 hidden');
    await bench.control('POST', 'access', { deny: vnetId('hub'), actions: ['Microsoft.Network/virtualNetworks/peer/action'] });
    const permissionsAt = async (scope: string) =>
      (await bench.send('GET', `${scope}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`)).body.value;
    expect(await permissionsAt(vnetId('secret'))).toEqual([]);
    expect(await permissionsAt(GROUP)).toMatchObject([{ actions: ['*'], dataActions: [], notDataActions: [] }]);
    expect((await permissionsAt(vnetId('hub')))[0].notActions).toContain('Microsoft.Network/virtualNetworks/peer/action');
  });
});

describe('every response', () => {
  it('has the headers of the recordings', async () => {
    const { headers } = await bench.send('GET', '/subscriptions');
    expect(headers).toMatchObject({
      'cache-control': 'no-cache',
      pragma: 'no-cache',
      expires: '-1',
      server: 'Microsoft-HTTPAPI/2.0',
      'x-content-type-options': 'nosniff',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(headers['x-ms-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['x-ms-routing-request-id']).toMatch(/^[A-Z]+:\d{8}T\d{6}Z:[0-9a-f-]{36}$/);
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('returns the client request ID only on request', async () => {
    const id = { 'x-ms-client-request-id': 'mine' };
    expect((await bench.send('GET', '/subscriptions', { headers: id })).headers['x-ms-client-request-id']).toBeUndefined();
    const reply = await bench.send('GET', '/subscriptions', { headers: { ...id, 'x-ms-return-client-request-id': 'true' } });
    expect(reply.headers['x-ms-client-request-id']).toBe('mine');
  });
});
