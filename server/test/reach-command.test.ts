import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { Answer, Blocker, EffectiveRoute, LearnedRoutes, ReachAnswers, Step, Trace } from '@peerscape/shared/reach';
import { NO_ROWS, type Topology } from '@peerscape/shared/topology';
import { afterEach, describe, expect, test } from 'vitest';
import type { ProgramOutput } from '../src/program/run-program.ts';
import { runReach } from '../src/reach/run-reach.ts';
import { createAccessControl } from '../src/work/access.ts';
import { createFakeClock } from './fake-clock.ts';
import { createFixedReader, createSingleVNetEstate, startTestServer, type TestServer, VNET_ID } from './test-server.ts';

const directory = mkdtempSync(join(tmpdir(), 'peerscape-'));
const write = (name: string, json: unknown): string => {
  writeFileSync(join(directory, name), typeof json === 'string' ? json : JSON.stringify(json));
  return name;
};

const SPOKE_ID = VNET_ID.replace(/hub$/, 'spoke');
const GATEWAY_ID = VNET_ID.replace(/virtualNetworks\/hub$/, 'virtualNetworkGateways/gw');
const toVNet = (id: string, prefix: string) => ({
  id,
  type: 'Microsoft.Network/virtualNetworks',
  location: 'westeurope',
  properties: { addressSpace: { addressPrefixes: [prefix] }, subnets: [], virtualNetworkPeerings: [] },
});

const estate = write('estate.json', [toVNet(VNET_ID, '10.0.0.0/16'), toVNet(SPOKE_ID, '10.1.0.0/16')]);
const questions = write('asks.json', [
  { id: 'a', from: 'hub/workload', to: '10.1.0.4', protocol: 'tcp', port: 443 },
  { id: 'b', from: 'spoke', to: 'internet' },
]);
const learned = write('learned.json', { [GATEWAY_ID]: { value: [] } });

const [HUB, SPOKE] = [resourceKey(VNET_ID), resourceKey(SPOKE_ID)];

const systemRoute = (prefix: string, nextHopType: EffectiveRoute['nextHopType']): EffectiveRoute => ({
  source: 'Default',
  state: 'Active',
  prefix,
  cidr: undefined,
  nextHopType,
  nextHopIps: [],
  origin: { kind: 'system' },
});
const toFirewall: EffectiveRoute = {
  ...systemRoute('0.0.0.0/0', 'VirtualAppliance'),
  source: 'User',
  nextHopIps: ['10.0.1.4'],
  origin: {
    kind: 'user',
    table: { id: `${VNET_ID}-rt`.replace('virtualNetworks', 'routeTables'), routes: [], subnetIds: [] },
    route: { name: 'to-firewall', prefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance' },
  },
};

const hop = (vnet: ResourceKey, subnet: string, ...steps: readonly Step[]): Trace['hops'][number] => ({ vnet, subnet, steps });
const DELIVERED: Trace = {
  outcome: 'delivered',
  hops: [
    hop(
      HUB,
      'workload',
      { kind: 'route', route: toFirewall, runnerUp: systemRoute('0.0.0.0/0', 'Internet') },
      {
        kind: 'appliance',
        ip: '10.0.1.4',
        type: 'load-balancer',
        resourceId: '/x/loadBalancers/lb',
        members: ['/x/virtualMachines/nva-1', '/x/virtualMachines/nva-2'],
        isStateful: true,
      },
    ),
    hop(HUB, 'nva', { kind: 'peering', from: HUB, to: SPOKE }),
    hop(SPOKE, 'db', { kind: 'deliver', to: 'address', address: '10.1.0.4' }),
  ],
  blocker: undefined,
};
const stopped = (code: Blocker['code'], text: string): Trace => ({
  outcome: 'dropped',
  hops: [hop(SPOKE, 'db', { kind: 'route', route: systemRoute('10.0.0.0/8', 'None'), runnerUp: undefined })],
  blocker: { code, text, resourceIds: [SPOKE_ID] },
});

const ANSWERS: Readonly<Record<string, Answer>> = {
  '10.1.0.4': {
    verdict: 'one-way',
    forward: DELIVERED,
    back: stopped('no-route', 'spoke/db has no route to hub.'),
    assumptions: ['nva-1 forwards'],
  },
  internet: {
    verdict: 'unreachable',
    forward: stopped('no-outbound', 'spoke has no outbound method'),
    back: { ...DELIVERED, hops: [] },
    assumptions: [],
  },
};

/** Replaces the engine: answers by the destination, and stores what it was created with. */
function createFake() {
  const created: { topology: Topology | undefined; learned: LearnedRoutes | undefined } = { topology: undefined, learned: undefined };
  const create = (topology: Topology, routes: LearnedRoutes): ReachAnswers => {
    Object.assign(created, { topology, learned: routes });
    return {
      answer: ({ to }) => ANSWERS[to] ?? (Object.values(ANSWERS)[0] as Answer),
      routesOf: (subnet) =>
        subnet === 'hub/workload'
          ? {
              ok: true,
              value: {
                routes: [systemRoute('10.0.0.0/16', 'VnetLocal'), toFirewall],
                assumptions: ['no routes were learned'],
                sourceIds: [],
              },
            }
          : { ok: false, problem: `No subnet is named ${subnet}` },
    };
  };
  return { created, create };
}

const run = (argv: readonly string[], create = createFake().create): Promise<ProgramOutput> =>
  runReach({ argv, environment: {}, directory, colours: false, clock: createFakeClock() }, create);

describe('reach', () => {
  test('as JSON prints an answer for each question, with names and ids of VNets', async () => {
    const { code, out } = await run(['--file', estate, '--learned', learned, '--ask', questions, '--format', 'json']);
    const { answers } = JSON.parse(out);
    expect(code).toBe(0);
    expect(answers.map(({ id, verdict }: { id: string; verdict: string }) => [id, verdict])).toEqual([
      ['a', 'one-way'],
      ['b', 'unreachable'],
    ]);
    const [{ forward, back, assumptions }] = answers;
    expect(forward.blocker).toBeNull();
    expect(
      forward.hops.map(({ vnet, subnet, vnetId }: { vnet: string; subnet: string; vnetId: string }) => [vnet, subnet, vnetId]),
    ).toEqual([
      ['hub', 'workload', VNET_ID],
      ['hub', 'nva', VNET_ID],
      ['spoke', 'db', SPOKE_ID],
    ]);
    const [routed, appliance] = forward.hops[0].steps;
    expect(routed).toEqual({
      kind: 'route',
      route: {
        source: 'User',
        state: 'Active',
        prefixes: ['0.0.0.0/0'],
        nextHopType: 'VirtualAppliance',
        nextHopIps: ['10.0.1.4'],
        origin: { kind: 'user', id: expect.stringContaining('routeTables'), name: 'to-firewall' },
      },
      runnerUp: expect.objectContaining({ prefixes: ['0.0.0.0/0'], nextHopType: 'Internet', origin: { kind: 'system' } }),
    });
    expect(appliance).toMatchObject({ kind: 'appliance', ip: '10.0.1.4', type: 'load-balancer' });
    expect(forward.hops[1].steps).toEqual([{ kind: 'peering', from: VNET_ID, to: SPOKE_ID }]);
    expect(back).toMatchObject({
      outcome: 'dropped',
      blocker: { code: 'no-route', text: 'spoke/db has no route to hub.', resourceIds: [SPOKE_ID] },
    });
    expect(assumptions).toContain('nva-1 forwards');
  });

  test('as text begins with the answer in a sentence, and lists the steps', async () => {
    const { code, out } = await run(['--file', estate, '--ask', questions]);
    expect(code).toBe(0);
    expect(out).toBe(`a  one-way: packets of hub/workload arrive at 10.1.0.4 (tcp/443), but the replies do not come back
   spoke/db has no route to hub.
   There: delivered
     hub/workload
       route 0.0.0.0/0 → VirtualAppliance 10.0.1.4 (User, to-firewall of route table hub-rt), before 0.0.0.0/0 → Internet (Default)
       appliance 10.0.1.4 (load balancer lb with nva-1 and nva-2)
     hub/nva
       peering hub → spoke
     spoke/db
       delivered to 10.1.0.4
   Back: dropped
     spoke/db
       route 10.0.0.0/8 → None (Default)
     ends here: no-route
   Assumed:
     * nva-1 forwards
     * The files contain no network managers, and it is assumed that there are none.

b  unreachable: spoke does not reach internet
   spoke has no outbound method
   There: dropped
     spoke/db
       route 10.0.0.0/8 → None (Default)
     ends here: no-outbound
   Assumed:
     * The files contain no load balancers, network interfaces without IP forwarding or public IP addresses, and it is assumed that there are none.
`);
  });

  test('escapes control characters of names in text', async () => {
    const hostile = write('hostile.json', [{ id: '1\u001b[31m', from: 'hub\nworkload', to: '10.1.0.4' }]);
    const { out } = await run(['--file', estate, '--ask', hostile]);
    expect(out).toMatch(/^1\\u001b\[31m {2}one-way: packets of hub\\u000aworkload arrive/);
  });
});

describe('routes', () => {
  const routes = (...more: readonly string[]) => run(['routes', '--file', estate, '--subnet', 'hub/workload', ...more]);

  test('as JSON lists a route for each prefix, and the assumptions', async () => {
    const { code, out } = await routes('--format', 'json');
    const document = JSON.parse(out);
    expect(code).toBe(0);
    expect(document.routes.map(({ origin: _, ...route }: { origin: object }) => route)).toEqual([
      { source: 'Default', state: 'Active', prefixes: ['10.0.0.0/16'], nextHopType: 'VnetLocal', nextHopIps: [] },
      { source: 'User', state: 'Active', prefixes: ['0.0.0.0/0'], nextHopType: 'VirtualAppliance', nextHopIps: ['10.0.1.4'] },
    ]);
    expect(document.assumptions).toEqual([
      'no routes were learned',
      'The files contain no private endpoints or network managers, and it is assumed that there are none.',
    ]);
  });

  test('as text is a table with aligned columns', async () => {
    const { out } = await routes();
    expect(out).toBe(`Source   State   Address Prefix  Next Hop Type     Next Hop IP
-------  ------  --------------  ----------------  -----------
Default  Active  10.0.0.0/16     VnetLocal
User     Active  0.0.0.0/0       VirtualAppliance  10.0.1.4

Assumed:
  * no routes were learned
  * The files contain no private endpoints or network managers, and it is assumed that there are none.
`);
  });
});

describe('files', () => {
  test('count as everything there is, in the engine and in the messages', async () => {
    const { created, create } = createFake();
    await run(['--file', estate, '--learned', learned, '--ask', questions], create);
    expect([...(created.topology?.vnets.keys() ?? [])].sort()).toEqual([HUB, SPOKE]);
    expect(created.topology?.missingKinds.size).toBe(0);
    expect([...(created.learned ?? [])]).toEqual([[resourceKey(GATEWAY_ID), []]]);
  });

  const toExport = (kind: string, rows: object = NO_ROWS) => ({
    format: 1,
    revision: 1,
    readAt: '2026-01-01T00:00:00.000Z',
    source: { kind, name: 'x' },
    unread: [],
    rows: { ...rows, missingKinds: ['loadBalancers'] },
  });
  const { loadBalancers: _, ...earlierRows } = NO_ROWS;

  test.each([
    ['of what was read from Azure', toExport('azure'), ['loadBalancers']],
    ['of an earlier version', toExport('file', earlierRows), ['loadBalancers']],
    ['of files', toExport('file'), []],
  ])('that are an export %s count as everything there is only if a file was', async (_what, json, missing) => {
    const { created, create } = createFake();
    const { out } = await run(['--file', write('export.json', json), '--ask', questions], create);
    expect([...(created.topology?.missingKinds ?? [])]).toEqual(missing);
    expect(out.includes('This source does not include security admin rules and connections to Virtual WAN hubs')).toBe(missing.length > 0);
  });

  test('that a reader has a message about are named on standard error only', async () => {
    const { out, err } = await run(['--file', estate, '--ask', questions, '--format', 'json']);
    expect(err).toBe('estate.json does not state when it was exported; the time is when it was last written.\n');
    expect(() => JSON.parse(out)).not.toThrow();
  });
});

describe('a command that cannot be carried out', () => {
  write('broken.json', '[{ "id": ');
  write('no-estate.json', { hello: 'world' });
  write('no-learned.json', { [VNET_ID]: { value: [] } });
  write('no-ask.json', [{ id: '1', from: 'hub' }]);
  const asking = ['--file', estate, '--ask', questions];

  test.each<readonly [string, readonly string[], RegExp]>([
    ['a file that is not there', ['--file', 'nope.json', '--ask', questions], /nope\.json cannot be opened\. The file does not exist$/],
    [
      'a file that is no estate',
      ['--file', 'no-estate.json', '--ask', questions],
      /no-estate\.json cannot be opened\. The file is JSON but not /,
    ],
    [
      'broken questions',
      ['--file', estate, '--ask', 'broken.json'],
      /broken\.json cannot be opened\. Invalid JSON at line 1, column 10: expected a value/,
    ],
    ['questions that are not there', ['--file', estate, '--ask', 'nope.json'], /nope\.json cannot be opened\. The file does not exist$/],
    ['a question without a destination', ['--file', estate, '--ask', 'no-ask.json'], /no-ask\.json: entry 1: "to" is missing/],
    [
      'broken learned routes',
      [...asking, '--learned', 'no-learned.json'],
      /no-learned\.json: ".*hub": it is not the id of a virtual network gateway/,
    ],
    ['a subnet that is not there', ['routes', '--file', estate, '--subnet', 'hub/x'], /^No subnet is named hub\/x$/],
    ['no subnet', ['routes', '--file', estate], /^--subnet is missing/],
    ['no questions', ['--file', estate], /^--ask is missing/],
    ['the option of the other command', ['routes', ...asking], /^--ask belongs to the command reach/],
    ['the other option of the other command', [...asking, '--subnet', 'hub/a'], /^--subnet belongs to the command routes/],
    ['an unknown format', [...asking, '--format', 'sarif'], /^--format must be one of text, json, not "sarif"$/],
    ['an unknown option', [...asking, '--fast'], /^Unknown option '--fast'\. Use --help to list the options$/],
    ['two sources', [...asking, '--azure'], /^--azure and --file cannot be combined/],
    ['a server and files', [...asking, '--server', 'http://localhost:4280'], /^--server cannot be combined/],
    ['a server that is no URL', ['--ask', questions, '--server', 'localhost:4280'], /^--server must be the URL of a running Peerscape/],
    ['a server that does not run', ['--ask', questions, '--server', 'http://127.0.0.1:1'], /^http:\/\/127\.0\.0\.1:1 did not respond: /],
  ])('because of %s prints one sentence and exits with code 2', async (_what, argv, message) => {
    const { code, out, err } = await run(argv);
    expect([code, out]).toEqual([2, '']);
    expect(err.trimEnd()).toMatch(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  test('--help lists all options', async () => {
    const { code, out } = await run(['routes', '--help']);
    expect(code).toBe(0);
    for (const option of ['--file', '--azure', '--server', '--learned', '--ask', '--subnet', '--format']) expect(out).toContain(option);
  });
});

describe('a running server', () => {
  let server: TestServer | undefined;
  afterEach(() => server?.close());

  async function serve() {
    let serial = 0;
    const access = createAccessControl(createFakeClock(), () => `secret-${++serial}`);
    const started = await startTestServer({ access, reader: createFixedReader(createSingleVNetEstate()) });
    server = started;
    const readFrom = async (url: string) => {
      const { created, create } = createFake();
      const output = await run(['--server', url, '--ask', questions], create);
      return { ...output, vnets: [...(created.topology?.vnets.keys() ?? [])] };
    };
    return { ...started, access, readFrom };
  }

  test('that requires a sign-in is read with a link from its terminal, once, in a session that ends', async () => {
    const { url, access, readFrom, log } = await serve();
    const link = `${url}/#code=${access.mintCode()}`;
    expect(await readFrom(link)).toMatchObject({ code: 0, vnets: [HUB] });
    expect(log.filter((line) => line.includes('/api/session/close'))).toHaveLength(1);
    expect(await readFrom(link)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/rejected the sign-in link.*Press Enter in the terminal/),
    });
    expect(await readFrom(url)).toMatchObject({ code: 2, err: expect.stringMatching(/requires a sign-in\. Press Enter in the terminal/) });
  });

  test('that requires no sign-in is read by its URL', async () => {
    const started = await startTestServer({ reader: createFixedReader(createSingleVNetEstate()) });
    server = started;
    const { created, create } = createFake();
    expect(await run(['--server', `${started.url}/`, '--ask', questions], create)).toMatchObject({ code: 0, err: '' });
    expect([...(created.topology?.vnets.keys() ?? [])]).toEqual([HUB]);
  });

  test('that is no Peerscape, or has read nothing yet, is named in one sentence', async () => {
    const other = createServer((_req, res) => res.end('<html>')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { err } = await run(['--server', `http://127.0.0.1:${port}`, '--ask', questions]);
    other.close();
    expect(err).toBe(`http://127.0.0.1:${port} is not a Peerscape server: its reply is not JSON\n`);
    const started = await startTestServer({ start: false });
    server = started;
    expect((await run(['--server', started.url, '--ask', questions])).err).toMatch(
      /did not return its snapshot: Nothing has been read yet\. /,
    );
  });
});
