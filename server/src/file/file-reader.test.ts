import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeCoverage } from '@peerscape/shared/health';
import { describe, expect, test } from 'vitest';
import { contosoRows } from '../../test/fake-azure.ts';
import { Failure } from '../failure.ts';
import type { Estate } from '../work/estate.ts';
import { createFileReader, nameOfFiles } from './index.ts';

const directory = mkdtempSync(join(tmpdir(), 'peerscape-'));
let serial = 0;

/** Creates a file; content other than text and bytes is written as JSON. */
function file(content: unknown, name = `file-${++serial}.json`): string {
  const path = join(directory, name);
  writeFileSync(path, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content));
  return path;
}

const context = { report: () => undefined, signal: new AbortController().signal, isFirst: true };
const read = (...files: readonly string[]): Promise<Estate> => createFileReader(files).read(context);

const SUB = '11111111-1111-1111-1111-111111111111';
const id = (name: string) => `/subscriptions/${SUB}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/${name}`;
const half = (from: string, to: string) => ({ id: `${id(from)}/virtualNetworkPeerings/${to}`, name: to, remote: id(to) });

/** A VNet as printed by `az network vnet list`. */
const cli = (name: string, to?: string) => ({
  addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
  enableDdosProtection: false,
  etag: 'W/"1"',
  id: id(name),
  location: 'westeurope',
  name,
  provisioningState: 'Succeeded',
  resourceGroup: 'rg',
  resourceGuid: 'guid',
  subnets: [
    {
      addressPrefix: '10.0.0.0/24',
      id: `${id(name)}/subnets/app`,
      name: 'app',
      resourceGroup: 'rg',
      routeTable: { id: 'rt', resourceGroup: 'rg' },
    },
  ],
  type: 'Microsoft.Network/virtualNetworks',
  virtualNetworkPeerings: to
    ? [
        {
          id: half(name, to).id,
          name: to,
          peeringState: 'Initiated',
          peeringSyncLevel: 'RemoteNotInSync',
          allowVirtualNetworkAccess: true,
          remoteVirtualNetwork: { id: id(to), resourceGroup: 'rg' },
          resourceGroup: 'rg',
          type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
        },
      ]
    : [],
});

/** A VNet as returned by ARM and Resource Graph. */
const wire = (name: string) => ({
  id: id(name),
  name,
  type: 'microsoft.network/virtualnetworks',
  location: 'westeurope',
  properties: { addressSpace: { addressPrefixes: ['10.1.0.0/16'] }, virtualNetworkPeerings: [] },
});

const names = ({ rows }: Estate) => rows.vnets.map((vnet) => vnet.id.split('/').at(-1)).sort();

describe('supported exports', () => {
  test('az network vnet list', async () => {
    const { rows } = await read(file([cli('hub', 'spoke'), cli('spoke')]));
    expect(rows.vnets[0]).toMatchObject({
      id: id('hub'),
      location: 'westeurope',
      addressSpace: ['10.0.0.0/16'],
      subnets: [{ name: 'app', prefixes: ['10.0.0.0/24'], routeTableId: 'rt' }],
    });
    expect(rows.halves).toEqual([
      {
        id: half('hub', 'spoke').id,
        remoteId: id('spoke'),
        state: 'Initiated',
        sync: 'RemoteNotInSync',
        allowAccess: true,
        allowForwarded: false,
        allowTransit: false,
        useRemoteGateways: false,
      },
    ]);
    expect(rows.subscriptions).toEqual([{ id: SUB, name: SUB }]);
  });

  test('az network vnet show: one VNet', async () => {
    expect(names(await read(file(cli('hub'))))).toEqual(['hub']);
  });

  test('az network vnet list of an empty subscription', async () => {
    expect(names(await read(file('[]')))).toEqual([]);
  });

  test('az graph query', async () => {
    expect(names(await read(file({ count: 1, data: [wire('hub')], skip_token: null, total_records: 1 })))).toEqual(['hub']);
    expect(names(await read(file([wire('hub')])))).toEqual(['hub']);
  });

  test('az graph query as a table of columns and rows', async () => {
    const { id: one, type, properties } = wire('hub');
    const data = { columns: [{ name: 'id' }, { name: 'type' }, { name: 'properties' }], rows: [[one, type, properties]] };
    expect((await read(file({ data }))).rows.vnets[0]).toMatchObject({ id: id('hub'), addressSpace: ['10.1.0.0/16'] });
  });

  test('a list response of ARM', async () => {
    expect(names(await read(file({ value: [wire('a'), wire('b')], nextLink: 'https://elsewhere' })))).toEqual(['a', 'b']);
  });

  test('snake case, as written by the Python libraries', async () => {
    const { rows } = await read(
      file([
        {
          id: id('hub'),
          address_space: { address_prefixes: ['10.0.0.0/16'] },
          dhcp_options: { dns_servers: ['10.0.0.4'] },
          tags: { cost_center: 'a_b' },
          subnets: [{ name: 'app', address_prefix: '10.0.0.0/24', route_table: null }],
          virtual_network_peerings: [
            {
              id: half('hub', 'spoke').id,
              peering_state: 'Connected',
              use_remote_gateways: true,
              enable_only_i_pv6_peering: true,
              remote_virtual_network: { id: id('spoke') },
              remote_address_space: { address_prefixes: ['10.1.0.0/16'] },
            },
          ],
        },
      ]),
    );
    expect(rows.vnets).toMatchObject([
      {
        addressSpace: ['10.0.0.0/16'],
        dnsServers: ['10.0.0.4'],
        tags: { cost_center: 'a_b' },
        subnets: [{ name: 'app', prefixes: ['10.0.0.0/24'] }],
      },
    ]);
    expect(rows.halves).toMatchObject([
      { remoteId: id('spoke'), state: 'Connected', useRemoteGateways: true, onlyIPv6: true, remoteLearned: ['10.1.0.0/16'] },
    ]);
  });

  test.each([
    [
      'a page of az graph query',
      { count: 1, data: [wire('hub')], skip_token: 'more', total_records: 250 },
      'The file contains 1 of 250 records',
    ],
    ['a page of a list', { value: [wire('hub')], nextLink: 'https://elsewhere' }, 'The file is one page of a longer list'],
    [
      'a projection',
      { data: [{ id: id('hub'), name: 'hub', properties: { virtualNetworkPeerings: [] } }] },
      'hub: the address space is not included',
    ],
  ])('%s is read, and the missing data is reported', async (_name, content, message) => {
    const estate = await read(file(content, 'some.json'));
    expect(names(estate)).toEqual(['hub']);
    expect(estate.unread).toEqual([{ scope: 'some.json', name: 'some.json', message: expect.stringContaining(message) }]);
  });

  test('complete exports have no missing data', async () => {
    const complete = [[cli('hub')], { count: 1, data: [wire('hub')], skip_token: null, total_records: 1 }, { value: [wire('hub')] }, []];
    for (const content of complete) expect((await read(file(content))).unread).toEqual([]);
  });

  test("Peerscape's own export, with its time", async () => {
    const rows = contosoRows();
    const document = {
      format: 1,
      revision: 7,
      readAt: '2025-05-05T05:05:05.000Z',
      source: { kind: 'azure', name: 'x' },
      unread: [{ scope: 's', name: 's', message: 'no' }],
      rows,
    };
    const estate = await read(file(document));
    expect(estate.rows).toEqual(rows);
    expect(estate).toMatchObject({ asOf: '2025-05-05T05:05:05.000Z', unread: [{ scope: 's' }] });
  });

  test('an export of an earlier version, which did not know a kind of resource: whether any exist is unknown', async () => {
    const { bastionHosts, ...rows } = contosoRows();
    const document = { format: 1, revision: 7, readAt: '2025-05-05T05:05:05.000Z', source: { kind: 'azure', name: 'x' }, unread: [] };
    expect(bastionHosts).toHaveLength(1);
    expect((await read(file({ ...document, rows }))).rows).toEqual({ ...rows, bastionHosts: [], missingKinds: ['bastionHosts'] });
    const partial = await read(file({ ...document, rows: { ...rows, gateways: [], missingKinds: ['gateways'] } }));
    expect(partial.rows.missingKinds).toEqual(['gateways', 'bastionHosts']);
  });

  test('an export of an earlier version, whose rows lack a list: it is empty', async () => {
    const rows = contosoRows();
    const appliances = rows.appliances.map(({ configurations: _, ...row }) => row);
    const document = { format: 1, revision: 7, readAt: '2025-05-05T05:05:05.000Z', source: { kind: 'azure', name: 'x' }, unread: [] };
    const estate = await read(file({ ...document, rows: { ...rows, appliances } }));
    expect(estate.rows).toEqual({ ...rows, appliances: appliances.map((row) => ({ ...row, configurations: [] })) });
    expect(appliances).not.toEqual([]);
  });

  test('types that only files contain, without a note that others are missing', async () => {
    const network = `/subscriptions/${SUB}/resourceGroups/rg/providers/Microsoft.Network`;
    const machine = { id: network.replace('Network', 'Compute/virtualMachines/vm'), type: 'microsoft.compute/virtualmachines' };
    const pip = {
      id: `${network}/publicIPAddresses/pip`,
      type: 'microsoft.network/publicipaddresses',
      properties: { ipAddress: '20.0.0.4' },
    };
    const estate = await read(file([wire('hub'), machine, pip], 'estate.json'));
    expect(estate.messages).toEqual([expect.stringContaining('does not state when it was exported')]);
    expect([estate.rows.machines, estate.rows.publicIpAddresses]).toEqual([[{ id: machine.id }], [{ id: pip.id, address: '20.0.0.4' }]]);
    expect(estate.rows.missingKinds).toContain('hubConnections');
    expect(estate.rows.missingKinds).not.toContain('machines');
    expect(describeCoverage(estate.rows.missingKinds ?? [])).not.toMatch(/hub|load balancer|security|circuit/i);
  });

  test('skips resources of unknown types', async () => {
    const storage = {
      id: `/subscriptions/${SUB}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/x`,
      type: 'Microsoft.Storage/storageAccounts',
    };
    expect(names(await read(file([storage, wire('hub'), null, 7])))).toEqual(['hub']);
  });
});

describe('several files', () => {
  test('are merged; a resource that appears twice counts once, and the later one wins', async () => {
    const estate = await read(file([cli('hub', 'spoke'), cli('spoke')]), file({ data: [wire('hub'), wire('other')] }));
    expect(names(estate)).toEqual(['hub', 'other', 'spoke']);
    expect(estate.rows.vnets.find((vnet) => vnet.id === id('hub'))?.addressSpace).toEqual(['10.1.0.0/16']);
  });

  test('can contain the parts of a network manager or Route Server apart', async () => {
    const network = `/subscriptions/${SUB}/resourceGroups/rg/providers/Microsoft.Network`;
    const manager = `${network}/networkManagers/avnm`;
    const resource = (at: string, type: string, properties: object) => ({ id: at, type: `Microsoft.Network/${type}`, properties });
    const member = (name: string) =>
      resource(`${manager}/networkGroups/prod/staticMembers/${name}`, 'networkManagers/networkGroups/staticMembers', {
        resourceId: id(name),
      });
    const mesh = resource(`${manager}/connectivityConfigurations/mesh`, 'networkManagers/connectivityConfigurations', {
      connectivityTopology: 'Mesh',
      appliesToGroups: [{ networkGroupId: `${manager}/networkGroups/prod` }],
    });
    const hub = resource(`${network}/virtualHubs/rs`, 'virtualHubs', { allowBranchToBranchTraffic: true });
    const configuration = resource(`${network}/virtualHubs/rs/ipConfigurations/one`, 'virtualHubs/ipConfigurations', {
      subnet: { id: `${id('a')}/subnets/RouteServerSubnet` },
    });
    const { rows } = await read(file([wire('a'), wire('b'), hub, mesh]), file([member('a'), member('b'), configuration]));
    expect(rows.connectedGroups).toMatchObject([{ name: 'mesh', vnetIds: [id('a'), id('b')] }]);
    expect(rows.routeServers).toEqual([{ id: hub.id, vnetId: id('a'), branchToBranch: true }]);
    expect(rows.missingKinds).toContain('gateways');
    expect(rows.missingKinds).not.toContain('routeServers');
  });

  test('az account list provides the names of subscriptions', async () => {
    const accounts = [{ cloudName: 'AzureCloud', id: SUB, isDefault: true, name: 'Production', state: 'Enabled', tenantId: 't' }];
    expect((await read(file(accounts), file([cli('hub')]))).rows.subscriptions).toEqual([{ id: SUB, name: 'Production', tenantId: 't' }]);
    expect((await read(file([cli('hub')]), file(accounts))).rows.subscriptions).toEqual([{ id: SUB, name: 'Production', tenantId: 't' }]);
  });

  test('are as old as the oldest', async () => {
    const [old, young] = [file([cli('a')]), file([cli('b')])];
    utimesSync(old, new Date('2024-01-01'), new Date('2024-01-01'));
    expect((await read(young, old)).asOf).toBe('2024-01-01T00:00:00.000Z');
  });

  test.each([
    [['/x/a.json'], 'a.json'],
    [['a.json', 'b.json'], 'a.json and b.json'],
    [['a.json', 'b.json', 'c.json'], 'a.json and 2 more files'],
  ])('%j are called %s', (files, name) => {
    expect(nameOfFiles(files)).toBe(name);
  });
});

describe('text encodings of shells', () => {
  const text = JSON.stringify([cli('hub')]);
  const cases: readonly (readonly [string, Uint8Array])[] = [
    ['UTF-8 with a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    [
      'UTF-16 little-endian with a byte order mark, as written by PowerShell 5',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
    ],
    ['UTF-16 big-endian with a byte order mark', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()])],
    ['UTF-16 without a byte order mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 big-endian without a byte order mark', Buffer.from(text, 'utf16le').swap16()],
  ];
  test.each(cases)('%s is decoded', async (_name, bytes) => {
    expect(names(await read(file(bytes)))).toEqual(['hub']);
  });
});

describe('an invalid file', () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['nothing', '', 'The file is empty'],
    ['white space', ' \n', 'The file is empty'],
    ['a web page', '<html>', 'The file is a web page; export with'],
    ['truncated JSON', '[\n  {"id": "x",\n', 'line 3, column 1: expected a property name in double quotes'],
    ['a missing comma', '{"a": 1\n "b": 2}', 'line 2, column 2: expected "," or "}"'],
    ['a missing colon', '{"a" 1}', 'expected ":" after the property name'],
    ['a trailing comma', '[1,\n]', 'line 2, column 1: expected a value'],
    ['single quotes', "{'a': 1}", 'line 1, column 2: expected a property name in double quotes'],
    ['an unterminated string', '["abc', 'expected a complete string in double quotes'],
    ['a number', '7', 'expected a value'],
    ['an object of another kind', { hello: 1 }, 'az network vnet list'],
    ['a list of something else', [{ a: 1 }, { b: 2 }], 'None of the 2 entries is a network resource'],
    ['an export of another format', { format: 2, rows: {} }, 'The file looks like a Peerscape export, but is invalid at format'],
    [
      'an export with an invalid row',
      {
        format: 1,
        revision: 1,
        readAt: '2025-05-05T05:05:05Z',
        source: { kind: 'file', name: 'x' },
        unread: [],
        rows: { vnets: [{ id: 7 }] },
      },
      'but is invalid at rows.',
    ],
  ];
  test.each(cases)('%s: is reported with the expected content', async (_name, content, expected) => {
    const path = file(content);
    const failure = await read(path).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    const { title, detail } = (failure as Failure).problem;
    expect(title).toBe(`${path} cannot be opened`);
    expect(detail).toContain(expected);
  });

  test('a missing file and a directory without files are reported', async () => {
    await expect(read('/nowhere/x.json')).rejects.toMatchObject({ problem: { detail: 'The file does not exist' } });
    const empty = mkdtempSync(join(directory, 'empty-'));
    await expect(read(empty)).rejects.toMatchObject({ problem: { detail: 'The folder contains no JSON file' } });
  });

  test('deep nesting does not crash the server', async () => {
    await expect(read(file('['.repeat(200_000)))).rejects.toMatchObject({ problem: { code: 'bad-file' } });
  });

  test('a __proto__ property has no effect', async () => {
    await read(file(`[{"id":"${id('hub')}","__proto__":{"polluted":1},"tags":{"__proto__":"x"}}]`));
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('a file that changes', () => {
  test('is detected, and an unchanged one is not', async () => {
    const path = file([cli('hub')]);
    const reader = createFileReader([path]);
    await reader.read(context);
    expect(await reader.hasChanged?.()).toBe(false);
    writeFileSync(path, JSON.stringify([cli('hub'), cli('spoke')]));
    expect(await reader.hasChanged?.()).toBe(true);
    expect(names(await reader.read(context))).toEqual(['hub', 'spoke']);
    rmSync(path);
    expect(await reader.hasChanged?.()).toBe(true);
  });
});
