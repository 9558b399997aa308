import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Sandbox, startSandbox } from '@peerscape/sandbox';
import { EXPORT_COMMAND, runRules } from '@peerscape/shared/health';
import { buildTopology } from '@peerscape/shared/topology';
import { loadWorld, visibleRows } from '@peerscape/shared/world';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCheck } from '../src/check/run-check.ts';
import { systemClock } from '../src/clock.ts';

/** A file contains only the exported resource types. Missing types are unknown, never treated as none. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'coverage-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Report {
  readonly findings: readonly { readonly id: string; readonly code: string }[];
  readonly unknown: readonly { readonly id: string; readonly code: string; readonly reason: string }[];
  readonly messages: readonly string[];
}

async function check(...files: readonly string[]): Promise<Report & { readonly exit: number }> {
  const argv = ['--format', 'json', ...files.flatMap((file) => ['--file', file])];
  const { code, out, err } = await runCheck({ argv, environment: {}, directory: folder, colours: false, clock: systemClock });
  if (out === '') throw new Error(err);
  return { ...(JSON.parse(out) as Report), exit: code };
}

const NET = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Network';
const half = (from: string, to: string, more: object) => ({
  id: `${NET}/virtualNetworks/${from}/virtualNetworkPeerings/${from}-${to}`,
  name: `${from}-${to}`,
  remoteVirtualNetwork: { id: `${NET}/virtualNetworks/${to}` },
  peeringState: 'Connected',
  peeringSyncLevel: 'FullyInSync',
  allowVirtualNetworkAccess: true,
  ...more,
});
const vnet = (name: string, prefix: string, more: object) => ({
  id: `${NET}/virtualNetworks/${name}`,
  name,
  type: 'Microsoft.Network/virtualNetworks',
  location: 'westeurope',
  addressSpace: { addressPrefixes: [prefix] },
  subnets: [],
  ...more,
});

/** Returns a healthy hub with the given subnets, and a spoke that uses its gateway. */
const healthy = (subnets: object, spoke: object = { useRemoteGateways: true, allowForwardedTraffic: true }) => [
  vnet('hub', '10.0.0.0/16', {
    ...subnets,
    virtualNetworkPeerings: [half('hub', 'spoke', { allowGatewayTransit: true, allowForwardedTraffic: true })],
  }),
  vnet('spoke', '10.1.0.0/16', { virtualNetworkPeerings: [half('spoke', 'hub', spoke)] }),
];

const SUBNETS = {
  subnets: [
    {
      name: 'GatewaySubnet',
      addressPrefix: '10.0.0.0/27',
      ipConfigurations: [{ id: `${NET}/virtualNetworkGateways/vpn/ipConfigurations/default` }],
    },
    {
      name: 'AzureFirewallSubnet',
      addressPrefix: '10.0.1.0/26',
      ipConfigurations: [{ id: `${NET}/azureFirewalls/fw/azureFirewallIpConfigurations/default` }],
    },
  ],
};

const file = (name: string, content: unknown): string => {
  const at = path.join(folder, name);
  writeFileSync(at, JSON.stringify(content));
  return at;
};
const codes = (list: readonly { readonly code: string }[]) => [...new Set(list.map(({ code }) => code))].sort();

describe('az network vnet list', () => {
  test('of a healthy hub and spoke has no findings: the subnets show the gateway and the firewall', async () => {
    const report = await check(file('gateway.json', healthy(SUBNETS)));
    expect([report.findings, report.exit]).toEqual([[], 0]);
    expect(codes(report.unknown)).not.toContain('VNP302');
    expect(codes(report.unknown)).not.toContain('VNP405');
  });

  test('without subnets makes gateway rules inconclusive, and shows the command that exports gateways', async () => {
    const report = await check(file('bare.json', healthy({ subnets: undefined })));
    expect([report.findings, report.exit]).toEqual([[], 0]);
    expect(codes(report.unknown)).toEqual(expect.arrayContaining(['VNP302', 'VNP405']));
    expect(report.unknown.find(({ code }) => code === 'VNP302')?.reason).toContain('virtual network gateways');
    expect(report.messages).toEqual([expect.stringContaining('does not state when'), expect.stringContaining('az graph query')]);
  });

  test('with a half that lists the gateways it uses needs no other evidence', async () => {
    const spoke = { useRemoteGateways: true, remoteGateways: [{ id: `${NET}/virtualNetworkGateways/vpn` }] };
    expect(codes((await check(file('listed.json', healthy({ subnets: undefined }, spoke)))).unknown)).not.toContain('VNP302');
  });

  test('with a list of gateways that has none for the hub is a finding', async () => {
    const elsewhere = { id: `${NET}/virtualNetworkGateways/other`, type: 'Microsoft.Network/virtualNetworkGateways', properties: {} };
    const hubs = { id: `${NET}/virtualHubs/x`, type: 'Microsoft.Network/virtualHubs', properties: {} };
    const report = await check(file('none.json', healthy({})), file('gateways.json', [elsewhere, hubs]));
    expect(codes(report.findings)).toContain('VNP302');
    expect(report.exit).toBe(1);
  });

  test('of contoso has no findings beyond the complete ones, and reports the others as inconclusive', async () => {
    const { world, sandbox } = await contoso();
    const lists: unknown[] = [];
    for (const { id } of world.rows.subscriptions)
      lists.push(
        ...(await listResources(sandbox, `/subscriptions/${id}/providers/Microsoft.Network/virtualNetworks?api-version=2025-05-01`)),
      );
    await sandbox.close();
    expect(lists.length).toBeGreaterThan(30);

    const complete = runRules(buildTopology(visibleRows(world)));
    const partial = await check(file('contoso.json', lists));
    const known = new Set(complete.findings.map(({ id }) => id));
    expect(partial.findings.filter(({ id }) => !known.has(id))).toEqual([]);
    const [found, inconclusive] = [new Set(partial.findings.map(({ id }) => id)), new Set(partial.unknown.map(({ id }) => id))];
    const dropped = complete.findings.filter(
      ({ id, code }) => !found.has(id) && !inconclusive.has(id) && !inconclusive.has(`${code} estate `),
    );
    expect(dropped.map(({ id }) => id)).toEqual([]);
    expect(partial.findings.filter(({ code }) => code === 'VNP302')).toEqual([]);
  });
});

describe('az network … list of every resource type', () => {
  const LISTS = ['azureFirewalls', 'routeTables', 'networkInterfaces', 'virtualHubs', 'bastionHosts', 'networkManagers'];

  /** Reads contoso list by list, as `az network vnet list`, `az network firewall list` and the others print it. */
  async function listEverything(sandbox: Sandbox, subscriptions: readonly string[]): Promise<readonly string[]> {
    const files: string[] = [];
    const save = async (name: string, provider: string) => {
      const resources = await listResources(sandbox, provider);
      files.push(file(`${files.length}-${name}.json`, resources.map(flatten)));
      return resources as readonly { readonly id: string }[];
    };
    for (const id of subscriptions) {
      const network = `/subscriptions/${id}/providers/Microsoft.Network`;
      const vnets = await save('virtualNetworks', `${network}/virtualNetworks?api-version=2025-05-01`);
      for (const type of LISTS) await save(type, `${network}/${type}?api-version=2025-05-01`);
      const zones = await save('privateDnsZones', `${network}/privateDnsZones?api-version=2024-06-01`);
      for (const zone of zones) await save('virtualNetworkLinks', `${zone.id}/virtualNetworkLinks?api-version=2024-06-01`);
      for (const group of new Set(vnets.map((vnet) => vnet.id.split('/providers/')[0])))
        for (const type of ['virtualNetworkGateways', 'connections'])
          await save(type, `${group}/providers/Microsoft.Network/${type}?api-version=2025-05-01`);
    }
    return files;
  }

  test('is equal to the complete read: the same findings and the same open questions', async () => {
    const { world, sandbox } = await contoso();
    const complete = runRules(buildTopology(visibleRows(world)));
    const files = await listEverything(
      sandbox,
      world.rows.subscriptions.map(({ id }) => id),
    );
    await sandbox.close();
    const report = await check(...files);
    const keyOf = ({ id }: { readonly id: string }) => id;
    expect(report.findings.map(keyOf)).toEqual(complete.findings.map(keyOf));
    expect(report.unknown.map(keyOf)).toEqual(complete.unknown.map(keyOf));
    expect(report.messages.filter((message) => message.includes('does not include'))).toEqual([]);
  });
});

/** Puts properties beside the other fields of a resource at every level, as az prints them. */
function flatten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(flatten);
  if (typeof value !== 'object' || value === null) return value;
  const { properties, ...rest } = value as Record<string, unknown>;
  const own = typeof properties === 'object' && properties !== null && !Array.isArray(properties) ? properties : {};
  return Object.fromEntries(Object.entries({ ...rest, ...own }).map(([name, inner]) => [name, flatten(inner)]));
}

describe('the recommended export command', () => {
  test('is the one in the documentation', () => {
    expect(readFileSync(new URL('../../docs/check.md', import.meta.url), 'utf8')).toContain(`\n${EXPORT_COMMAND}\n`);
  });

  test('exports every resource type of contoso, so that no type is missing', async () => {
    const { world, sandbox } = await contoso();
    const query = EXPORT_COMMAND.match(/-q "(.+)" >/)?.[1];
    const exported = await request(sandbox, '/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01', {
      query,
      options: { $top: 1000 },
    });
    await sandbox.close();
    const report = await check(file('graph.json', exported));
    expect(report.messages).toEqual([expect.stringContaining('does not state when it was exported')]);
    const full = runRules(buildTopology(visibleRows(world)));
    expect(report.findings.map(({ id }) => id).sort()).toEqual(full.findings.map(({ id }) => id).sort());
  });
});

async function contoso() {
  const world = loadWorld('contoso');
  if (!world.ok) throw new Error(world.problem);
  return { world: world.value, sandbox: await startSandbox({ world: world.value, dataDir: folder }) };
}

/** Reads all pages of a list from the sandbox; empty for a subscription that may not be read. */
async function listResources(sandbox: Sandbox, first: string): Promise<readonly unknown[]> {
  const resources: unknown[] = [];
  for (let next: string | undefined = first; next !== undefined; ) {
    const page = (await request(sandbox, next)) as { value?: readonly unknown[]; nextLink?: string };
    resources.push(...(page.value ?? []));
    next = page.nextLink;
  }
  return resources;
}

/** Sends a GET, or a POST if there is a body, to the sandbox and returns the JSON of the response. */
function request({ endpoint, caPem, token }: Sandbox, at: string, body?: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    https
      .request(new URL(at, endpoint), { method: body ? 'POST' : 'GET', ca: caPem, headers }, (reply) => {
        const chunks: Buffer[] = [];
        reply.on('data', (chunk: Buffer) => chunks.push(chunk));
        reply.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
      })
      .on('error', reject)
      .end(body && JSON.stringify(body));
  });
}
