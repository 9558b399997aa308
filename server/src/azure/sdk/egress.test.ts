import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createPipelineRequest, type HttpMethods } from '@azure/core-rest-pipeline';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../clock.ts';
import { createFakeNetwork } from '../testing/fake-network.ts';
import { guardEgress } from './egress.ts';
import { createHttpClient } from './http-client.ts';
import { NoResponseError } from './no-response-error.ts';

const guard = (mayWrite = false, client = createFakeNetwork(() => ({ body: {} }))) => ({
  network: client,
  guarded: guardEgress({ origin: 'https://arm.test', client, clock: systemClock, mayWrite: () => mayWrite, requestTimeoutMs: 1000 }),
});

describe('requests that may be sent', () => {
  const GRAPH = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';
  const NETWORK = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network';
  const VNET = `${NETWORK}/virtualNetworks/v`;
  const cases: readonly (readonly [HttpMethods, string, boolean])[] = [
    ['GET', VNET, true],
    ['POST', GRAPH, true],
    ['POST', `${VNET}/listNetworkManagerEffectiveConnectivityConfigurations?api-version=x`, true],
    ['POST', `${NETWORK}/virtualNetworkGateways/g/getLearnedRoutes?api-version=x`, true],
    ['POST', `${NETWORK}/virtualHubs/h/bgpConnections/b/learnedRoutes`, true],
    ['POST', `${NETWORK}/networkInterfaces/n/effectiveRouteTable`, true],
    ['POST', `${NETWORK}/virtualNetworkGateways/g/reset`, false],
    ['POST', `${NETWORK}/virtualNetworkGateways/g/x/getLearnedRoutes`, false],
    ['POST', `/evil${NETWORK}/networkInterfaces/n/effectiveRouteTable`, false],
    ['PUT', `${NETWORK}/networkInterfaces/n/effectiveRouteTable`, false],
    ['DELETE', VNET, false],
    ['PUT', VNET, false],
    ['PUT', `${VNET}/subnets/s`, false],
    ['PUT', `${VNET}/virtualNetworkPeerings/p/x`, false],
    ['POST', `${VNET}/virtualNetworkPeerings/p`, false],
    ['PATCH', `${VNET}/virtualNetworkPeerings/p`, false],
    ['PATCH', VNET, false],
    ['POST', `${VNET}/anything`, false],
    ['POST', `/evil?x=${GRAPH}`, false],
    ['POST', `/x${GRAPH}`, false],
  ];
  test.each(cases)('%s %s: %s, regardless of whether changes are allowed', async (method, path, isAllowed) => {
    const { network, guarded } = guard(true);
    const response = guarded.sendRequest(createPipelineRequest({ method, url: `https://arm.test${path}` }));
    if (isAllowed) await expect(response).resolves.toMatchObject({ status: 200 });
    else await expect(response).rejects.toThrow('it does not send');
    expect(network.sent).toHaveLength(isAllowed ? 1 : 0);
  });

  test.each(['PUT', 'DELETE'] as const)('%s of a half is sent only while changes are allowed', async (method) => {
    const url = `https://arm.test${VNET}/virtualNetworkPeerings/p?api-version=2025-05-01`;
    const off = guard(false);
    await expect(off.guarded.sendRequest(createPipelineRequest({ method, url }))).rejects.toMatchObject({ problem: { code: 'read-only' } });
    expect(off.network.sent).toEqual([]);
    const on = guard(true);
    await expect(on.guarded.sendRequest(createPipelineRequest({ method, url }))).resolves.toMatchObject({ status: 200 });
  });

  test.each([
    'https://evil.test/',
    'http://arm.test/',
    'https://arm.test:8443/',
    'https://arm.test@evil.test/',
    'https://arm.test.evil.test/',
  ])('%s is rejected as another server', async (url) => {
    const { network, guarded } = guard();
    await expect(async () => guarded.sendRequest(createPipelineRequest({ method: 'GET', url }))).rejects.toMatchObject({
      problem: { code: 'foreign-host' },
    });
    expect(network.sent).toEqual([]);
  });
});

describe('a response on a real socket', () => {
  let server: Server | undefined;
  afterEach(() => server?.closeAllConnections());

  async function request(
    respond: (res: import('node:http').ServerResponse) => void,
    { requestTimeoutMs = 5000, maxBodyBytes = 1000 } = {},
  ) {
    const current = createServer((_req, res) => respond(res)).listen(0, '127.0.0.1');
    server = current;
    await new Promise((resolve) => current.once('listening', resolve));
    const origin = `http://127.0.0.1:${(current.address() as AddressInfo).port}`;
    const guarded = guardEgress({
      origin,
      client: createHttpClient(maxBodyBytes),
      clock: systemClock,
      mayWrite: () => false,
      requestTimeoutMs,
    });
    const outgoing = createPipelineRequest({ method: 'GET', url: origin, allowInsecureConnection: true });
    outgoing.headers.set('accept-encoding', 'gzip');
    try {
      return await guarded.sendRequest(outgoing);
    } finally {
      current.closeAllConnections();
      current.close();
    }
  }

  test('is returned when it is complete and small', async () => {
    expect((await request((res) => res.end('{}'))).bodyAsText).toBe('{}');
  });

  test('that never starts times out', async () => {
    await expect(request(() => undefined, { requestTimeoutMs: 50 })).rejects.toThrow(NoResponseError);
  });

  test('that starts and then hangs times out, compressed or not', async () => {
    await expect(request((res) => res.write('{"value":['), { requestTimeoutMs: 50 })).rejects.toThrow('No complete response');
    const partial = gzipSync('x'.repeat(1000)).subarray(0, 20);
    await expect(
      request((res) => res.writeHead(200, { 'content-encoding': 'gzip' }).write(partial), { requestTimeoutMs: 50 }),
    ).rejects.toThrow('No complete response');
  });

  test('that is cut off is not treated as complete', async () => {
    const cutOff = (res: import('node:http').ServerResponse) => {
      res.writeHead(200, { 'content-length': '100' }).write('{}');
      setImmediate(() => res.destroy());
    };
    await expect(request(cutOff)).rejects.toThrow(/cut off|hang up|reset|aborted/i);
  });

  test('that is too large is rejected', async () => {
    await expect(request((res) => res.end('x'.repeat(2000)))).rejects.toThrow('larger than 1000 bytes');
  });

  test('that decompresses to a body that is too large is rejected', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    await expect(
      request((res) => res.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb), { maxBodyBytes: 1_000_000 }),
    ).rejects.toThrow('larger than');
  });
});
