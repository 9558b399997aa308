import { beforeEach, describe, expect, it } from 'vitest';
import { API, createTestBench, GROUP, halfBody, halfId, sendRaw, vnetId } from './harness.ts';

const WORLD = '# Three in a row\nvnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nvnet far 10.2.0.0/16\nhub <-> spoke';
const bench = createTestBench(WORLD);
const state = async (from: string, to: string) => (await bench.send('GET', halfId(from, to))).body.properties?.peeringState;

beforeEach(async () => {
  await bench.control('POST', 'reset');
  await bench.seed(WORLD);
});

describe('the external actor', () => {
  it('deletes a half', async () => {
    expect(await bench.control('POST', 'external', { action: 'delete-half', id: 'hub/spoke' })).toEqual({ done: true });
    expect([await state('hub', 'spoke'), await state('spoke', 'hub')]).toEqual([undefined, 'Disconnected']);
  });

  it('changes flags without resetting the others', async () => {
    await bench.control('POST', 'external', { action: 'put-half', id: 'hub/spoke', properties: { allowForwardedTraffic: true } });
    await bench.control('POST', 'external', {
      action: 'put-half',
      id: halfId('hub', 'spoke'),
      properties: { allowVirtualNetworkAccess: false },
    });
    const { properties } = (await bench.send('GET', halfId('hub', 'spoke'))).body;
    expect([properties.allowForwardedTraffic, properties.allowVirtualNetworkAccess, properties.provisioningState]).toEqual([
      true,
      false,
      'Succeeded',
    ]);
  });

  it('extends the address space of a VNet, and syncs a half', async () => {
    await bench.control('POST', 'external', { action: 'put-vnet', id: 'spoke', addressSpace: ['10.1.0.0/16', '10.5.0.0/16'] });
    const stale = (await bench.send('GET', halfId('hub', 'spoke'))).body.properties;
    expect(stale.peeringSyncLevel).toBe('LocalNotInSync');
    await bench.control('POST', 'external', { action: 'sync-half', id: 'hub/spoke' });
    expect((await bench.send('GET', halfId('hub', 'spoke'))).body.properties.peeringSyncLevel).toBe('FullyInSync');
  });

  it('deletes a VNet and creates it again', async () => {
    await bench.control('POST', 'external', { action: 'delete-vnet', id: 'spoke' });
    expect(await state('hub', 'spoke')).toBe('Disconnected');
    await bench.control('POST', 'external', {
      action: 'put-vnet',
      id: vnetId('spoke'),
      location: 'westeurope',
      addressSpace: ['10.1.0.0/16'],
    });
    expect((await bench.send('GET', vnetId('spoke'))).status).toBe(200);
    expect(await state('hub', 'spoke')).toBe('Disconnected');
  });

  it('creates a half that is named after its remote VNet', async () => {
    expect(await bench.control('POST', 'external', { action: 'put-half', id: 'far/hub' })).toEqual({ done: true });
    const { properties } = (await bench.send('GET', `${vnetId('far')}/virtualNetworkPeerings/hub`)).body;
    expect([properties.peeringState, properties.remoteVirtualNetwork.id]).toEqual(['Initiated', vnetId('hub')]);
  });

  it('creates, changes and deletes resources of any type', async () => {
    const table = `${GROUP}/providers/Microsoft.Network/routeTables/rt`;
    const routes = [
      { name: 'to-far', properties: { addressPrefix: '10.2.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.4' } },
    ];
    const act = (action: string, id: string, fields: object = {}) => bench.control('POST', 'external', { action, id, ...fields });
    expect(await act('put-resource', table, { location: 'westeurope', properties: { routes } })).toEqual({ done: true });
    const app = `${vnetId('spoke')}/subnets/app`;
    expect(await act('put-resource', app, { properties: { addressPrefix: '10.1.0.0/24' } })).toEqual({ done: true });

    // members that are not named stay as they are, and null removes one
    expect(await act('put-resource', app, { properties: { routeTable: { id: table } } })).toEqual({ done: true });
    expect((await bench.send('GET', app)).body.properties).toMatchObject({ addressPrefix: '10.1.0.0/24', routeTable: { id: table } });
    expect(await act('put-resource', table, { properties: { disableBgpRoutePropagation: true } })).toEqual({ done: true });
    const { location, properties } = (await bench.send('GET', table)).body;
    expect([location, properties.provisioningState, properties.routes[0].name]).toEqual(['westeurope', 'Succeeded', 'to-far']);
    expect(await act('delete-resource', table)).toMatchObject({ done: false, error: { code: 'InUseRouteTableCannotBeDeleted' } });
    expect(await act('put-resource', app, { properties: { routeTable: null } })).toEqual({ done: true });
    expect((await bench.send('GET', app)).body.properties.routeTable).toBeUndefined();
    expect(await act('delete-resource', table)).toEqual({ done: true });
    expect((await bench.send('GET', table)).status).toBe(404);
  });

  it('creates what needs a SKU or is global', async () => {
    const network = `${GROUP}/providers/Microsoft.Network`;
    const address = { location: 'westeurope', sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } };
    await bench.control('POST', 'external', { action: 'put-resource', id: `${network}/publicIPAddresses/pip`, ...address });
    expect((await bench.send('GET', `${network}/publicIPAddresses/pip`)).body.sku).toMatchObject({ name: 'Standard' });
    const zone = `${network}/privateDnsZones/contoso.internal`;
    await bench.control('POST', 'external', { action: 'put-resource', id: zone, location: 'global' });
    await bench.control('POST', 'external', {
      action: 'put-resource',
      id: `${zone}/virtualNetworkLinks/hub`,
      location: 'global',
      properties: { virtualNetwork: { id: vnetId('hub') }, registrationEnabled: false },
    });
    const link = await bench.send('GET', `${zone}/virtualNetworkLinks/hub`);
    expect(link.body.properties).toMatchObject({ provisioningState: 'Succeeded', registrationEnabled: false });
  });

  it.each([
    ['put-vnet', 'spoke', { addressSpace: ['10.0.0.0/16'] }, 'VnetAddressSpacesOverlap'],
    ['put-resource', `${vnetId('spoke')}/subnets/app`, { properties: { colour: 'red' } }, 'InvalidRequestFormat'],
    ['put-resource', vnetId('spoke').replace('/resourceGroups/network', '/resourceGroups/none'), {}, 'ResourceGroupNotFound'],
  ])('gets the same errors: %s of %s with %j', async (action, id, fields, code) => {
    expect(await bench.control('POST', 'external', { action, id, ...fields })).toMatchObject({ done: false, error: { code } });
  });

  it('finishes immediately in every latency profile', async () => {
    await bench.control('POST', 'clock', { pace: 'azure' });
    await bench.control('POST', 'external', {
      action: 'put-half',
      id: `${vnetId('far')}/virtualNetworkPeerings/far-hub`,
      properties: halfBody('hub').properties,
    });
    expect((await bench.send('GET', halfId('far', 'hub'))).body.properties.provisioningState).toBe('Succeeded');
  });
});

describe('faults', () => {
  const get = () => bench.send('GET', vnetId('hub'));

  it('affect the nth matching request, as many times as configured', async () => {
    await bench.control('POST', 'faults', {
      method: 'GET',
      path: '/virtualNetworks/hub',
      nth: 2,
      times: 1,
      effect: 'throttle',
      retryAfter: 7,
    });
    const replies = [await get(), await get(), await get()];
    expect(replies.map((reply) => [reply.status, reply.headers['retry-after']])).toEqual([
      [200, undefined],
      [429, '7'],
      [200, undefined],
    ]);
  });

  it.each([
    ['busy', 409, 'AnotherOperationInProgress'],
    ['forbid', 403, 'AuthorizationFailed'],
    ['server-error', 500, 'InternalServerError'],
  ])('%s responds with %i %s', async (effect, status, code) => {
    await bench.control('POST', 'faults', { effect, times: 1 });
    const reply = await get();
    expect([reply.status, reply.body.error.code]).toEqual([status, code]);
  });

  it('lose the response of a completed request', async () => {
    await bench.control('POST', 'faults', { method: 'DELETE', effect: 'lost-reply', times: 1 });
    expect((await bench.send('DELETE', halfId('hub', 'spoke'))).status).toBe(500);
    expect((await bench.send('GET', halfId('hub', 'spoke'))).status).toBe(404);
  });

  it('close the connection before or after the request is processed', async () => {
    await bench.control('POST', 'faults', { method: 'DELETE', effect: 'hang-up', times: 1 });
    await expect(bench.send('DELETE', halfId('hub', 'spoke'))).rejects.toThrow();
    expect((await bench.send('GET', halfId('hub', 'spoke'))).status).toBe(200);
    await bench.control('POST', 'faults', { method: 'DELETE', effect: 'hang-up-after', times: 1 });
    await expect(bench.send('DELETE', halfId('hub', 'spoke'))).rejects.toThrow();
    expect((await bench.send('GET', halfId('hub', 'spoke'))).status).toBe(404);
    expect(bench.sandbox.context.transcript.lines.at(-2)?.status).toBe(0);
  });

  it('send a truncated body, or a web page', async () => {
    await bench.control('POST', 'faults', { effect: 'truncated', times: 1 });
    const truncated = await get();
    expect([truncated.status, typeof truncated.body]).toEqual([200, 'string']);
    await bench.control('POST', 'faults', { nth: 1, effect: 'html', times: 1 });
    const page = await get();
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it('send any Retry-After, or none, and any other header', async () => {
    const declare = (fields: object) => bench.control('POST', 'faults', { times: 1, ...fields });
    await declare({ effect: 'throttle', retryAfter: 'soon', headers: { 'x-ms-retry-after-ms': '1500' } });
    await declare({ effect: 'error', status: 429, code: 'TooManyRequests', nth: 2 });
    await declare({ effect: 'headers', nth: 3, headers: { 'Retry-After': '-1', 'Azure-AsyncOperation': 'https://evil.example/' } });
    const replies = [await get(), await get(), await get()];
    expect(replies.map(({ status, headers }) => [status, headers['retry-after'], headers['x-ms-retry-after-ms']])).toEqual([
      [429, 'soon', '1500'],
      [429, undefined, undefined],
      [200, '-1', undefined],
    ]);
    expect(replies[2]?.headers['azure-asyncoperation']).toBe('https://evil.example/');
  });

  it('respond with any status and body', async () => {
    await bench.control('POST', 'faults', { effect: 'respond', times: 1, body: { status: 'Weird' } });
    expect(await get()).toMatchObject({ status: 200, body: { status: 'Weird' } });
    await bench.control('POST', 'faults', {
      effect: 'respond',
      times: 1,
      status: 502,
      body: '<p>',
      headers: { 'Content-Type': 'text/html' },
    });
    const page = await get();
    expect([page.status, page.text, page.headers['content-type']]).toEqual([502, '<p>', 'text/html']);
  });

  it.each([
    ['hang', 'PUT', 0],
    ['stall', 'GET', 200],
  ])('%s until the client gives up', async (effect, method, status) => {
    await bench.control('POST', 'faults', { method, path: '/virtualNetworks/', effect, times: 1 });
    const giveUp = new AbortController();
    const headers = { authorization: `Bearer ${bench.sandbox.token}` };
    const id = method === 'PUT' ? halfId('far', 'hub') : vnetId('hub');
    const pending = sendRaw(bench.sandbox, method, `${id}?${API}`, headers, method === 'PUT' ? halfBody('hub') : undefined, giveUp.signal);
    await expect.poll(() => bench.sandbox.context.transcript.lines.at(-1)).toMatchObject({ method, status, fault: effect });
    giveUp.abort();
    await expect(pending).rejects.toThrow('aborted');
    expect((await bench.send('GET', halfId('far', 'hub'))).status).toBe(404);
  });

  it('close the connection in the middle of the body', async () => {
    await bench.control('POST', 'faults', { effect: 'cut', times: 1 });
    await expect(get()).rejects.toThrow();
    expect((await get()).status).toBe(200);
  });

  it('send a body slowly, or a large one, compressed if requested', async () => {
    await bench.control('POST', 'faults', { effect: 'drip', ms: 1, times: 1 });
    expect((await get()).body.id).toBe(vnetId('hub'));
    await bench.control('POST', 'faults', { effect: 'large', bytes: 1_000_000, times: 1 });
    const large = await get();
    expect([large.text.length, large.body.id]).toEqual([1_000_000, vnetId('hub')]);
    await bench.control('POST', 'faults', { effect: 'large', bytes: 1_000_000, gzip: true, times: 1 });
    const compressed = await get();
    expect(compressed.headers['content-encoding']).toBe('gzip');
    expect(compressed.text.length).toBeLessThan(100_000);
  });

  it('are listed and removed', async () => {
    await bench.control('POST', 'faults', { effect: 'busy', path: '/virtualNetworks/*' });
    expect((await bench.control('GET', 'faults')).faults).toMatchObject([{ effect: 'error', seen: 0 }]);
    await bench.control('DELETE', 'faults');
    expect((await get()).status).toBe(200);
  });
});

describe('the control API', () => {
  it('returns the current state, including hidden VNets', async () => {
    await bench.seed('# Secrets\nvnet hub 10.0.0.0/16\nvnet secret 10.1.0.0/16 hidden\nhub <-> secret');
    const world = await bench.control('GET', 'world');
    expect([world.title, world.hidden]).toEqual(['Secrets', [vnetId('secret').toLowerCase()]]);
    expect(world.rows.halves.map((half: { state: string; sync: string }) => [half.state, half.sync])).toEqual([
      ['Connected', 'FullyInSync'],
      ['Connected', 'FullyInSync'],
    ]);
  });

  it('keeps a transcript across resets, without control calls', async () => {
    const before = (await bench.control('GET', 'transcript')).length;
    await bench.send('GET', '/subscriptions', { headers: { 'x-ms-client-request-id': 'me' } });
    await bench.control('POST', 'reset');
    const lines = (await bench.control('GET', 'transcript')).slice(before);
    expect(lines).toEqual([
      {
        number: before + 1,
        method: 'GET',
        url: `/subscriptions?${API}`,
        status: 200,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        durationMs: expect.any(Number),
        requestId: expect.any(String),
        clientRequestId: 'me',
        userAgent: null,
        operation: 'Subscriptions_List',
        fault: null,
        executedAt: null,
      },
    ]);
  });

  it('resets to the last seeded fixture', async () => {
    await bench.send('DELETE', halfId('hub', 'spoke'));
    await bench.control('POST', 'reset');
    expect(await state('hub', 'spoke')).toBe('Connected');
  });

  it('seeds a fixture by name', async () => {
    expect(await bench.control('POST', 'seed', { world: 'course' })).toMatchObject({ vnets: 5 });
  });

  it('rejects an impossible fixture, names the half, and changes nothing', async () => {
    const impossible = 'vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na -> b Connected';
    await expect(bench.control('POST', 'seed', { text: impossible })).rejects.toThrow('the half a/a-b (to b) is Connected, but');
    expect(await state('hub', 'spoke')).toBe('Connected');
  });

  it.each([
    ['seed', {}, 'specify either'],
    ['seed', { world: 'nowhere' }, 'there is no world named'],
    ['clock', { pace: 'soon' }, 'must be one of'],
    ['latency', { ms: 'x' }, 'must be a number'],
    ['faults', { effect: 'fire' }, 'must be one of'],
    ['faults', { effect: 'busy', chance: 0.5 }, 'unknown field "chance"'],
    ['throttling', { exhaust: 'patience' }, 'must be one of'],
    ['external', { action: 'explode', id: 'hub' }, 'must be one of'],
    ['external', { action: 'put-vnet', id: 'nobody' }, 'no VNet is named'],
    ['external', { action: 'put-resource', id: '/subscriptions/s/nothing' }, 'is not the ID of a resource that the sandbox can change'],
    ['access', { deny: 'nobody' }, 'neither an ARM scope nor a subscription'],
  ])('reports what is wrong with %s %j', async (name, body, message) => {
    await expect(bench.control('POST', name, body)).rejects.toThrow(message);
  });

  it('adds latency to every request', async () => {
    await bench.control('POST', 'latency', { ms: 60 });
    const start = performance.now();
    await bench.send('GET', '/subscriptions');
    expect(performance.now() - start).toBeGreaterThan(55);
  });

  it('rejects requests from web pages and for unknown host names', async () => {
    const page = await sendRaw(bench.sandbox, 'GET', '/_sandbox/world', { origin: 'https://evil.example' });
    const name = await sendRaw(bench.sandbox, 'GET', '/_sandbox/world', { host: 'evil.example' });
    expect([page.status, name.status]).toEqual([403, 403]);
  });

  it('lists its endpoints in the response to an unknown one', async () => {
    const reply = await sendRaw(bench.sandbox, 'GET', '/_sandbox/help');
    expect([reply.status, reply.body.known]).toEqual([404, expect.arrayContaining(['GET /_sandbox/transcript', 'POST /_sandbox/seed'])]);
  });
});
