import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createPipelineRequest, type HttpMethods } from '@azure/core-rest-pipeline';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../clock.ts';
import { fakeNetwork } from '../testing/fake-network.ts';
import { guardEgress } from './egress.ts';
import { createHttpClient } from './http-client.ts';
import { NoAnswer } from './no-answer.ts';

const guard = (mayWrite = false, client = fakeNetwork(() => ({ body: {} }))) => ({
  network: client,
  guarded: guardEgress({ origin: 'https://arm.test', client, clock: systemClock, mayWrite: () => mayWrite, requestTimeoutMs: 1000 }),
});

describe('what may leave', () => {
  const GRAPH = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';
  const VNET = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v';
  const cases: readonly (readonly [HttpMethods, string, boolean])[] = [
    ['GET', VNET, true],
    ['POST', GRAPH, true],
    ['POST', `${VNET}/listNetworkManagerEffectiveConnectivityConfigurations?api-version=x`, true],
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
  test.each(cases)('%s %s: %s, whether changes are allowed or not', async (method, path, passes) => {
    const { network, guarded } = guard(true);
    const sending = guarded.sendRequest(createPipelineRequest({ method, url: `https://arm.test${path}` }));
    if (passes) await expect(sending).resolves.toMatchObject({ status: 200 });
    else await expect(sending).rejects.toThrow('it does not send');
    expect(network.sent).toHaveLength(passes ? 1 : 0);
  });

  test.each(['PUT', 'DELETE'] as const)('%s of a half leaves only while changes are allowed', async (method) => {
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
  ])('%s is another server', async (url) => {
    const { network, guarded } = guard();
    await expect(async () => guarded.sendRequest(createPipelineRequest({ method: 'GET', url }))).rejects.toMatchObject({
      problem: { code: 'foreign-host' },
    });
    expect(network.sent).toEqual([]);
  });
});

describe('an answer on a real socket', () => {
  let server: Server | undefined;
  afterEach(() => server?.closeAllConnections());

  async function ask(answer: (res: import('node:http').ServerResponse) => void, { requestTimeoutMs = 5000, maxBodyBytes = 1000 } = {}) {
    const one = createServer((_req, res) => answer(res)).listen(0, '127.0.0.1');
    server = one;
    await new Promise((resolve) => one.once('listening', resolve));
    const origin = `http://127.0.0.1:${(one.address() as AddressInfo).port}`;
    const guarded = guardEgress({
      origin,
      client: createHttpClient(maxBodyBytes),
      clock: systemClock,
      mayWrite: () => false,
      requestTimeoutMs,
    });
    const request = createPipelineRequest({ method: 'GET', url: origin, allowInsecureConnection: true });
    request.headers.set('accept-encoding', 'gzip');
    try {
      return await guarded.sendRequest(request);
    } finally {
      one.closeAllConnections();
      one.close();
    }
  }

  test('comes through when it is whole and small', async () => {
    expect((await ask((res) => res.end('{}'))).bodyAsText).toBe('{}');
  });

  test('that never begins is given up', async () => {
    await expect(ask(() => undefined, { requestTimeoutMs: 50 })).rejects.toThrow(NoAnswer);
  });

  test('that begins and hangs is given up, compressed or not', async () => {
    await expect(ask((res) => res.write('{"value":['), { requestTimeoutMs: 50 })).rejects.toThrow('No whole answer');
    const half = gzipSync('x'.repeat(1000)).subarray(0, 20);
    await expect(ask((res) => res.writeHead(200, { 'content-encoding': 'gzip' }).write(half), { requestTimeoutMs: 50 })).rejects.toThrow(
      'No whole answer',
    );
  });

  test('that breaks off is not taken for a whole one', async () => {
    const breakOff = (res: import('node:http').ServerResponse) => {
      res.writeHead(200, { 'content-length': '100' }).write('{}');
      setImmediate(() => res.destroy());
    };
    await expect(ask(breakOff)).rejects.toThrow(/broke off|hang up|reset|aborted/i);
  });

  test('that is too large is cut off', async () => {
    await expect(ask((res) => res.end('x'.repeat(2000)))).rejects.toThrow('larger than 1000 bytes');
  });

  test('that unpacks to something too large is cut off', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    await expect(ask((res) => res.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb), { maxBodyBytes: 1_000_000 })).rejects.toThrow(
      'larger than',
    );
  });
});
