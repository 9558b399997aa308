import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@peerscape/sandbox';
import { resourceKey } from '@peerscape/shared/arm';
import type { TopologyRows } from '@peerscape/shared/topology';
import { readWorld } from '@peerscape/shared/world';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAzure } from '../src/azure/index.ts';
import { CLOUDS } from '../src/clouds.ts';
import { createAzureReader } from '../src/work/read-azure.ts';
import { createFastClock } from './fake-clock.ts';

/** A fixture with every kind that decides the paths of traffic. */
const WORLD = `# Paths
vnet hub 10.0.0.0/16 gateway route-server=branch-to-branch nva=10.0.0.4 lb=10.0.0.36 pe=10.0.0.68
nsg web hub
rule web ssh deny in tcp 10.0.0.0/8 * port=22 priority=100
subnet hub/app 10.0.1.0/24 nsg=web nat=nat-hub private endpoints=Microsoft.Storage
nic vm hub/app 10.0.1.4 nsg=web
nic router hub/app 10.0.1.5 forwarding pool=lb-app
load-balancer lb-app hub/app 10.0.1.10
resource publicIPAddresses/pip-web at=hub {"sku": {"name": "Standard"}, "properties": {"publicIPAllocationMethod": "Static"}}
resource loadBalancers/lb-web at=hub {"sku": {"name": "Standard"}, "properties": {"frontendIPConfigurations": [{"name": "front", "properties": {"publicIPAddress": {"id": "@publicIPAddresses/pip-web"}}}]}}
private-endpoint sql hub/app 10.0.1.20
site office hub 192.168.0.0/16 asn=65001
connection hub -> office bgp
bgp-peer router hub 10.0.1.5 asn=65010`;

const world = readWorld(WORLD);
if (!world.ok) throw new Error(world.problem);
const expected = world.value.rows;

let sandbox: Sandbox;
let dataDir: string;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'peerscape-'));
  sandbox = await startSandbox({ port: 0, world: world.value, dataDir });
});
afterEach(async () => {
  await sandbox.close();
  rmSync(dataDir, { recursive: true });
});

async function readSandbox(): Promise<TopologyRows> {
  const { endpoint, caPem: ca, token } = sandbox;
  const clock = createFastClock();
  const { scope, authority } = CLOUDS.public;
  const { readPort } = await openAzure({ endpoint, scope, authority, token, ca, clock, random: () => 0, mayWrite: () => false });
  const { rows } = await createAzureReader(readPort, clock).read({
    report: () => undefined,
    signal: new AbortController().signal,
    isFirst: true,
  });
  return rows;
}

/** Forbids Resource Graph, so that the resource providers are asked. */
const forbidGraph = () =>
  new Promise((resolve) => {
    const body = JSON.stringify({ path: '/providers/Microsoft.ResourceGraph/resources', effect: 'forbid' });
    request(`${sandbox.endpoint}/_sandbox/faults`, { method: 'POST', ca: sandbox.caPem }, (response) =>
      response.resume().on('end', resolve),
    ).end(body);
  });

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]): readonly Row[] =>
  [...rows].sort((a, b) => (resourceKey(a.id) < resourceKey(b.id) ? -1 : 1));

test.each([['Resource Graph'], ['the resource providers']])(
  'the rows that decide paths are those of the fixture: from %s',
  async (source) => {
    if (source !== 'Resource Graph') await forbidGraph();
    const rows = await readSandbox();
    for (const kind of ['appliances', 'networkSecurityGroups', 'natGateways', 'localNetworkGateways'] as const)
      expect(byId<object & { readonly id: string }>(rows[kind]), kind).toEqual(byId<object & { readonly id: string }>(expected[kind]));
    // public load balancers are not read from Resource Graph
    const isPublic = ({ id }: { readonly id: string }) => id.endsWith('/lb-web');
    expect(byId(rows.loadBalancers.filter((row) => !isPublic(row)))).toEqual(byId(expected.loadBalancers));
    expect(rows.loadBalancers.some(isPublic)).toBe(source !== 'Resource Graph');
    // the lists do not include virtual hubs: a Route Server is found in its subnet
    const { id = '', vnetId = '' } = expected.routeServers[0] ?? {};
    expect(rows.routeServers).toEqual(source === 'Resource Graph' ? expected.routeServers : [{ id, vnetId }]);
    expect(expected.routeServers).toMatchObject([{ branchToBranch: true, asn: 65515 }]);
    expect(rows.gateways).toMatchObject([{ bgp: true, bgpAddresses: [expect.any(String)], publicIpIds: [expect.any(String)] }]);
    expect(rows.connections).toMatchObject([{ bgp: true }]);
    expect(rows.vnets[0]?.subnets.find(({ name }) => name === 'app')).toMatchObject({
      natGatewayId: expected.natGateways[0]?.id,
      defaultOutboundAccess: false,
      serviceEndpoints: ['Microsoft.Storage'],
    });
    const endpoints = byId(rows.privateEndpoints);
    expect(endpoints.map(({ interfaceIds: _, ...row }) => row)).toEqual(
      byId(expected.privateEndpoints).map(({ interfaceIds: _, ...row }) => row),
    );
    // the interfaces of machines are not read from Resource Graph
    const ofEndpoints = byId(rows.interfaces.filter(({ privateEndpointId }) => privateEndpointId !== undefined));
    expect(ofEndpoints.map(({ id }) => id).sort()).toEqual(endpoints.flatMap(({ interfaceIds }) => interfaceIds).sort());
    expect(ofEndpoints.flatMap(({ configurations }) => configurations.map(({ privateIp }) => privateIp)).sort()).toEqual([
      '10.0.0.68',
      '10.0.1.20',
    ]);
    expect(rows.interfaces.length).toBe(source === 'Resource Graph' ? 2 : 3);
    expect(rows.publicIpAddresses).toEqual([]);
    expect(rows.missingKinds).toBeUndefined();
    expect(rows.subscriptionCoverage).toBeUndefined();
  },
);
