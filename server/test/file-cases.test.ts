import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runCheck } from '../src/check/run-check.ts';
import { systemClock } from '../src/clock.ts';

const directory = mkdtempSync(join(tmpdir(), 'peerscape-cases-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
let serial = 0;

function file(content: unknown, extension = 'json'): string {
  const path = join(directory, `case-${++serial}.${extension}`);
  writeFileSync(path, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, null, 1));
  return path;
}

interface Result {
  readonly code: number;
  readonly findings: readonly string[];
  readonly unknown: readonly string[];
  /** Read errors, or the reason why the file cannot be opened. */
  readonly unread: string;
  readonly messages: string;
}

async function check(...files: readonly string[]): Promise<Result> {
  const argv = [...files.flatMap((one) => ['--file', one]), '--format', 'json'];
  const { code, out, err } = await runCheck({ argv, environment: {}, directory, colours: false, clock: systemClock });
  if (out === '') return { code, findings: [], unknown: [], unread: err, messages: '' };
  const { findings, unknown, read, messages } = JSON.parse(out) as {
    findings: { code: string; where: string }[];
    unknown: { code: string; where: string }[];
    read: { unread: { name: string; message: string }[] };
    messages: string[];
  };
  const format = ({ code, where }: { code: string; where: string }) => `${code} ${where}`;
  return {
    code,
    findings: findings.map(format),
    unknown: unknown.map(format),
    unread: read.unread.map(({ name, message }) => `${name}: ${message}`).join('\n'),
    messages: messages.join('\n'),
  };
}

const rg = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-net/providers/Microsoft.Network';
const idOf = (name: string) => `${rg}/virtualNetworks/${name}`;

const half = (from: string, to: string, more: object = {}) => ({
  name: `to-${to}`,
  id: `${idOf(from)}/virtualNetworkPeerings/to-${to}`,
  type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
  properties: {
    provisioningState: 'Succeeded',
    peeringState: 'Disconnected',
    peeringSyncLevel: 'FullyInSync',
    remoteVirtualNetwork: { id: idOf(to) },
    allowVirtualNetworkAccess: true,
    remoteAddressSpace: { addressPrefixes: ['10.1.0.0/16'] },
    remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.1.0.0/16'] },
    ...more,
  },
});

const vnet = (name: string, peerings: unknown = []) => ({
  id: idOf(name),
  name,
  type: 'Microsoft.Network/virtualNetworks',
  location: 'westeurope',
  properties: {
    provisioningState: 'Succeeded',
    addressSpace: { addressPrefixes: [name === 'hub' ? '10.0.0.0/16' : '10.1.0.0/16'] },
    subnets: [{ name: 'app', id: `${idOf(name)}/subnets/app`, properties: { addressPrefix: `10.${name === 'hub' ? 0 : 1}.0.0/24` } }],
    virtualNetworkPeerings: peerings,
  },
});

const HUB = vnet('hub', [half('hub', 'spoke')]);
const SPOKE = vnet('spoke');
const REFERENCE = [HUB, SPOKE];
const CONNECTED = [
  vnet('hub', [half('hub', 'spoke', { peeringState: 'Connected' })]),
  vnet('spoke', [half('spoke', 'hub', { peeringState: 'Connected' })]),
];
const FOUND = { code: 1, findings: ['VNP102 hub → spoke'] };
const pascal = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(pascal)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [`${name[0]?.toUpperCase()}${name.slice(1)}`, pascal(inner)]))
      : value;
/** Writes lists as Windows PowerShell 5 does inside objects. */
const counted = (value: unknown): unknown => {
  if (Array.isArray(value)) return { value: value.map(counted), Count: value.length };
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, counted(inner)]));
};
const flat = ({ properties, ...rest }: { properties: object }): object => ({ ...rest, ...properties });

describe('one estate, a leftover half in it, in every form', () => {
  const forms: readonly (readonly [string, unknown])[] = [
    ['a list', REFERENCE],
    ['a page', { value: REFERENCE }],
    ['a query result', { count: 2, data: REFERENCE, total_records: 2, skip_token: null }],
    ['JSON lines', REFERENCE.map((one) => JSON.stringify(one)).join('\n')],
    ['lists of a loop, appended to one file', REFERENCE.map((one) => JSON.stringify([one], null, 2)).join('\n')],
    ['PowerShell objects', REFERENCE.map((one) => pascal(flat(one)))],
    ['PowerShell objects with counted lists', REFERENCE.map((one) => counted(pascal(flat(one))))],
    ['properties as text', REFERENCE.map((one) => ({ ...one, properties: JSON.stringify(one.properties) }))],
    ['{"result": …}', { result: REFERENCE }],
    ['{"data": {"value": …}}', { data: { value: REFERENCE } }],
    ['a batch response', { responses: [{ content: { value: REFERENCE } }] }],
    ['values of an object', Object.fromEntries(REFERENCE.map((one) => [one.name, one]))],
    ['a warning before it', `WARNING: a new version of az is available\n${JSON.stringify(REFERENCE)}\n`],
    ['a half as the remote’s text id', [vnet('hub', [half('hub', 'spoke', { remoteVirtualNetwork: idOf('spoke') })]), SPOKE]],
    [
      'a half with remoteVirtualNetworkId',
      [vnet('hub', [half('hub', 'spoke', { remoteVirtualNetwork: null, remoteVirtualNetworkId: idOf('spoke') })]), SPOKE],
    ],
    ['a half without an id', [vnet('hub', [{ ...half('hub', 'spoke'), id: undefined }]), SPOKE]],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(JSON.stringify(REFERENCE), 'utf16le')])],
  ];
  test.each(forms)('%s', async (_name, content) => {
    expect(await check(file(content))).toMatchObject({ ...FOUND, unread: '' });
  });

  test('{"newVNet": …} of az network vnet create', async () => {
    expect(await check(file({ newVNet: HUB }), file({ newVNet: SPOKE }))).toMatchObject(FOUND);
  });

  test('one object per half, as mv-expand returns it', async () => {
    const third = half('hub', 'third', { remoteVirtualNetwork: { id: idOf('third') } });
    const result = await check(file([vnet('hub', half('hub', 'spoke')), vnet('hub', third), SPOKE, vnet('third')]));
    expect(result).toMatchObject({ code: 1, unread: '' });
    expect(result.findings).toEqual(expect.arrayContaining(['VNP102 hub → spoke', 'VNP102 hub → third']));
  });

  test('a folder with a file for each VNet, a pattern, and several files', async () => {
    const folder = join(directory, 'vnets');
    mkdirSync(folder);
    for (const one of REFERENCE) writeFileSync(join(folder, `${one.name}.json`), JSON.stringify(one));
    expect(await check(folder)).toMatchObject({ ...FOUND, unread: '' });
    expect(await check(join(folder, '*.json'))).toMatchObject(FOUND);
    expect(await check(join(folder, 'hub.json'), join(folder, 'spoke.json'))).toMatchObject(FOUND);
    writeFileSync(join(folder, 'package.json'), '{"name":"x"}');
    const result = await check(folder);
    expect(result).toMatchObject(FOUND);
    expect(result.unread).toContain('package.json');
  });
});

describe('what a file does not contain is not read, never absent', () => {
  const cut = '@{peeringState=Disconnected; remoteVirtualNetwork=}';
  const forms: readonly (readonly [string, unknown, string])[] = [
    [
      'a projection without peerings',
      REFERENCE.map(({ id, name, type, location }) => ({ id, name, type, location, addressSpace: { addressPrefixes: ['10.0.0.0/16'] } })),
      'peerings are not included',
    ],
    ['peerings: null', [vnet('hub', null), vnet('spoke', null)], 'hub, spoke: peerings are not included'],
    [
      'one VNet among many',
      [...CONNECTED, { ...vnet('other', null), properties: { addressSpace: { addressPrefixes: ['10.9.0.0/16'] } } }],
      'other: peerings are not included',
    ],
    ['a half cut off by PowerShell', [vnet('hub', [{ ...half('hub', 'spoke'), properties: cut }]), SPOKE], 'ConvertTo-Json -Depth'],
    [
      'a half without a remote',
      [vnet('hub', [half('hub', 'spoke', { remoteVirtualNetwork: null })]), SPOKE],
      'hub: the peering to-spoke names no remote VNet',
    ],
    [
      'a half without a state',
      [vnet('hub', [half('hub', 'spoke', { peeringState: undefined })]), vnet('spoke', [half('spoke', 'hub', { peeringState: 1 })])],
      'to-spoke, to-hub: the state of the peering is not included',
    ],
    ['a half whose remote is only a name', [vnet('hub', [half('hub', 'spoke', { remoteVirtualNetwork: 'spoke' })]), SPOKE], '“spoke”'],
    ['an error beside VNets', [...CONNECTED, { error: { code: 'InvalidToken', message: 'Expired.' } }], 'InvalidToken: Expired.'],
    [
      'a failed request of a batch',
      {
        responses: [
          { content: { value: CONNECTED } },
          { httpStatusCode: 403, content: { error: { code: 'AuthorizationFailed', message: 'No.' } } },
        ],
      },
      'AuthorizationFailed: No.',
    ],
    ['a list with an error', { value: CONNECTED, error: { code: 'Partial', message: 'Some.' } }, 'Partial: Some.'],
    [
      'an error of az after the list',
      `${JSON.stringify(CONNECTED)}\nERROR: (Forbidden) No rights\nCode: Forbidden\n`,
      'at line 2: “ERROR: (Forbidden) No rights”',
    ],
    ['a page of a list', { value: CONNECTED, nextLink: 'https://management.azure.com/next' }, 'nextLink'],
    ['a page of a query', { data: CONNECTED, count: 2, total_records: 3, skip_token: 't' }, '2 of 3 records'],
    ['a truncated response', { data: CONNECTED, count: 2, resultTruncated: 'true', $skipToken: 't' }, 'resultTruncated'],
    [
      'a VNet without an id',
      [...CONNECTED, { type: 'Microsoft.Network/virtualNetworks', name: 'lost', properties: {} }],
      'lost: it has no id',
    ],
  ];
  test.each(forms)('%s', async (_name, content, unread) => {
    const result = await check(file(content));
    expect(result).toMatchObject({ code: 2, findings: [] });
    expect(result.unread).toContain(unread);
  });

  test('pages are complete when all of them are there', async () => {
    expect(await check(file({ value: [CONNECTED[0]], nextLink: 'https://x' }), file({ value: [CONNECTED[1]] }))).toMatchObject({
      code: 0,
      unread: '',
    });
    const page = (one: unknown, skip_token: string | null) => file({ data: [one], count: 1, total_records: 2, skip_token });
    expect(await check(page(CONNECTED[0], 't'), page(CONNECTED[1], null))).toMatchObject({ code: 0, unread: '' });
  });

  test('the state of a half: the counterpart is missing in any case', async () => {
    const stateless = vnet('hub', [half('hub', 'spoke', { peeringState: undefined })]);
    expect(await check(file([stateless, SPOKE]))).toMatchObject({ code: 1, findings: ['VNP101 spoke → hub'] });
  });

  test('a VNet in another subscription is not in this file, with nothing said of permissions', async () => {
    const remote = idOf('hub-weu').replace('11111111', '22222222');
    const result = await check(file([vnet('spoke', [half('spoke', 'hub-weu', { remoteVirtualNetwork: { id: remote } })])]));
    expect(result).toMatchObject({ code: 1, findings: ['VNP102 spoke → hub-weu'] });
    const { out } = await runCheck({
      argv: ['--file', file([vnet('spoke', [half('spoke', 'hub-weu', { remoteVirtualNetwork: { id: remote } })])])],
      environment: {},
      directory,
      colours: false,
      clock: systemClock,
    });
    expect(out).toContain('hub-weu is not in this file');
    expect(out).toContain('22222222-1111-1111-1111-111111111111');
    expect(out).not.toMatch(/permission|rights|Reader/);
  });

  test('a spoke of a virtual hub raises no questions about the hub', async () => {
    const remote = `/subscriptions/9/resourceGroups/RG_hub/providers/Microsoft.Network/virtualNetworks/HV_hub-weu_1`;
    const spoke = vnet('spoke', [
      {
        ...half('spoke', 'x', {
          peeringState: 'Connected',
          useRemoteGateways: true,
          remoteVirtualNetwork: { id: remote },
          remoteAddressSpace: { addressPrefixes: ['10.100.0.0/23'] },
          remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.100.0.0/23'] },
          remoteGateways: [{ id: 'gw' }],
        }),
        name: 'RemoteVnetToHubPeering_1',
      },
    ]);
    const result = await check(file([spoke]));
    expect(result).toMatchObject({ code: 0, findings: [] });
    expect(result.unknown.filter((one) => one.includes('HV_hub'))).toEqual([]);
  });
});

describe('several files', () => {
  test('the later record of a VNet replaces all its halves, and a contradiction is a message', async () => {
    const result = await check(file([vnet('hub', [half('hub', 'spoke', { peeringState: 'Initiated' })]), SPOKE]), file([vnet('hub')]));
    expect(result).toMatchObject({ code: 0, findings: [], unread: '' });
    expect(result.messages).toMatch(/case-\d+\.json and case-\d+\.json describe VNets differently; case-\d+\.json is used for hub/);
  });

  test('a record without peerings does not remove those that are known', async () => {
    expect(await check(file(REFERENCE), file([vnet('hub', null)]))).toMatchObject({ ...FOUND, unread: '' });
    expect(await check(file([vnet('hub', null)]), file(CONNECTED))).toMatchObject({ code: 0, unread: '' });
  });

  test('between two exports of Peerscape the newer counts, whatever their order', async () => {
    const exported = async (content: unknown, readAt: string) => {
      const { createFileReader } = await import('../src/file/index.ts');
      const { rows, unread } = await createFileReader([file(content)]).read({
        report: () => undefined,
        signal: AbortSignal.timeout(9000),
        isFirst: true,
      });
      return file({ format: 1, revision: 1, readAt, source: { kind: 'azure', name: 'x' }, unread, rows });
    };
    const old = await exported(REFERENCE, '2026-01-01T00:00:00.000Z');
    const young = await exported([vnet('hub'), SPOKE], '2026-02-01T00:00:00.000Z');
    expect(await check(old, young)).toMatchObject({ code: 0 });
    expect(await check(young, old)).toMatchObject({ code: 0 });
  });

  test('a list that is exactly one page long gets a hint', async () => {
    const many = Array.from({ length: 100 }, (_, i) => ({
      ...vnet(`v${i}`),
      properties: { ...vnet('x').properties, addressSpace: { addressPrefixes: [`10.${i}.0.0/16`] } },
    }));
    expect((await check(file(many))).messages).toContain('exactly 100 records');
    expect((await check(file(many.slice(1)))).messages).not.toContain('exactly');
  });
});

describe('sources without states are inconclusive', () => {
  const TEMPLATE = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
  const forms: readonly (readonly [string, unknown, string])[] = [
    [
      'an ARM template',
      {
        $schema: TEMPLATE,
        resources: [
          { type: 'Microsoft.Network/virtualNetworks', name: 'hub', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } },
          { type: 'Microsoft.Network/virtualNetworks', name: 'spoke', properties: { addressSpace: { addressPrefixes: ['10.1.0.0/16'] } } },
          {
            type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
            name: 'hub/to-spoke',
            properties: { remoteVirtualNetwork: { id: "[resourceId('Microsoft.Network/virtualNetworks', 'spoke')]" } },
          },
        ],
      },
      'The file is an ARM template',
    ],
    [
      'a Terraform state',
      {
        version: 4,
        terraform_version: '1.9.0',
        lineage: 'x',
        resources: [
          ['azurerm_virtual_network', { id: idOf('hub'), name: 'hub', address_space: ['10.0.0.0/16'] }],
          ['azurerm_virtual_network', { id: idOf('spoke'), name: 'spoke', address_space: ['10.1.0.0/16'] }],
          [
            'azurerm_virtual_network_peering',
            { id: `${idOf('hub')}/virtualNetworkPeerings/to-spoke`, name: 'to-spoke', remote_virtual_network_id: idOf('spoke') },
          ],
        ].map(([type, attributes], i) => ({ mode: 'managed', type, name: `r${i}`, instances: [{ attributes }] })),
      },
      'The file is a Terraform state (Terraform 1.9.0)',
    ],
    [
      'template expressions',
      [{ ...SPOKE, id: "[resourceId('Microsoft.Network/virtualNetworks', 'x')]", name: "[parameters('name')]" }],
      'part of an ARM template',
    ],
  ];
  test.each(forms)('%s', async (_name, content, unread) => {
    const result = await check(file(content));
    expect(result).toMatchObject({ code: 2, findings: [] });
    expect(result.unread).toContain(unread);
  });
});

test('of contradicting records in one file the last is used, and a message names the VNet', async () => {
  const result = await check(file([...CONNECTED, ...REFERENCE]));
  expect(result).toMatchObject(FOUND);
  expect(result.messages).toContain('It contains records that contradict each other; the last one is used for hub, spoke');
  expect((await check(file([...REFERENCE, ...REFERENCE]))).messages).not.toContain('contradict');
});

test('a peering that Terraform declares under another name than Azure is the one in Azure', async () => {
  const attributes = { id: `${idOf('hub')}/virtualNetworkPeerings/declared`, name: 'declared', remote_virtual_network_id: idOf('spoke') };
  const declared = { mode: 'managed', type: 'azurerm_virtual_network_peering', name: 'p', instances: [{ attributes }] };
  const state = { version: 4, terraform_version: '1.9.0', lineage: 'x', resources: [declared] };
  const [list, terraform] = [file([HUB, SPOKE]), file(state)];
  const { findings } = await check(list);
  const both = await check(list, terraform);
  expect([both.findings, (await check(terraform, list)).findings]).toEqual([findings, findings]);
  expect(both.messages).toContain('declared under another name than in Azure, such as declared');
});

test('a peering in a template that names no remote VNet is reported', async () => {
  const peerings = [{ name: 'to-other', properties: { remoteVirtualNetwork: { id: "[parameters('other')]" } } }];
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    resources: [{ type: 'Microsoft.Network/virtualNetworks', name: 'hub', properties: { virtualNetworkPeerings: peerings } }],
  };
  expect((await check(file(template))).messages).toContain('hub: the peering to-other names no remote VNet');
});

describe('what is no estate is named, and ends with 2', () => {
  const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
  const forms: readonly (readonly [string, unknown, string])[] = [
    [
      'an error of ARM',
      { error: { code: 'AuthorizationFailed', message: 'No permission for you.' } },
      'AuthorizationFailed: No permission for you.',
    ],
    ['CSV', '"NAME","TYPE","RESOURCE GROUP"\n"hub","Virtual network","rg-net"\n', 'The file is CSV'],
    ['gzip', Uint8Array.from([0x1f, 0x8b, 8, 0]), 'gzip'],
    ['Latin-1', Buffer.from('[{"name":"hüb"}]', 'latin1'), 'neither UTF-8 nor UTF-16'],
    ['deep nesting', `[{"id":"${idOf('hub')}","address_space":{},"x":${nested(20_000)}}]`, 'nested more than 200 levels'],
    ['a list that is cut off', '[\n  {"id": "x",\n', 'line 3, column 1'],
  ];
  test.each(forms)('%s', async (_name, content, problem) => {
    const result = await check(file(content));
    expect(result).toMatchObject({ code: 2, findings: [] });
    expect(result.unread).toContain(problem);
  });

  test('JSON of another kind is not taken for an empty list', async () => {
    for (const content of [{ data: { hello: 1 } }, { value: 5 }, { value: { a: {} } }]) {
      expect((await check(file(content))).unread).toContain('The file is JSON but not');
    }
  });

  test('subnets alone are no estate, and are counted', async () => {
    const subnet = { id: `${idOf('hub')}/subnets/app`, type: 'Microsoft.Network/virtualNetworks/subnets', name: 'app' };
    const result = await check(file([subnet]));
    expect(result.code).toBe(2);
    expect((await check(file([...CONNECTED, subnet]))).messages).toContain('1 of Microsoft.Network/virtualNetworks/subnets');
  });

  test('records of other types are counted', async () => {
    const classic = {
      id: `${rg.replace('Network', 'ClassicNetwork')}/virtualNetworks/old`,
      type: 'Microsoft.ClassicNetwork/virtualNetworks',
      name: 'old',
    };
    const result = await check(file([...CONNECTED, classic]));
    expect(result).toMatchObject({ code: 0, unread: '' });
    expect(result.messages).toContain('1 record was ignored');
    expect(result.messages).toContain('Classic VNets are not supported');
  });
});
