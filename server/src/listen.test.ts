import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { StartFailure } from './failure.ts';
import { type Listening, LOOPBACK, listen } from './listen.ts';

/** An address of the documentation range, which no machine has: the system reports it as it reports ::1 without IPv6. */
const ABSENT = '2001:db8::1';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

const start = async (port: number, addresses = LOOPBACK): Promise<Listening> => {
  const listening = await listen((_req, res) => res.end('Peerscape'), port, addresses);
  cleanups.push(listening.close);
  return listening;
};

/** Starts another program at an address, on any free port. */
const startOther = async (address: string, port = 0): Promise<Server> => {
  const server = createServer((_req, res) => res.end('another program')).listen(port, address);
  await once(server, 'listening');
  cleanups.push(() => new Promise((resolve) => server.close(resolve)));
  return server;
};

const textAt = async (url: string) => (await fetch(url)).text();
const portOf = (server: Server) => (server.address() as AddressInfo).port;

test('both addresses of localhost are Peerscape’s, and no other program can take one', async () => {
  const { port, url, hosts } = await start(0);
  expect(url).toBe(`http://localhost:${port}`);
  expect(hosts).toEqual(['localhost', '127.0.0.1', '[::1]']);
  for (const host of hosts) expect(await textAt(`http://${host}:${port}`)).toBe('Peerscape');
  for (const address of LOOPBACK) await expect(startOther(address, port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::1', '[::1]'],
])('a port that another program has at %s is refused in one sentence, and nothing stays open', async (address, host) => {
  const port = portOf(await startOther(address));
  const failure = await start(port).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StartFailure);
  expect((failure as Error).message).toBe(
    `Port ${port} is already in use on ${host}. Stop the process that uses it, or choose another port with --port`,
  );
  await startOther(address === '::1' ? '127.0.0.1' : '::1', port);
});

test('without IPv6, Peerscape listens on 127.0.0.1 and prints that address', async () => {
  const { port, url, hosts } = await start(0, ['127.0.0.1', ABSENT]);
  expect(url).toBe(`http://127.0.0.1:${port}`);
  expect(hosts).toEqual(['localhost', '127.0.0.1']);
  expect(await textAt(url)).toBe('Peerscape');
});

test('an address that is required and absent is an error', async () => {
  await expect(start(0, [ABSENT])).rejects.toThrow(StartFailure);
});

test('if the free port that the system chose is in use at the other address, another one is tried', async () => {
  let reads = 0;
  // a port that is open at 127.0.0.1 is in use at 0.0.0.0
  const addresses = Object.defineProperty(['127.0.0.1', ''], 1, { get: () => (++reads < 4 ? '0.0.0.0' : '::1') });
  const { url, port } = await start(0, addresses as unknown as typeof LOOPBACK);
  expect([url, reads]).toEqual([`http://localhost:${port}`, 4]);
});

test('the search for a free port ends', async () => {
  await expect(start(0, ['127.0.0.1', '0.0.0.0'])).rejects.toThrow(/is already in use on/);
});

test('in a container, whose port is published by others, each host of this machine is served', async () => {
  const { url, hosts, port } = await start(0, ['0.0.0.0']);
  expect([url, hosts]).toEqual([`http://localhost:${port}`, ['localhost', '127.0.0.1', '[::1]']]);
});

test('idle connections stay open longer than the minute for which clients and proxies keep them', async () => {
  const { url } = await start(0);
  const { headers } = await fetch(url);
  expect(headers.get('keep-alive')).toBe('timeout=120');
});
