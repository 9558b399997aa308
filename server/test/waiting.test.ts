import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { declareFault, runControlAction, type Sandbox, startSandbox } from '@peerscape/sandbox';
import { guidOf, readWorld } from '@peerscape/shared/world';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAzurePort } from '../src/azure/azure-port.ts';
import { createHalfPort } from '../src/azure/half-port.ts';
import { type Connection, connect } from '../src/azure/sdk/connection.ts';
import { createHttpClient } from '../src/azure/sdk/http-client.ts';
import { readTenantDomain } from '../src/azure/tenant.ts';
import type { Clock } from '../src/clock.ts';
import { createAzureReader } from '../src/work/read-azure.ts';
import { flushTasks } from './fake-clock.ts';

const NAMES = Array.from({ length: 40 }, (_, i) => `v${i}`);
const WORLD = NAMES.map((name, i) => `vnet ${name} 10.${i}.0.0/16 sub=${i % 2 ? 'two' : 'one'}`).join('\n');
const [ONE, TWO] = [guidOf('subscription one'), guidOf('subscription two')];
const vnetId = (subscription: string, name: string) =>
  `/subscriptions/${subscription}/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/${name}`;
const halfId = (subscription: string, name: string) => `${vnetId(subscription, name)}/virtualNetworkPeerings/${name}-x`;
const OPERATION = `/subscriptions/${ONE}/providers/Microsoft.Network/locations/westeurope/operations/1?api-version=2025-05-01`;

/** Time of the sandbox and the product, which passes only while no request is under way. */
interface SharedTime {
  readonly clock: Clock;
  readonly client: HttpClient;
  /** Lets time pass until the work has ended. */
  run<T>(work: Promise<T>): Promise<T>;
  /** Lets time pass at once, and wakes what slept for it, even while a request is under way. */
  pass(milliseconds: number): void;
  /** Returns the number of requests under way. */
  inFlight(): number;
}

function createSharedTime({ context }: Sandbox): SharedTime {
  context.clock.setFrozen(true);
  const start = context.clock.now();
  const sleepers = new Set<{ until: number; wake: () => void }>();
  let inFlight = 0;
  const real = createHttpClient(1_000_000);
  const clock: Clock = {
    now: () => context.clock.now(),
    ticks: () => context.clock.now() - start,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { until: context.clock.now() + milliseconds, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
      }),
  };
  return {
    clock,
    client: {
      sendRequest: async (request) => {
        inFlight += 1;
        try {
          return await real.sendRequest(request);
        } finally {
          inFlight -= 1;
        }
      },
    },
    inFlight: () => inFlight,
    pass: (milliseconds) => {
      context.clock.advance(milliseconds);
      for (const sleeper of [...sleepers].filter(({ until }) => until <= context.clock.now())) {
        sleepers.delete(sleeper);
        sleeper.wake();
      }
    },
    run: async (work) => {
      let isDone = false;
      const done = () => {
        isDone = true;
      };
      work.then(done, done);
      while (!isDone) {
        await flushTasks(4);
        const [next] = [...sleepers].sort((a, b) => a.until - b.until);
        if (inFlight > 0 || !next || isDone) continue;
        sleepers.delete(next);
        context.clock.advance(Math.max(0, next.until - context.clock.now()));
        next.wake();
      }
      return work;
    },
  };
}

let folder: string;
let sandbox: Sandbox;
let time: SharedTime;
let connection: Connection;
const { signal } = new AbortController();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waiting-'));
  const world = readWorld(WORLD);
  if (!world.ok) throw new Error(world.problem);
  sandbox = await startSandbox({ world: world.value, dataDir: folder, pageSize: 5 });
  time = createSharedTime(sandbox);
  const credential = { getToken: async () => ({ token: sandbox.token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
  const { endpoint, caPem: ca } = sandbox;
  connection = connect({
    endpoint,
    scope: 'x',
    credential,
    ca,
    clock: time.clock,
    random: () => 0.5,
    mayWrite: () => true,
    httpClient: time.client,
  });
});
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

const injectFault = (fields: Record<string, unknown>) => declareFault(sandbox.context, fields);
const exhaust = (fields: Record<string, unknown>) => void runControlAction(sandbox.context, 'POST', 'throttling', fields);
const requests = () => sandbox.context.transcript.lines;
const subscription = (id: string) => ({ id, name: id });
const write = (id: string, action: 'create' | 'delete') =>
  createHalfPort(connection, time.clock).send({
    action,
    id,
    attemptId: 'attempt',
    ...(action === 'create' && {
      write: {
        remoteId: vnetId(ONE, 'v2'),
        allowAccess: true,
        allowForwarded: false,
        allowTransit: false,
        useRemoteGateways: false,
        doNotVerifyRemoteGateways: false,
      },
    }),
  });

/** All kinds of requests: what is throttled, and how it is sent. */
const PATHS: readonly (readonly [string, Record<string, unknown>, () => Promise<unknown>])[] = [
  ['the list of subscriptions', { path: '/subscriptions?' }, () => createAzurePort(connection, time.clock).listSubscriptions(signal)],
  [
    'a later page of a list of the SDK',
    { path: `/subscriptions/${ONE}/*virtualNetworks?*skiptoken` },
    () => createAzurePort(connection, time.clock).listVNets(subscription(ONE), signal),
  ],
  [
    'Resource Graph',
    { path: 'Microsoft.ResourceGraph' },
    () =>
      createAzurePort(connection, time.clock).queryGraph({
        subscriptionIds: [ONE],
        onPage: () => undefined,
        acceptPart: false,
        signal,
      }),
  ],
  ['tenants', { path: '/tenants' }, () => readTenantDomain(connection, 'x')],
  ['permissions', { path: 'permissions' }, () => createHalfPort(connection, time.clock).permissions(vnetId(ONE, 'v0'))],
  ['a half', { method: 'GET', path: 'virtualNetworkPeerings' }, () => createHalfPort(connection, time.clock).readHalf(halfId(ONE, 'v0'))],
  ['an operation', { path: '/operations/' }, () => createHalfPort(connection, time.clock).poll(OPERATION)],
  ['a PUT', { method: 'PUT' }, () => write(halfId(ONE, 'v0'), 'create')],
  ['a DELETE', { method: 'DELETE' }, () => write(halfId(ONE, 'v0'), 'delete')],
];

/** Returns the requests that a piece of work sent. */
async function sentBy(work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = requests().length;
  await time.run(work().catch((error: unknown) => error));
  return requests()
    .slice(before)
    .map(({ method, status }) => `${method} ${status}`);
}

describe.each(PATHS)('%s', (name, matching, send) => {
  const isWrite = name === 'a PUT' || name === 'a DELETE';

  test('is not requested again before the time, except once when a person refreshes', async () => {
    injectFault({ ...matching, effect: 'throttle', retryAfter: 3600, times: 2 });
    const first = await sentBy(send);
    expect(first.at(-1)).toMatch(/ 429$/);
    const rejections = () => requests().filter(({ status }) => status === 429).length;
    await sentBy(send);
    time.pass(3_599_000 - 60_000);
    await sentBy(send);
    expect(rejections()).toBe(1);
    if (!isWrite) {
      connection.setEarlyReads(true);
      await sentBy(send);
      await sentBy(send);
      connection.setEarlyReads(false);
      expect(rejections()).toBe(2);
      await sentBy(send);
      time.pass(3_599_000);
    }
    expect(rejections()).toBe(isWrite ? 1 : 2);
    time.pass(61_000);
    const last = await sentBy(send);
    expect(last.length).toBeGreaterThan(0);
  });

  test.each(['0', '-1', 'Wed, 31 Dec 2025 00:00:00 GMT', undefined])('throttled with Retry-After %s is no hot loop', async (retryAfter) => {
    injectFault({ ...matching, effect: 'error', status: 429, code: 'TooManyRequests', ...(retryAfter !== undefined && { retryAfter }) });
    const before = time.clock.ticks();
    for (let i = 0; i < 4; i++) await sentBy(send);
    const rejections = requests().filter(({ status }) => status === 429).length;
    const seconds = (time.clock.ticks() - before) / 1000;
    expect(rejections).toBeGreaterThan(0);
    expect(rejections).toBeLessThanOrEqual(1 + Math.max(1, 2 * seconds));
  });
});

test.each([
  ['soon', 'The header retry-after "soon" is unreadable, so Peerscape waits one hour'],
  ['9999999', 'The header retry-after "9999999" is longer than a day, so Peerscape waits one hour'],
])('Retry-After %s counts as an hour, which is said', async (retryAfter, words) => {
  injectFault({ path: 'virtualNetworks?', effect: 'throttle', retryAfter, times: 1 });
  const now = time.clock.now();
  const failure = await time
    .run(createAzurePort(connection, time.clock).listVNets(subscription(ONE), signal))
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ problem: { detail: expect.stringContaining(words), retryAt: new Date(now + 3_600_000).toISOString() } });
});

test('one throttled subscription keeps its data and says until when, and the others are read', async () => {
  injectFault({ path: 'Microsoft.ResourceGraph', effect: 'forbid' });
  const reader = createAzureReader(createAzurePort(connection, time.clock), time.clock);
  const read = () => time.run(reader.read({ report: () => undefined, signal, isFirst: false }));
  const first = await read();
  const readAt = new Date(time.clock.now()).toISOString();
  exhaust({ exhaust: 'reads', subscription: ONE, seconds: 5400 });
  time.pass(60_000);
  const second = await read();
  expect(second.rows.vnets.length).toBe(first.rows.vnets.length);
  const waiting = second.unread.filter(({ retryAt }) => retryAt !== undefined);
  const retryAt = new Date(time.clock.now() + 5_340_000).toISOString();
  expect(waiting).toMatchObject([{ scope: ONE, readAt, retryAt }]);
  const rejected = () => requests().filter(({ status }) => status === 429).length;
  expect(rejected()).toBe(1);
  await read();
  expect(rejected()).toBe(1);
  time.pass(5_340_000);
  expect((await read()).unread.filter((one) => one.retryAt !== undefined)).toEqual([]);
  expect(rejected()).toBe(1);
});

test('in a storm of 429s at most one request in ten is sent in vain, and each class of operations waits on its own', async () => {
  sandbox.context.throttle.limit('reads', { capacity: 30, perSecond: 10 });
  sandbox.context.throttle.limit('networkWrites', { capacity: 20, perSecond: 2 });
  exhaust({ exhaust: 'reads', subscription: ONE, seconds: 45 });
  const halves = createHalfPort(connection, time.clock);
  const port = createAzurePort(connection, time.clock);
  const inParallel = async (count: number, send: (index: number) => Promise<unknown>) => {
    let next = 0;
    const client = async () => {
      while (next < count) await send(next++);
    };
    await Promise.all(Array.from({ length: 8 }, client));
  };
  const writeUntilAccepted = async (id: string) => {
    for (;;) {
      const outcome = await write(id, 'delete');
      if (outcome.kind !== 'refused') return;
      await time.clock.sleep(outcome.waitMs ?? 1000);
    }
  };
  let firstOfTwo = Number.POSITIVE_INFINITY;
  await time.run(
    Promise.all([
      inParallel(300, (i) => halves.readHalf(halfId(ONE, NAMES[(i * 2) % 40] ?? ''))),
      inParallel(10, () => port.listVNets(subscription(TWO), signal)).then(() => {
        firstOfTwo = time.clock.ticks();
      }),
      inParallel(120, (i) => writeUntilAccepted(halfId(TWO, NAMES[((i * 2) % 40) + 1] ?? ''))),
    ]),
  );
  const sent = requests().length;
  const inVain = requests().filter(({ status }) => status === 429).length;
  console.log(`storm: ${sent} sent, ${sent - inVain} needed, amplification ${(sent / (sent - inVain)).toFixed(3)}`);
  expect(inVain).toBeGreaterThan(2);
  expect(sent / (sent - inVain)).toBeLessThanOrEqual(1.1);
  expect(firstOfTwo).toBeLessThan(45_000);
});

describe('a read that', () => {
  const list = () => createAzurePort(connection, time.clock).listVNets(subscription(ONE), signal);

  test.each(['truncated', 'html', 'cut'])('gets an answer that is %s repeats it, and fails if that goes on', async (effect) => {
    injectFault({ path: 'virtualNetworks?', effect, times: 1 });
    expect((await time.run(list())).rows.vnets).toHaveLength(20);
    injectFault({ path: 'virtualNetworks?', effect });
    await expect(time.run(list())).rejects.toMatchObject({ name: 'Failure' });
  });

  test.each([{ gzip: false }, { gzip: true }])('gets a body of 100 MB fails: %j', async ({ gzip }) => {
    injectFault({ path: 'virtualNetworks?', effect: 'large', bytes: 100_000_000, gzip });
    await expect(time.run(list())).rejects.toMatchObject({ problem: { detail: expect.stringContaining('larger than 1000000 bytes') } });
  });

  test.each(['hang', 'stall', 'drip'])('%ss fails after the deadline of a minute, three times', async (effect) => {
    injectFault({ path: 'virtualNetworks?', effect, ms: 5000 });
    const reading = list().then(
      () => 'read',
      (error: { problem: { detail: string } }) => error.problem.detail,
    );
    for (let attempt = 1; attempt <= 3; attempt++) {
      await expect.poll(() => requests().filter(({ fault }) => fault === effect).length).toBe(attempt);
      time.pass(60_000);
      await expect.poll(time.inFlight).toBe(0);
      await flushTasks();
      // the backoff before the next attempt
      time.pass(10_000);
    }
    expect(await reading).toContain('No complete response within 60 seconds');
  });

  test('gets a later page that fails, or one that it has already read, fails and does not loop', async () => {
    injectFault({ path: 'virtualNetworks?*skiptoken', effect: 'forbid', times: 1 });
    await expect(time.run(list())).rejects.toMatchObject({ armStatus: 403 });
    const link = `${sandbox.endpoint}/subscriptions/${ONE}/providers/Microsoft.Network/virtualNetworks?api-version=2025-05-01&$skiptoken=x`;
    injectFault({ path: 'virtualNetworks?', effect: 'respond', body: { value: [], nextLink: link } });
    await expect(time.run(list())).rejects.toMatchObject({ problem: { code: 'endless-list' } });
  });

  test('gets the same VNet on two pages shows it once', async () => {
    const first = await time.run(connection.send({ method: 'GET', path: `${vnetId(ONE, 'v0')}?api-version=2025-05-01` }));
    const link = `${sandbox.endpoint}/subscriptions/${ONE}/providers/Microsoft.Network/virtualNetworks?api-version=2025-05-01&$skiptoken=`;
    injectFault({ path: 'virtualNetworks?', effect: 'respond', times: 1, body: { value: [first.json], nextLink: `${link}` } });
    expect((await time.run(list())).rows.vnets.filter(({ id }) => id.endsWith('/v0'))).toHaveLength(1);
  });

  test('gets a link to another host sends nothing there', async () => {
    injectFault({ path: 'virtualNetworks?', effect: 'respond', body: { value: [], nextLink: 'https://evil.example/' } });
    await expect(time.run(list())).rejects.toMatchObject({ problem: { code: 'foreign-host' } });
    injectFault({ method: 'PUT', effect: 'headers', headers: { 'Azure-AsyncOperation': 'https://evil.example/operations/1' } });
    const outcome = await time.run(write(halfId(ONE, 'v0'), 'create'));
    expect(outcome).toMatchObject({ kind: 'accepted', operationUrl: 'https://evil.example/operations/1' });
    const status = await time.run(createHalfPort(connection, time.clock).poll('https://evil.example/operations/1'));
    expect(status).toMatchObject({ kind: 'lost', problem: { code: 'foreign-host' } });
  });
});
