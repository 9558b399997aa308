import { setMaxListeners } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@peerscape/sandbox';
import { resourceKey } from '@peerscape/shared/arm';
import { runRules } from '@peerscape/shared/health';
import { buildTopology, type Snapshot, type TopologyRows } from '@peerscape/shared/topology';
import { loadWorld, visibleRows } from '@peerscape/shared/world';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAzure } from '../src/azure/index.ts';

import { CLOUDS } from '../src/clouds.ts';
import { type RunningServer, startServer } from '../src/start.ts';
import type { Estate } from '../src/work/estate.ts';
import { createAzureReader } from '../src/work/read-azure.ts';
import { createFastClock } from './fake-clock.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'peerscape-'));
let sandbox: Sandbox;
let running: RunningServer | undefined;
beforeEach(async () => {
  sandbox = await startSandbox({ port: 0, world: 'contoso', dataDir });
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  await sandbox.close();
});

/** Sends a request to the sandbox's control API. */
function control(method: string, name: string, fields?: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${sandbox.endpoint}/_sandbox/${name}`, { method, ca: sandbox.caPem }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(text));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(fields && JSON.stringify(fields));
  });
}

interface Line {
  readonly method: string;
  readonly url: string;
  readonly status: number;
}

const transcript = async (): Promise<readonly string[]> => {
  const lines = (await control('GET', 'transcript')) as readonly Line[];
  return lines.map(({ method, url, status }) => `${method} ${url.split('?', 1)[0]} ${status}`);
};

/** Clock of the readers: their pauses end at once and are recorded. */
let clock = createFastClock();
beforeEach(() => {
  clock = createFastClock();
});

async function createReader() {
  const { endpoint, caPem: ca, token } = sandbox;
  const { scope, authority } = CLOUDS.public;
  const options = { endpoint, scope, authority, token, ca, clock, random: () => 0, mayWrite: () => false };
  return createAzureReader((await openAzure(options)).readPort, clock);
}

const { signal } = new AbortController();
setMaxListeners(0, signal);
const context = { report: () => undefined, signal, isFirst: true };
const readOnce = async (): Promise<Estate> => (await createReader()).read(context);

const GRAPH = '/providers/Microsoft.ResourceGraph/resources';
const keys = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => resourceKey(id)).sort();

/** Returns the rows of a fixture that the caller may read. */
function fixtureRows(name: string): TopologyRows {
  const world = loadWorld(name);
  if (!world.ok) throw new Error(world.problem);
  return visibleRows(world.value);
}

/** Formats the state of each half as text. */
const formatHalves = (rows: TopologyRows) =>
  rows.halves
    .map(({ id, remoteId, state, sync, allowAccess, allowForwarded, allowTransit, useRemoteGateways, remoteLearned, remoteCurrent }) =>
      JSON.stringify([
        resourceKey(id),
        resourceKey(remoteId),
        state,
        sync,
        allowAccess,
        allowForwarded,
        allowTransit,
        useRemoteGateways,
        remoteLearned,
        remoteCurrent,
      ]),
    )
    .sort();

describe('contoso through the real SDK', () => {
  test('matches the fixture: VNets, both halves of each peering with their states, and all attached resources', async () => {
    const { rows, unread } = await readOnce();
    const expected = fixtureRows('contoso');
    expect(unread).toEqual([]);
    expect(formatHalves(rows)).toEqual(formatHalves(expected));
    for (const kind of [
      'subscriptions',
      'vnets',
      'gateways',
      'connections',
      'firewalls',
      'bastionHosts',
      'routeTables',
      'dnsZones',
      'dnsLinks',
    ] as const) {
      expect([kind, keys(rows[kind])]).toEqual([kind, keys(expected[kind])]);
    }
    expect(rows.bastionHosts.map(({ sku }) => sku)).toEqual(expected.bastionHosts.map(({ sku }) => sku));
    expect(rows.routeServers).toHaveLength(expected.routeServers.length);
    expect(rows.appliances).toHaveLength(expected.appliances.length);
    expect(rows.connectedGroups.map(({ vnetIds }) => vnetIds.map(resourceKey).sort())).toEqual(
      expected.connectedGroups.map(({ vnetIds }) => vnetIds.map(resourceKey).sort()),
    );
  });

  test('takes two requests, plus one per VNet under a network manager and some per absent VNet, and no writes', async () => {
    await readOnce();
    const lines = await transcript();
    const isRefused = (line: string) => /^GET .* 40[134]$/.test(line);
    expect(lines.filter((line) => !line.includes('EffectiveConnectivity') && !isRefused(line))).toEqual([
      'GET /subscriptions 200',
      `POST ${GRAPH} 200`,
      // the group of a deleted VNet, which shows that only the VNet was deleted
      expect.stringMatching(/^GET .*rg-nonprod-eus2 200$/),
    ]);
    expect(lines.filter(isRefused).length).toBeLessThan(10);
  });

  test('is the same from the resource providers when Resource Graph is forbidden, with a read error', async () => {
    const expected = await readOnce();
    await control('POST', 'faults', { path: GRAPH, effect: 'forbid' });
    const { rows, unread } = await readOnce();
    expect(unread.map(({ scope, code }) => `${scope} ${code}`)).toEqual(['Microsoft.ResourceGraph AuthorizationFailed']);
    expect(formatHalves(rows)).toEqual(formatHalves(expected.rows));
    for (const kind of [
      'vnets',
      'gateways',
      'connections',
      'firewalls',
      'routeTables',
      'routeServers',
      'bastionHosts',
      'appliances',
      'dnsZones',
      'dnsLinks',
      'connectedGroups',
    ] as const) {
      expect([kind, keys(rows[kind])]).toEqual([kind, keys(expected.rows[kind])]);
    }
  });

  test('makes rules inconclusive that depend on a list without permission', async () => {
    const reader = await createReader();
    await control('POST', 'faults', { path: GRAPH, effect: 'forbid' });
    const complete = runRules(buildTopology((await reader.read(context)).rows));
    await control('POST', 'faults', { path: '**/azureFirewalls', effect: 'forbid' });
    await control('POST', 'faults', { path: '**/virtualNetworkGateways', effect: 'forbid' });
    const { rows, messages } = await reader.read(context);
    const partial = runRules(buildTopology(rows));
    const known = new Set(complete.findings.map(({ id }) => id));
    expect(partial.findings.filter(({ id }) => !known.has(id))).toEqual([]);
    expect(partial.unknown.length).toBeGreaterThan(complete.unknown.length);
    expect(messages?.join()).toMatch(/virtual network gateways and firewalls were not read/);
  });

  test('is partial when one subscription is forbidden, with ARM’s error', async () => {
    const reader = await createReader();
    const complete = await reader.read(context);
    await control('POST', 'access', { deny: 'contoso-prod' });
    const { rows, unread } = await reader.read(context);
    expect(unread).toMatchObject([
      { name: 'contoso-prod', code: 'AuthorizationFailed', message: expect.stringContaining('does not have authorization') },
    ]);
    expect(rows.vnets.length).toBeLessThan(complete.rows.vnets.length);
    expect(rows.vnets.length).toBeGreaterThan(0);
  });
});

describe('invalid responses', () => {
  test.each([['html'], ['truncated'], ['hang-up'], ['server-error']])('%s: the request is retried', async (effect) => {
    await control('POST', 'faults', { path: GRAPH, times: 1, effect });
    expect((await readOnce()).rows.vnets.length).toBeGreaterThan(40);
  });

  test('throttling: the request is retried after the requested time', async () => {
    await control('POST', 'faults', { path: GRAPH, times: 1, effect: 'throttle', retryAfter: 1 });
    expect((await readOnce()).unread).toEqual([]);
    expect(clock.slept).toContain(1000);
  });

  test('repeated web pages are an error, never an empty estate', async () => {
    await control('POST', 'faults', { path: GRAPH, effect: 'html' });
    await expect(readOnce()).rejects.toMatchObject({ problem: { code: 'not-an-arm-answer' } });
  });
});

describe('the server on the sandbox', () => {
  const start = async (more: { token?: string; caFile?: string } = {}) => {
    const { endpoint, caFile, token } = sandbox;
    const { public: cloud } = CLOUDS;
    const source = {
      kind: 'sandbox',
      name: 'contoso (sandbox)',
      endpoint,
      cloud,
      authority: cloud.authority,
      caFile,
      token,
      ...more,
    } as const;
    const store = { kind: 'folder', folder: dataDir } as const;
    running = await startServer({
      port: 0,
      listen: '127.0.0.1',
      source,
      store,
      allowChanges: false,
      refreshSeconds: 1,
      logLevel: 'silent',
    });
    return running.url;
  };
  const json = async (url: string): Promise<unknown> => (await fetch(url)).json();
  const snapshot = async (url: string) => (await json(`${url}/api/snapshot`)) as Snapshot;

  test('shows an external change with a new revision, without a request', async () => {
    const url = await start();
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
    const before = await snapshot(url);
    const half = before.rows.halves.find(({ state }) => state === 'Connected');
    await control('POST', 'external', { action: 'delete-half', id: half?.id });
    await expect.poll(async () => (await snapshot(url)).revision).toBe(before.revision + 1);
    const after = await snapshot(url);
    expect(keys(after.rows.halves)).not.toContain(resourceKey(half?.id ?? ''));
    expect(after.rows.halves.filter(({ state }) => state === 'Disconnected').length).toBe(
      before.rows.halves.filter(({ state }) => state === 'Disconnected').length + 1,
    );
  });

  test('reads one VNet from the resource provider while Resource Graph is stale', async () => {
    const url = await start();
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
    const { id } = (await snapshot(url)).rows.vnets[0] ?? { id: '' };
    await control('POST', 'faults', { effect: 'stale-graph' });
    await control('POST', 'external', { action: 'put-vnet', id, tags: { seen: 'now' } });
    expect(await json(`${url}/api/vnet?id=${encodeURIComponent(id)}`)).toMatchObject({ vnet: { tags: { seen: 'now' } } });
  });

  test('reports a rejected token without revealing it', async () => {
    const url = await start({ token: 'canary-token' });
    await expect.poll(async () => ((await json(`${url}/api/status`)) as { problem: unknown }).problem).not.toBeNull();
    const status = await json(`${url}/api/status`);
    expect(status).toMatchObject({ snapshot: null, problem: { status: 502, arm: { code: expect.stringMatching(/Authentication/) } } });
    expect(JSON.stringify(status)).not.toContain('canary-token');
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
  });

  test('preserves the snapshot when Azure becomes unreachable, and reports it', async () => {
    const url = await start();
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
    const { revision } = await snapshot(url);
    await sandbox.close();
    const status = async () => (await json(`${url}/api/status`)) as { problem: { code: string } | null };
    await expect.poll(async () => (await status()).problem?.code).toBe('ECONNREFUSED');
    expect((await snapshot(url)).revision).toBe(revision);
    sandbox = await startSandbox({ port: 0, world: 'course', dataDir });
  });
});

test.each([
  ['generated:3000', 3000],
  ['generated:1000:equipped', 1000],
])('reads %s in a request for each thousand rows and two more', async (world, vnets) => {
  await control('POST', 'seed', { world });
  const before = (await transcript()).length;
  const { rows } = await readOnce();
  expect(rows.vnets).toHaveLength(vnets);
  const attached = [rows.gateways, rows.firewalls, rows.appliances, rows.routeTables, rows.dnsZones, rows.dnsLinks];
  const read = vnets + attached.reduce((sum, list) => sum + list.length, 0);
  const lines = (await transcript()).slice(before);
  expect(lines.filter((line) => line.startsWith('GET /subscriptions'))).toHaveLength(1);
  expect(lines.length).toBeLessThanOrEqual(Math.ceil(read / 1000) + 2);
});
