import { describe, expect, it } from 'vitest';
import { createTestBench, GROUP, halfBody, halfId, type Reply, SUBSCRIPTION, vnetId } from './harness.ts';

const bench = createTestBench('vnet hub 10.0.0.0/16', { latencyProfile: 'azure' });
const WORLD = 'vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16';
const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Returns the path of a link from a response. */
const pathOf = (link: unknown): string => {
  const url = new URL(String(link));
  expect(url.origin).toBe(bench.sandbox.endpoint);
  return url.pathname + url.search;
};

async function prepare(clock: object, world = WORLD): Promise<void> {
  await bench.control('DELETE', 'faults');
  await bench.seed(world);
  await bench.control('POST', 'clock', { stand: true, ...clock });
}

const putHalf = (): Promise<Reply> => bench.send('PUT', halfId('hub', 'spoke'), { body: halfBody('spoke') });
const operationOf = (reply: Reply): Promise<Reply> => bench.send('GET', pathOf(reply.headers['azure-asyncoperation']));

describe('a new half', () => {
  it('is 201, Updating, with the headers of the recordings', async () => {
    await prepare({ pace: 'azure' });
    const reply = await putHalf();
    expect(reply.status).toBe(201);
    expect(reply.headers['azure-asyncoperation']).toMatch(
      new RegExp(
        `^${bench.sandbox.endpoint}/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Network/locations/westeurope/operations/${GUID}\\?api-version=2025-05-01$`,
      ),
    );
    expect(reply.headers['retry-after']).toBe('10');
    expect(reply.headers.location).toBeUndefined();
    expect(reply.headers.etag).toBeUndefined();
    expect(reply.headers['azure-asyncnotification']).toBe('Enabled');
    expect(reply.headers['azure-asyncoperation']).toContain(String(reply.headers['x-ms-request-id']));
    expect(reply.body.properties).toMatchObject({
      provisioningState: 'Updating',
      peeringState: 'Initiated',
      peeringSyncLevel: 'RemoteNotInSync',
      remoteVirtualNetwork: { id: vnetId('spoke') },
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: false,
      allowGatewayTransit: false,
      useRemoteGateways: false,
      doNotVerifyRemoteGateways: false,
      peerCompleteVnets: true,
      remoteAddressSpace: { addressPrefixes: ['10.1.0.0/16'] },
      remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.1.0.0/16'] },
      routeServiceVips: {},
    });
  });

  it('is InProgress until its duration has passed, then Succeeded, and its etag changes twice', async () => {
    await prepare({ pace: 'azure' });
    const before = (await bench.send('GET', vnetId('hub'))).body.etag;
    const reply = await putHalf();
    expect(reply.body.etag).not.toBe(before);
    const running = await operationOf(reply);
    expect([running.status, running.text, running.headers['retry-after']]).toEqual([200, '{"status":"InProgress"}', '20']);
    await bench.control('POST', 'clock', { advanceMs: 12_000 });
    const done = await operationOf(reply);
    expect([done.status, done.text, done.headers['retry-after']]).toEqual([200, '{"status":"Succeeded"}', undefined]);
    const half = await bench.send('GET', halfId('hub', 'spoke'));
    expect(half.body.properties).toMatchObject({
      provisioningState: 'Succeeded',
      peeringState: 'Initiated',
      peeringSyncLevel: 'RemoteNotInSync',
    });
    expect(half.body.etag).not.toBe(reply.body.etag);
    expect(half.headers.etag).toBe(half.body.etag);
  });

  it('is already Connected in the response to the second PUT, while Updating', async () => {
    await prepare({ pace: 'azure' }, `${WORLD}\nhub -> spoke Initiated`);
    const reply = await bench.send('PUT', halfId('spoke', 'hub'), { body: halfBody('hub') });
    expect(reply.status).toBe(201);
    expect(reply.body.properties).toMatchObject({
      provisioningState: 'Updating',
      peeringState: 'Connected',
      peeringSyncLevel: 'FullyInSync',
    });
    const near = (await bench.send('GET', halfId('hub', 'spoke'))).body.properties;
    expect(near).toMatchObject({ peeringState: 'Connected', peeringSyncLevel: 'FullyInSync' });
    expect(near.resourceGuid).toBe(reply.body.properties.resourceGuid);
  });

  it('is 200 if it existed before', async () => {
    await prepare({ pace: 'azure' }, `${WORLD}\nhub <-> spoke`);
    const reply = await putHalf();
    expect(reply.status).toBe(200);
    expect(reply.headers['retry-after']).toBe('10');
  });
});

describe('the deletion of a half', () => {
  it('is 202 without a body, with both links; its result is 202, then 204', async () => {
    await prepare({ pace: 'azure' }, `${WORLD}\nhub <-> spoke`);
    const reply = await bench.send('DELETE', halfId('hub', 'spoke'));
    expect([reply.status, reply.text, reply.headers['retry-after']]).toEqual([202, '', '10']);
    const result = pathOf(reply.headers.location);
    expect(result).toMatch(new RegExp(`/locations/westeurope/operationResults/${GUID}\\?api-version=2025-05-01$`));
    expect((await bench.send('GET', result)).status).toBe(202);
    expect((await bench.send('GET', halfId('hub', 'spoke'))).body.properties.provisioningState).toBe('Deleting');
    await bench.control('POST', 'clock', { advanceMs: 12_000 });
    const done = await bench.send('GET', result);
    expect([done.status, done.text]).toEqual([204, '']);
    expect(done.headers.location).toBe(reply.headers.location);
    expect(done.headers['azure-asyncoperation']).toBe(reply.headers['azure-asyncoperation']);
    expect((await bench.send('GET', halfId('hub', 'spoke'))).status).toBe(404);
    expect((await bench.send('GET', halfId('spoke', 'hub'))).body.properties.peeringState).toBe('Disconnected');
  });

  it('is 204 without headers if there was none', async () => {
    await prepare({ pace: 'azure' });
    const reply = await bench.send('DELETE', halfId('hub', 'spoke'));
    expect([reply.status, reply.headers['azure-asyncoperation'], reply.headers.location]).toEqual([204, undefined, undefined]);
  });
});

describe('a VNet', () => {
  it('has a Retry-After of three seconds and announces notifications', async () => {
    await prepare({ pace: 'azure' });
    const body = { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.3.0.0/16'] } } };
    const reply = await bench.send('PUT', vnetId('new-one'), { body });
    expect([reply.status, reply.headers['retry-after'], reply.headers['azure-asyncnotification'], reply.headers.location]).toEqual([
      201,
      '3',
      'Enabled',
      undefined,
    ]);
  });

  it('rejects other changes while it is being changed: 409 with the operation to wait for', async () => {
    await prepare({ pace: 'azure' });
    const first = await putHalf();
    const second = await bench.send('DELETE', halfId('hub', 'spoke'));
    expect([second.status, second.body.error.code]).toEqual([409, 'AnotherOperationInProgress']);
    expect(second.body.error.message).toBe(
      `Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: ${first.headers['azure-asyncoperation']}.`,
    );
  });

  it('cannot be peered with while it is being changed', async () => {
    await prepare({ pace: 'azure' });
    await bench.send('PUT', `${vnetId('spoke')}/subnets/app`, { body: { properties: { addressPrefix: '10.1.1.0/24' } } });
    const reply = await putHalf();
    expect([reply.status, reply.body.error.code]).toEqual([400, 'ReferencedResourceNotProvisioned']);
    expect(reply.body.error.message).toBe(
      `Cannot proceed with operation because resource ${vnetId('spoke')} used by resource ${halfId('hub', 'spoke')} is not in Succeeded state. Resource is in Updating state and the last operation that updated/is updating the resource is PutSubnetOperation.`,
    );
  });
});

describe('operations', () => {
  it('can advance with each poll', async () => {
    await prepare({ pace: 'polls', polls: 2, retryAfter: 0 });
    const reply = await putHalf();
    const states = [];
    for (let i = 0; i < 3; i++) states.push((await operationOf(reply)).body.status);
    expect(states).toEqual(['InProgress', 'InProgress', 'Succeeded']);
  });

  it('can fail while they run, with an error', async () => {
    await prepare({ pace: 'instant' });
    await bench.control('POST', 'faults', {
      method: 'PUT',
      effect: 'async-failure',
      code: 'RetryableError',
      message: 'A retryable error occurred.',
    });
    const reply = await putHalf();
    expect(reply.status).toBe(201);
    const failed = await operationOf(reply);
    expect([failed.status, failed.body]).toEqual([
      200,
      { status: 'Failed', error: { code: 'RetryableError', message: 'A retryable error occurred.', details: [] } },
    ]);
    expect((await bench.send('GET', halfId('hub', 'spoke'))).body.properties.provisioningState).toBe('Failed');
  });

  it('can fail with their change applied', async () => {
    await prepare({ pace: 'instant' });
    await bench.control('POST', 'faults', { method: 'PUT', effect: 'async-failure', applied: true });
    expect((await operationOf(await putHalf())).body.status).toBe('Failed');
    expect((await bench.send('GET', halfId('hub', 'spoke'))).body.properties.provisioningState).toBe('Succeeded');
  });

  it('can be superseded', async () => {
    await prepare({ pace: 'instant' });
    const code = 'CanceledAndSupersededDueToAnotherOperation';
    await bench.control('POST', 'faults', { method: 'PUT', effect: 'async-failure', status: 'Canceled', code, message: 'Superseded.' });
    expect((await operationOf(await putHalf())).body).toMatchObject({ status: 'Canceled', error: { code } });
  });

  it('can hang', async () => {
    await prepare({ pace: 'azure' });
    await bench.control('POST', 'faults', { method: 'PUT', effect: 'stuck', times: 1 });
    const reply = await putHalf();
    await bench.control('POST', 'clock', { advanceMs: 3_600_000 });
    expect((await operationOf(reply)).body.status).toBe('InProgress');
  });

  it('that do not exist are 404', async () => {
    const reply = await bench.send(
      'GET',
      `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Network/locations/westeurope/operations/nope`,
    );
    expect(reply.status).toBe(404);
  });
});

describe('an etag', () => {
  it('is honoured in If-Match', async () => {
    await prepare({ pace: 'instant' }, `${WORLD}\nhub <-> spoke`);
    const { etag } = (await bench.send('GET', halfId('hub', 'spoke'))).headers;
    const stale = await bench.send('PUT', halfId('hub', 'spoke'), { body: halfBody('spoke'), headers: { 'if-match': 'W/"old"' } });
    expect([stale.status, stale.body.error.code]).toEqual([412, 'PreconditionFailed']);
    const fresh = await bench.send('PUT', halfId('hub', 'spoke'), { body: halfBody('spoke'), headers: { 'if-match': etag } });
    expect(fresh.status).toBe(200);
  });

  it('is in the header of single resources and not of lists or PUTs; children embedded in a VNet share it', async () => {
    await prepare({ pace: 'instant' }, `${WORLD}\nhub <-> spoke`);
    const vnet = await bench.send('GET', vnetId('hub'));
    expect(vnet.headers.etag).toBe(vnet.body.etag);
    expect(vnet.body.properties.virtualNetworkPeerings[0].etag).toBe(vnet.body.etag);
    expect((await bench.send('GET', `${vnetId('hub')}/virtualNetworkPeerings`)).headers.etag).toBeUndefined();
    expect((await putHalf()).headers.etag).toBeUndefined();
  });
});

describe('Retry-After', () => {
  const NETWORK = `${GROUP}/providers/Microsoft.Network`;
  const body = { location: 'westeurope', properties: {} };
  it.each([
    [
      'a new VNet',
      'PUT',
      vnetId('new'),
      { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.9.0.0/16'] } } },
      '3',
    ],
    ['a new security group', 'PUT', `${NETWORK}/networkSecurityGroups/new`, body, '3'],
    ['a new public address', 'PUT', `${NETWORK}/publicIPAddresses/new`, body, '1'],
    ['a new route table', 'PUT', `${NETWORK}/routeTables/new`, body, '10'],
    ['a new application security group', 'PUT', `${NETWORK}/applicationSecurityGroups/new`, body, '10'],
    ['the deletion of a VNet', 'DELETE', vnetId('hub'), undefined, '10'],
    ['the deletion of a resource group', 'DELETE', GROUP, undefined, '15'],
  ])('of %s is as recorded', async (_, method, path, content, seconds) => {
    await prepare({ pace: 'azure' }, 'vnet hub 10.0.0.0/16');
    const reply = await bench.send(method, path, content ? { body: content } : {});
    expect([reply.status < 300, reply.headers['retry-after']]).toEqual([true, seconds]);
  });

  it('is absent from the PUT of a network watcher, which has succeeded when the response arrives', async () => {
    await prepare({ pace: 'azure' }, 'vnet hub 10.0.0.0/16');
    const reply = await bench.send('PUT', `${NETWORK}/networkWatchers/new`, { body });
    expect([reply.status, reply.body.properties.provisioningState, reply.headers['retry-after']]).toEqual([201, 'Succeeded', undefined]);
  });

  it('is absent from the PUT of a network interface, which has succeeded when the response arrives', async () => {
    await prepare({ pace: 'azure' }, 'vnet hub 10.0.0.0/16\nsubnet hub/app 10.0.1.0/24');
    const subnet = { id: `${vnetId('hub')}/subnets/app` };
    const reply = await bench.send('PUT', `${NETWORK}/networkInterfaces/new`, {
      body: { location: 'westeurope', properties: { ipConfigurations: [{ name: 'ip', properties: { subnet } }] } },
    });
    expect([reply.status, reply.body.properties.provisioningState, reply.headers['retry-after']]).toEqual([201, 'Succeeded', undefined]);
    expect((await operationOf(reply)).text).toBe('{"status":"Succeeded"}');
    expect((await bench.send('GET', `${NETWORK}/networkInterfaces/new`)).body.etag).toBe(reply.body.etag);
  });
});
