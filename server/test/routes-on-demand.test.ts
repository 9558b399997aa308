import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@peerscape/sandbox';
import { LearnedRoutesReply, ListedRoutes, Problem, SubnetInterfaces } from '@peerscape/shared/api';
import type { Snapshot } from '@peerscape/shared/topology';
import { readWorld } from '@peerscape/shared/world';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CLOUDS } from '../src/clouds.ts';
import { type RunningServer, startServer } from '../src/start.ts';
import { pageHeaders } from './test-server.ts';

const WORLD = `
vnet hub 10.0.0.0/16 gateway route-server nva=10.0.0.4
vnet spoke 10.1.0.0/16
subnet spoke/app 10.1.1.0/24
nic vm spoke/app 10.1.1.4
hub <-> spoke transit | use-gateways
site office hub 192.168.0.0/24 asn=65001
connection hub -> office bgp
bgp-peer nva hub 10.0.0.4 asn=65010
`;

const world = readWorld(WORLD);
if (!world.ok) throw new Error(world.problem);

let sandbox: Sandbox;
let server: RunningServer;
let dataDir: string;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'peerscape-'));
  sandbox = await startSandbox({ port: 0, world: world.value, dataDir });
  const { endpoint, caFile, token } = sandbox;
  const cloud = CLOUDS.public;
  server = await startServer({
    port: 0,
    listen: '127.0.0.1',
    source: { kind: 'sandbox', name: 'routes', endpoint, cloud, authority: cloud.authority, caFile, token },
    store: { kind: 'folder', folder: dataDir },
    allowChanges: false,
    refreshSeconds: 3600,
    logLevel: 'silent',
  });
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(200);
});
afterEach(async () => {
  await server.close();
  await sandbox.close();
  rmSync(dataDir, { recursive: true });
});

const control = (name: string, body?: object): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const options = { method: body ? 'POST' : 'GET', ca: sandbox.caPem };
    request(`${sandbox.endpoint}/_sandbox/${name}`, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(text));
      });
    }).end(body && JSON.stringify(body));
  });

const sentTo = async (part: string): Promise<number> =>
  ((await control('transcript')) as readonly { readonly method: string; readonly url: string }[]).filter(
    ({ method, url }) => method === 'POST' && url.includes(part),
  ).length;

const post = (path: string, body: object): Promise<Response> =>
  fetch(server.url + path, { method: 'POST', headers: pageHeaders(server.url), body: JSON.stringify(body) });

const snapshot = async () => (await (await fetch(`${server.url}/api/snapshot`)).json()) as Snapshot;
const gatewayId = async () => (await snapshot()).rows.gateways[0]?.id ?? '';
const routeServerId = async () => (await snapshot()).rows.routeServers[0]?.id ?? '';
const subnetId = async () => `${(await snapshot()).rows.vnets.find(({ id }) => id.endsWith('/spoke'))?.id}/subnets/app`;

async function readLearned(...ids: readonly string[]) {
  const response = await post('/api/learned-routes', { ids });
  expect(response.status).toBe(200);
  return LearnedRoutesReply.parse(await response.json()).readings;
}

describe('learned routes', () => {
  test('of a gateway include what a site announces; in read-only mode, and nothing is written', async () => {
    const site = (await snapshot()).rows.localNetworkGateways[0]?.id;
    await control('sites', { connect: site, announces: ['172.20.0.0/16'], asPath: [65009] });
    const [reading] = await readLearned(await gatewayId());
    expect(reading).toMatchObject({ id: await gatewayId(), problem: null, peers: [], readAt: expect.stringMatching(/Z$/) });
    expect(reading?.replies).toMatchObject([{ id: await gatewayId() }]);
    expect(reading?.replies[0]?.routes).toContainEqual(
      expect.objectContaining({ network: '172.20.0.0/16', origin: 'EBgp', asPath: [65001, 65009] }),
    );
    const transcript = (await control('transcript')) as readonly { readonly method: string }[];
    expect(transcript.filter(({ method }) => method !== 'GET' && method !== 'POST')).toEqual([]);
  });

  test('of a Route Server come from each of its BGP connections, which the snapshot does not contain', async () => {
    const server = await routeServerId();
    expect((await snapshot()).rows.routeServerPeers).toEqual([]);
    const peer = `${server}/bgpConnections/nva`;
    await control('sites', { connect: peer, announces: ['10.7.0.0/16'] });
    const [reading] = await readLearned(server);
    expect(reading?.problem).toBeNull();
    expect(reading?.peers).toEqual([{ id: peer, routeServerId: server, peerIp: '10.0.0.4', asn: 65010 }]);
    expect(reading?.replies).toEqual([
      { id: peer, routes: [{ network: '10.7.0.0/16', nextHop: '10.0.0.4', sourcePeer: '10.0.0.4', origin: 'EBgp', asPath: [65010] }] },
    ]);
  });

  test('without the permission name the action and the gateway beside ARM’s error; the others are read', async () => {
    await control('faults', { path: '**/getLearnedRoutes', effect: 'forbid' });
    const [gateway, routeServer] = await readLearned(await gatewayId(), await routeServerId());
    expect(gateway).toMatchObject({
      replies: [],
      problem: {
        title: expect.stringMatching(/needs the action Microsoft.Network\/virtualNetworkGateways\/getLearnedRoutes\/action on vpngw-hub$/),
        arm: { code: 'AuthorizationFailed', message: expect.stringContaining('does not have authorization') },
      },
    });
    expect(routeServer?.problem).toBeNull();
  });

  test('of an operation that takes its time are awaited', async () => {
    await control('clock', { pace: 'brisk' });
    expect((await readLearned(await gatewayId()))[0]?.problem).toBeNull();
    expect(await sentTo('getLearnedRoutes')).toBe(1);
  });

  test('that Azure throttles are read after the requested time; a wait that is too long is reported with its end', async () => {
    await control('faults', { path: '**/getLearnedRoutes', effect: 'throttle', retryAfter: 1, times: 1 });
    expect((await readLearned(await gatewayId()))[0]?.problem).toBeNull();
    expect(await sentTo('getLearnedRoutes')).toBe(2);
    await control('faults', { path: '**/bgpConnections', effect: 'throttle', retryAfter: 3600 });
    expect((await readLearned(await routeServerId()))[0]?.problem).toMatchObject({
      arm: { code: 'TooManyRequests' },
      retryAt: expect.any(String),
    });
  });

  test('are shared by requests within a minute; a failure is not', async () => {
    await control('faults', { path: '**/getLearnedRoutes', effect: 'async-failure', code: 'GatewayBusy', message: 'Later', times: 1 });
    expect((await readLearned(await gatewayId()))[0]?.problem?.arm).toEqual({ code: 'GatewayBusy', message: 'Later' });
    const [first, second] = await Promise.all([gatewayId().then(readLearned), gatewayId().then(readLearned)]);
    expect(first?.[0]?.problem).toBeNull();
    expect([second, await readLearned((await gatewayId()).toUpperCase())]).toEqual([first, first]);
    expect(await sentTo('getLearnedRoutes')).toBe(2);
  });

  test.each([
    ['of another gateway', '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworkGateways/other'],
    ['of something else', '/subscriptions/x'],
  ])('%s are refused without asking Azure', async (_, id) => {
    const response = await post('/api/learned-routes', { ids: [await gatewayId(), id] });
    expect([response.status, Problem.parse(await response.json()).code]).toEqual([400, 'unknown-gateway']);
    expect(await sentTo('getLearnedRoutes')).toBe(0);
  });
});

describe('effective routes', () => {
  const interfacesOf = (id: string) => fetch(`${server.url}/api/subnet/interfaces?id=${encodeURIComponent(id)}`);
  const interfaceId = async () => SubnetInterfaces.parse(await (await interfacesOf(await subnetId())).json()).interfaces[0] ?? '';

  test('are those that Azure lists of an interface of the subnet', async () => {
    const id = await interfaceId();
    expect(id).toMatch(/\/networkInterfaces\/vm$/);
    const response = await post('/api/effective-routes', { subnet: await subnetId(), interface: id });
    const { routes } = ListedRoutes.parse(await response.json());
    expect(routes).toContainEqual({
      source: 'Default',
      state: 'Active',
      prefixes: ['10.1.0.0/16'],
      nextHopType: 'VnetLocal',
      nextHopIps: [],
    });
    expect(routes).toContainEqual(expect.objectContaining({ source: 'VirtualNetworkGateway', prefixes: ['192.168.0.0/24'] }));
  });

  test('of an interface without a running machine are refused in ARM’s words, with what to do', async () => {
    const code = 'NicMustBeAttachedToRunningVmToGetEffectiveRoutes';
    await control('faults', { path: '**/effectiveRouteTable', effect: 'error', status: 400, code, message: 'Cannot get the routes.' });
    const response = await post('/api/effective-routes', { subnet: await subnetId(), interface: await interfaceId() });
    expect([response.status, Problem.parse(await response.json())]).toMatchObject([
      502,
      { code, arm: { code, message: 'Cannot get the routes.' }, detail: expect.stringContaining('Start the machine') },
    ]);
  });

  test('of other subnets and of interfaces elsewhere are refused without asking Azure', async () => {
    const subnet = await subnetId();
    const code = async (response: Response) => [response.status, Problem.parse(await response.json()).code];
    for (const other of [`${subnet}x`, subnet.replace('/spoke/', '/other/'), '/subscriptions/x', `${subnet}/x/y`])
      expect(await code(await interfacesOf(other))).toEqual([400, 'unknown-subnet']);
    const elsewhere = (await interfaceId()).replace(/vm$/, 'nva-hub-nic');
    expect(await code(await post('/api/effective-routes', { subnet, interface: elsewhere }))).toEqual([400, 'unknown-interface']);
    expect(await sentTo('effectiveRouteTable')).toBe(0);
  });
});
