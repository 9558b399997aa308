import { describe, expect, it } from 'vitest';
import { GROUP, halfId, type Reply, raw, SUBSCRIPTION, testBench, toward, vnetId } from './harness.ts';

const bench = testBench('vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nhub <-> spoke');
const NOBODY = '99999999-9999-9999-9999-999999999999';

const told = ({ status, body }: Reply) => [status, body.error.code, body.error.message];

describe("ARM's front end", () => {
  it('says which child is missing while its parent is there', async () => {
    const reply = await bench.ask('GET', halfId('hub', 'nobody'));
    expect(told(reply)).toEqual([404, 'NotFound', `Resource ${halfId('hub', 'nobody')} not found.`]);
    expect(reply.headers['x-ms-failure-cause']).toBeUndefined();
  });

  it('says which VNet is missing, and that the gateway said so', async () => {
    const expected =
      "The Resource 'Microsoft.Network/virtualNetworks/nope' under resource group 'network' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix";
    for (const reply of [
      await bench.ask('GET', vnetId('nope')),
      await bench.ask('GET', halfId('nope', 'hub')),
      await bench.ask('PUT', halfId('nope', 'hub'), { body: toward('hub') }),
    ]) {
      expect(told(reply)).toEqual([404, 'ResourceNotFound', expected]);
      expect(reply.headers['x-ms-failure-cause']).toBe('gateway');
      expect(reply.body.error).not.toHaveProperty('details');
    }
  });

  it('says which group is missing', async () => {
    const reply = await bench.ask(
      'GET',
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/nope/providers/Microsoft.Network/virtualNetworks/hub`,
    );
    expect(told(reply)).toEqual([404, 'ResourceGroupNotFound', "Resource group 'nope' could not be found."]);
    expect(reply.headers['x-ms-failure-cause']).toBe('gateway');
  });

  it('says which subscription is missing', async () => {
    const reply = await bench.ask('GET', `/subscriptions/${NOBODY}/providers/Microsoft.Network/virtualNetworks`);
    expect(told(reply)).toEqual([404, 'SubscriptionNotFound', `The subscription '${NOBODY}' could not be found.`]);
  });

  it('compares paths without case, as az writes them', async () => {
    const path = `/SUBSCRIPTIONS/${SUBSCRIPTION.toUpperCase()}/resourcegroups/NETWORK/providers/microsoft.network/virtualnetworks/HUB/virtualnetworkpeerings`;
    const reply = await bench.ask('GET', path);
    expect(reply.body.value.map((half: { id: string }) => half.id)).toEqual([halfId('hub', 'spoke')]);
  });

  it('wants an api-version, and takes any date', async () => {
    const without = await raw(bench.sandbox, 'GET', vnetId('hub'), { authorization: `Bearer ${bench.sandbox.token}` });
    expect(told(without)).toEqual([
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    ]);
    const wrong = await bench.ask('GET', `${vnetId('hub')}?api-version=newest`);
    expect([wrong.status, wrong.body.error.code]).toEqual([400, 'InvalidApiVersionParameter']);
    expect(wrong.body.error.message).toMatch(/^The api-version 'newest' is invalid\. The supported versions are '/);
    for (const version of ['2022-01-01', '2025-05-01', '2026-01-01']) {
      expect((await bench.ask('GET', `${vnetId('hub')}?api-version=${version}`)).status).toBe(200);
    }
  });

  it('knows no operation that COVERAGE.md does not list', async () => {
    const reply = await bench.ask('PATCH', vnetId('hub'), { body: {} });
    expect(reply.status).toBe(501);
    expect(reply.body.error.message).toContain(`does not serve PATCH ${vnetId('hub')}`);
  });

  it('refuses unknown query parameters by name', async () => {
    const reply = await bench.ask('GET', `${vnetId('hub')}?$select=name`);
    expect(reply.status).toBe(400);
    expect(reply.body.error.message).toContain("'$select'");
  });

  it('refuses unknown properties by name, in the words of the network provider', async () => {
    const reply = await bench.ask('PUT', halfId('hub', 'spoke'), { body: toward('spoke', { allowTeleport: true }) });
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

  it('refuses what is not JSON, and flags that are not flags', async () => {
    expect(told(await bench.ask('PUT', halfId('hub', 'spoke'), { body: '{' }))[1]).toBe('InvalidRequestContent');
    const reply = await bench.ask('PUT', halfId('hub', 'spoke'), { body: toward('spoke', { useRemoteGateways: 'yes' }) });
    expect([reply.status, reply.body.error.code]).toEqual([400, 'InvalidRequestFormat']);
  });

  it('takes null for absent, and not as an entry of a list', async () => {
    const body = {
      location: 'westeurope',
      tags: null,
      properties: { addressSpace: { addressPrefixes: ['10.77.0.0/16'] }, subnets: null, dhcpOptions: null },
    };
    const made = await bench.ask('PUT', vnetId('null-made'), { body });
    expect([made.status, made.body.properties.subnets, made.body.properties.dhcpOptions]).toEqual([201, [], undefined]);
    const wrong = { ...body, properties: { addressSpace: { addressPrefixes: [null] } } };
    expect(told(await bench.ask('PUT', vnetId('null-list'), { body: wrong })).slice(0, 2)).toEqual([400, 'InvalidRequestFormat']);
    expect(told(await bench.ask('PUT', halfId('hub', 'x'), { body: { properties: { remoteVirtualNetwork: { id: null } } } }))[0]).toBe(400);
  });

  it('takes an encoded slash as part of a name', async () => {
    expect(told(await bench.ask('GET', `${vnetId('hub')}%2Fx`))[1]).toBe('ResourceNotFound');
    expect(told(await bench.ask('PUT', `${vnetId('a')}%2Fb`, { body: { location: 'westeurope' } }))[1]).toBe('InvalidResourceName');
  });

  it('takes a whole GET body back, with a wrong id and any spelling of True', async () => {
    const { body } = await bench.ask('GET', halfId('hub', 'spoke'));
    const reply = await bench.ask('PUT', `${halfId('hub', 'spoke')}?syncRemoteAddressSpace=True`, { body: { ...body, id: vnetId('hub') } });
    expect([reply.status, reply.body.id]).toEqual([200, halfId('hub', 'spoke')]);
  });
});

describe('tokens', () => {
  const ask = (authorization?: string) => bench.ask('GET', vnetId('hub'), { headers: { authorization } });

  it('are needed', async () => {
    const reply = await ask(undefined);
    expect(told(reply)).toEqual([401, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing."]);
    expect(reply.headers['www-authenticate']).toMatch(/^Bearer /);
  });

  it('of others are not known', async () => {
    const [head, body] = bench.sandbox.token.split('.');
    for (const token of ['abc', 'a.b.c', `${head}.${body}.AAAA`]) {
      expect(told(await ask(`Bearer ${token}`))).toEqual([401, 'InvalidAuthenticationToken', 'The access token is invalid.']);
    }
  });

  it('expire', async () => {
    const token = bench.sandbox.parts.tokens.issue({ tenantId: NOBODY, lifetimeSeconds: -1 });
    expect(told(await ask(`Bearer ${token}`))[1]).toBe('ExpiredAuthenticationToken');
  });

  it('of another tenant do not fit this subscription', async () => {
    const token = bench.sandbox.parts.tokens.issue({ tenantId: NOBODY });
    const reply = await ask(`Bearer ${token}`);
    expect([reply.status, reply.body.error.code]).toEqual([401, 'InvalidAuthenticationTokenTenant']);
    expect(reply.body.error.message).toContain(
      `The access token is from the wrong issuer 'https://sts.windows.net/${NOBODY}/'. It must match the tenant`,
    );
  });
});

describe('rights', () => {
  it('are missing on a hidden VNet, which no list shows', async () => {
    await bench.seed('vnet hub 10.0.0.0/16\nvnet secret 10.1.0.0/16 hidden\nhub <-> secret');
    const reply = await bench.ask('GET', vnetId('secret'));
    expect([reply.status, reply.body.error.code]).toEqual([403, 'AuthorizationFailed']);
    expect(reply.body.error.message).toMatch(
      /^The client '[^']+' with object id '[^']+' does not have authorization to perform action 'Microsoft\.Network\/virtualNetworks\/read' over scope '\/subscriptions\/[^']+' or the scope is invalid\. If access was recently granted, please refresh your credentials\.$/,
    );
    const list = await bench.ask('GET', `${GROUP}/providers/Microsoft.Network/virtualNetworks`);
    expect(list.body.value.map((vnet: { name: string }) => vnet.name)).toEqual(['hub']);
    const half = list.body.value[0].properties.virtualNetworkPeerings[0].properties;
    expect([half.peeringState, half.remoteVirtualNetwork.id]).toEqual(['Connected', vnetId('secret')]);
  });

  it('may be taken away for a whole subscription', async () => {
    await bench.seed('vnet hub 10.0.0.0/16');
    await bench.control('POST', 'access', { deny: SUBSCRIPTION });
    expect((await bench.ask('GET', `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Network/virtualNetworks`)).status).toBe(403);
    expect((await bench.ask('GET', '/subscriptions')).body.value).toEqual([]);
    await bench.control('POST', 'access', { restore: SUBSCRIPTION });
    expect((await bench.ask('GET', '/subscriptions')).body.value).toHaveLength(1);
  });

  it('are told by the permissions list', async () => {
    await bench.seed('vnet hub 10.0.0.0/16\nvnet secret 10.1.0.0/16 hidden');
    await bench.control('POST', 'access', { deny: vnetId('hub'), actions: ['Microsoft.Network/virtualNetworks/peer/action'] });
    const at = async (scope: string) =>
      (await bench.ask('GET', `${scope}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`)).body.value;
    expect(await at(vnetId('secret'))).toEqual([]);
    expect(await at(GROUP)).toMatchObject([{ actions: ['*'], dataActions: [], notDataActions: [] }]);
    expect((await at(vnetId('hub')))[0].notActions).toContain('Microsoft.Network/virtualNetworks/peer/action');
  });
});

describe('every answer', () => {
  it('carries the headers of the recordings', async () => {
    const { headers } = await bench.ask('GET', '/subscriptions');
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

  it('returns the client request id only when asked to', async () => {
    const id = { 'x-ms-client-request-id': 'mine' };
    expect((await bench.ask('GET', '/subscriptions', { headers: id })).headers['x-ms-client-request-id']).toBeUndefined();
    const asked = await bench.ask('GET', '/subscriptions', { headers: { ...id, 'x-ms-return-client-request-id': 'true' } });
    expect(asked.headers['x-ms-client-request-id']).toBe('mine');
  });
});
