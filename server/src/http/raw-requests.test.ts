import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../test/test-server.ts';

let served: TestServer;
beforeAll(async () => {
  served = await startTestServer({ deadlines: { headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 50 } });
});
afterAll(() => served.close());

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

interface Connection {
  readonly socket: Socket;
  /** Resolves with everything that was received when the server closes the connection. */
  readonly closed: Promise<string>;
}

function open(bytes: string): Connection {
  const socket = connect(served.port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
  sockets.push(socket);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  // a reset closes the connection, too
  socket.on('error', () => undefined);
  return { socket, closed: new Promise((resolve) => socket.once('close', () => resolve(Buffer.concat(chunks).toString('latin1')))) };
}

const statusesIn = (received: string): readonly number[] =>
  [...received.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status));

const HOST = () => `Host: localhost:${served.port}`;
const SMUGGLED = () => `GET /smuggled HTTP/1.1\r\n${HOST()}\r\n\r\n`;
/** A POST whose headers are given, followed by a request that must not be read as one. */
const post = (headers: string, body: string) => () =>
  `POST /api/session HTTP/1.1\r\n${HOST()}\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${body}${SMUGGLED()}`;
const get = (headers: string) => () => `GET /healthz HTTP/1.1\r\n${HOST()}\r\n${headers}\r\n\r\n${SMUGGLED()}`;
const line = (first: string) => () => `${first}\r\n${HOST()}\r\n\r\n`;

describe('a request that parsers read differently is not answered as one, and what follows is not read', () => {
  test.each([
    ['with length and chunks', post('Content-Length: 5\r\nTransfer-Encoding: chunked', '0\r\n\r\n')],
    ['with chunks and length', post('Transfer-Encoding: chunked\r\nContent-Length: 5', '0\r\n\r\n')],
    ['with two lengths', post('Content-Length: 0\r\nContent-Length: 5', '')],
    ['with a list of lengths', post('Content-Length: 0, 5', '')],
    ['with a signed length', post('Content-Length: +5', '{"a":')],
    ['with a negative length', post('Content-Length: -1', '')],
    ['with a hexadecimal length', post('Content-Length: 0x5', '{"a":')],
    ['with a length beyond 64 bits', post('Content-Length: 18446744073709551617', '')],
    ['with a space before the colon', post('Transfer-Encoding : chunked', '0\r\n\r\n')],
    ['with an unknown coding', post('Transfer-Encoding: xchunked', '0\r\n\r\n')],
    ['with chunks that are not the last coding', post('Transfer-Encoding: chunked, identity', '0\r\n\r\n')],
    ['with two codings', post('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity', '0\r\n\r\n')],
    ['with a chunk size that is no number', post('Transfer-Encoding: chunked', 'g\r\n\r\n')],
    ['with a chunk size beyond 64 bits', post('Transfer-Encoding: chunked', 'fffffffffffffffff\r\n')],
    ['with a chunk longer than its size', post('Transfer-Encoding: chunked', '1\r\n{}\r\n0\r\n\r\n')],
    ['with a line feed after the chunk size', post('Transfer-Encoding: chunked', '2\n{}\r\n0\r\n\r\n')],
    ['with an endless chunk extension', post('Transfer-Encoding: chunked', `2;${'x'.repeat(20_000)}`)],
    ['with line feeds instead of line ends', () => `GET /healthz HTTP/1.1\n${HOST()}\n\n${SMUGGLED()}`],
    ['with a carriage return in a header', get('X: a\rY: b')],
    ['with NUL in a header', get('X: a\u0000b')],
    ['with a header without a name', get(': x')],
    ['with a header without a colon', get('x')],
    ['with a space in a header name', get('X Y: z')],
    ['with headers of 20 KB', get(`X: ${'x'.repeat(20_000)}`)],
    ['with 3,000 headers', get(Array.from({ length: 3000 }, (_, i) => `X-${i}: x`).join('\r\n'))],
    ['without a host', () => `GET /healthz HTTP/1.1\r\n\r\n${SMUGGLED()}`],
    ['with a space in its target', line('GET /a b HTTP/1.1')],
    ['with an unknown method', line('SMUGGLE / HTTP/1.1')],
    ['with a method in lower case', line('get / HTTP/1.1')],
    ['of HTTP/0.9', () => 'GET /\r\n\r\n'],
    ['of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['of HTTP/9.9', line('GET / HTTP/9.9')],
    ['for another server', line('CONNECT evil.example:443 HTTP/1.1')],
    ['of TLS', () => '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003'],
  ])('%s', async (_what, request) => {
    const logged = served.log.length;
    const received = await open(request()).closed;
    const statuses = statusesIn(received);
    expect(
      statuses.every((status) => status >= 400 && status < 500),
      received,
    ).toBe(true);
    expect(statuses.length).toBeLessThan(2);
    expect(received).not.toMatch(/node:|\n\s+at |\.ts:\d/);
    expect(served.log.slice(logged).join()).not.toContain('smuggled');
  });

  test('a body that looks like a request is a body', async () => {
    const logged = served.log.length;
    const body = SMUGGLED();
    const received = await open(
      `POST /api/session HTTP/1.1\r\n${HOST()}\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    ).closed;
    expect(statusesIn(received)).toEqual([403]);
    expect(served.log.slice(logged).join()).not.toContain('smuggled');
  });
});

describe('a slow client is disconnected', () => {
  /** Sends one more byte from time to time, as long as the connection is open. */
  const drip = ({ socket }: Connection, byte: string) => {
    const timer = setInterval(() => socket.write(byte), 20);
    socket.once('close', () => clearInterval(timer));
  };

  test.each([
    ['that sends nothing', ''],
    ['that sends a line', 'GET /healthz HTTP/1.1\r\n'],
  ])('%s', async (_what, bytes) => {
    expect(statusesIn(await open(bytes).closed)).toEqual(bytes ? [408] : expect.anything());
  });

  test('that sends its headers byte by byte', async () => {
    const connection = open(`GET /healthz HTTP/1.1\r\n${HOST()}\r\nX: `);
    drip(connection, 'x');
    expect(statusesIn(await connection.closed)).toEqual([408]);
  });

  test('that sends its body byte by byte', async () => {
    const connection = open(
      `POST /api/session HTTP/1.1\r\n${HOST()}\r\nOrigin: http://localhost:${served.port}\r\nX-Peerscape: 1\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n`,
    );
    drip(connection, ' ');
    expect(statusesIn(await connection.closed)[0]).toBe(408);
  });

  test('while others are answered', async () => {
    const slow = Array.from({ length: 200 }, () => open(`GET /healthz HTTP/1.1\r\n${HOST()}\r\nX: `));
    for (const connection of slow) drip(connection, 'x');
    expect((await fetch(`${served.url}/healthz`)).status).toBe(200);
    await Promise.all(slow.map(({ closed }) => closed));
  });
});
