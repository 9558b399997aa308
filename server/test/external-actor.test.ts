import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@peerscape/sandbox';
import { ExternalActionResult, Problem } from '@peerscape/shared/api';
import type { Snapshot } from '@peerscape/shared/topology';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { CLOUDS } from '../src/clouds.ts';
import { type RunningServer, startServer } from '../src/start.ts';
import { startTestServer } from './test-server.ts';

const post = (url: string, change: object) =>
  fetch(`${url}/api/colleague`, {
    method: 'POST',
    headers: { origin: url, 'x-peerscape': '1', 'content-type': 'application/json' },
    body: JSON.stringify(change),
  });

describe('on the sandbox', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'peerscape-'));
  let sandbox: Sandbox;
  let running: RunningServer;
  const snapshot = async () => (await (await fetch(`${running.url}/api/snapshot`)).json()) as Snapshot;
  const idOf = async (name: string) => (await snapshot()).rows.vnets.find(({ id }) => id.endsWith(`/${name}`))?.id ?? '';
  const spaceOf = async (name: string) => (await snapshot()).rows.vnets.find(({ id }) => id.endsWith(`/${name}`))?.addressSpace;
  const act = async (change: object) => ExternalActionResult.parse(await (await post(running.url, change)).json());

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, world: 'course', dataDir });
    const { endpoint, caFile, token } = sandbox;
    const cloud = CLOUDS.public;
    running = await startServer({
      port: 0,
      listen: '127.0.0.1',
      source: { kind: 'sandbox', name: 'course', endpoint, cloud, authority: cloud.authority, caFile, token },
      store: { kind: 'folder', folder: dataDir },
      allowChanges: false,
      refreshSeconds: 3600,
      logLevel: 'silent',
    });
    while ((await fetch(`${running.url}/readyz`)).status !== 200) await systemClock.sleep(20);
  });
  afterAll(async () => {
    await running.close();
  });

  test('another operator adds a range to a VNet, and the snapshot is refreshed', async () => {
    const addressSpace = { addressPrefixes: ['10.1.0.0/16', '10.11.0.0/16'] };
    expect(await act({ kind: 'put-resource', id: await idOf('vnet1'), properties: { addressSpace } })).toEqual({ error: null });
    await expect.poll(() => spaceOf('vnet1')).toEqual(['10.1.0.0/16', '10.11.0.0/16']);
    const { rows } = await snapshot();
    expect(rows.halves.find(({ id }) => id.endsWith('/vnet2-vnet1'))?.sync).toBe('LocalNotInSync');
  });

  test('an error from ARM is returned with its code and message', async () => {
    const id = `${await idOf('vnet2')}/virtualNetworkPeerings/vnet2-vnet4`;
    const { error } = await act({ kind: 'put-resource', id, properties: { remoteVirtualNetwork: { id: await idOf('vnet4') } } });
    expect(error?.code).toBe('VnetAddressSpacesOverlap');
    expect(error?.message).toContain('10.2.128.0/17');
  });

  test('another operator adds a route table to a subnet, and removes it', async () => {
    const vnet = await idOf('vnet1');
    const [id, subnet] = [vnet.replace('virtualNetworks/vnet1', 'routeTables/rt-vnet1'), `${vnet}/subnets/default`];
    const route = { addressPrefix: '10.2.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.4' };
    const putTable = () =>
      act({ kind: 'put-resource', id, location: 'westeurope', properties: { routes: [{ name: 'to-vnet2', properties: route }] } });
    const putSubnet = (routeTable: object | null) => act({ kind: 'put-resource', id: subnet, properties: { routeTable } });
    const tables = async () => (await snapshot()).rows.routeTables;
    expect([await putTable(), await putSubnet({ id })]).toEqual([{ error: null }, { error: null }]);
    await expect.poll(tables).toMatchObject([{ id, subnetIds: [subnet], routes: [{ prefix: '10.2.0.0/16', nextHopIp: '10.0.1.4' }] }]);
    expect((await act({ kind: 'delete-resource', id })).error?.code).toBe('InUseRouteTableCannotBeDeleted');
    expect([await putSubnet(null), await act({ kind: 'delete-resource', id })]).toEqual([{ error: null }, { error: null }]);
    await expect.poll(tables).toEqual([]);
    expect([await putTable(), await putSubnet({ id })]).toEqual([{ error: null }, { error: null }]);
    await expect.poll(tables).toHaveLength(1);
  });

  test('resets the sandbox', async () => {
    expect(await act({ kind: 'start-over' })).toEqual({ error: null });
    await expect.poll(() => spaceOf('vnet1')).toEqual(['10.1.0.0/16']);
    expect((await snapshot()).rows.routeTables).toEqual([]);
  });

  test('reports what is not the ID of a resource', async () => {
    const response = await post(running.url, { kind: 'put-resource', id: 'nowhere', properties: {} });
    expect(response.status).toBe(502);
    expect(Problem.parse(await response.json()).detail).toContain('"nowhere"');
  });

  test('reports an unreachable sandbox', async () => {
    await sandbox.close();
    const response = await post(running.url, { kind: 'start-over' });
    expect([response.status, Problem.parse(await response.json()).code]).toEqual([502, 'sandbox-away']);
  });
});

test('is not available without a sandbox, and nothing is sent', async () => {
  const served = await startTestServer();
  const response = await post(served.url, { kind: 'start-over' });
  expect([response.status, Problem.parse(await response.json()).code]).toEqual([409, 'not-sandbox']);
  await served.close();
});
