import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CATALOGUE } from '@peerscape/shared/health';
import type { ReadError } from '@peerscape/shared/topology';
import { loadWorld, readWorld, visibleRows } from '@peerscape/shared/world';
import { describe, expect, test } from 'vitest';
import { runCheck } from '../src/check/run-check.ts';
import type { ProgramOutput } from '../src/program/run-program.ts';
import { createFastClock } from './fake-clock.ts';

const MAIN = fileURLToPath(new URL('../src/check-main.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');
const directory = mkdtempSync(join(tmpdir(), 'peerscape-'));
cpSync(fileURLToPath(new URL('../../e2e/estates/az-network-vnet-list.json', import.meta.url)), join(directory, 'az.json'));

const check = (argv: readonly string[], environment: Record<string, string> = {}): Promise<ProgramOutput> =>
  runCheck({ argv, environment, directory, colours: false, clock: createFastClock() });

/** Runs the check in a process of its own. */
function run(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const env = { PATH: process.env.PATH, HOME: directory, ...environment };
  const child = spawn(process.execPath, ['--import', TSX, MAIN, ...args], { cwd: directory, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    err += String(chunk);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

/** Writes a fixture as a Peerscape export. Returns the file name. */
function writeExport(name: string, text: string | undefined, unread: readonly ReadError[] = []): string {
  const world = text === undefined ? loadWorld(name) : readWorld(text);
  if (!world.ok) throw new Error(world.problem);
  const rows = visibleRows(world.value);
  const snapshot = { format: 1, revision: 7, readAt: '2026-01-01T00:00:00.000Z', source: { kind: 'sandbox', name }, unread, rows };
  writeFileSync(join(directory, `${name}.json`), JSON.stringify(snapshot, null, 2));
  return `${name}.json`;
}

const contoso = writeExport('contoso', undefined);
const clean = writeExport('clean', '# w\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na <-> b');
const partial = writeExport('partial', '# w\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na <-> b', [
  { scope: '/subscriptions/s9', name: 'Finance', code: 'AuthorizationFailed', message: 'No permission to read' },
]);

const servers = writeExport(
  'servers',
  '# w\nvnet hub 10.0.0.0/16 route-server nva=10.0.2.4,10.0.2.5\nbgp-peer one hub 10.0.2.4 asn=65001\nbgp-peer two hub 10.0.2.5 asn=65001',
);

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly fingerprints: Readonly<Record<string, string>>;
  readonly locations: readonly {
    readonly physicalLocation?: { readonly artifactLocation: { readonly uri: string }; readonly region: { readonly startLine: number } };
    readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
  }[];
}

describe('a check of an az export', () => {
  test('as text fails on the missing half, describes the fix, and ends with the counts', async () => {
    const { code, out, err } = await check(['--file', 'az.json']);
    expect(code).toBe(1);
    expect(out).toMatch(/^Errors \(1\)\n\n {2}VNP101 partner → hub: /);
    expect(out).toContain('ask the owner to do this: Create the half partner → hub');
    expect(out).toMatch(/\naz\.json, 2 virtual networks, as of \S+: 1 error, 0 warnings, 0 notes, \d+ inconclusive\n$/);
    expect(err).toBe('Failed: 1 finding of severity warning or higher\n');
    expect(out).not.toContain('\u001b');
  });

  test('as JSON contains findings, inconclusive rules and the source, and nothing else is printed to stdout', async () => {
    const { code, out } = await check(['--file', 'az.json', '--format', 'json']);
    const document = JSON.parse(out);
    expect(code).toBe(1);
    expect(Object.keys(document)).toEqual(['findings', 'unknown', 'read', 'messages']);
    expect(document.findings[0]).toMatchObject({ code: 'VNP101', severity: 'error', title: expect.any(String), text: expect.any(String) });
    expect(document.findings[0].about).toEqual([expect.stringMatching(/^\/subscriptions\/.+\/virtualNetworks\/partner$/)]);
    expect(document.read).toMatchObject({ source: { kind: 'file', name: 'az.json' }, virtualNetworks: 2, unread: [] });
  });

  test('as SARIF contains every rule with its page, and results with resource ids and lines', async () => {
    const { code, out } = await check(['--file', 'az.json', '--format', 'sarif']);
    const { version, runs } = JSON.parse(out);
    const { rules } = runs[0].tool.driver;
    expect([code, version]).toEqual([1, '2.1.0']);
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(CATALOGUE.map((rule) => rule.code));
    for (const rule of rules) expect(rule.help.markdown).toContain('## How to fix it');
    const [missing] = runs[0].results as SarifResult[];
    expect(missing).toMatchObject({ ruleId: 'VNP101', kind: 'fail', level: 'error' });
    const [location] = missing?.locations ?? [];
    expect(location?.logicalLocations[0]?.fullyQualifiedName).toMatch(/\/virtualNetworks\/partner$/);
    expect(location?.physicalLocation?.artifactLocation.uri).toBe('az.json');
    const line = readFileSync(join(directory, 'az.json'), 'utf8').split('\n')[(location?.physicalLocation?.region.startLine ?? 0) - 1];
    expect(line).toContain('/virtualNetworks/partner"');
  });
});

describe('a check of a Peerscape export', () => {
  test.each(['text', 'json', 'sarif'])('fails on contoso as %s with the same verdict in each format', async (format) => {
    const { code, out, err } = await check(['--file', contoso, '--format', format]);
    expect(code).toBe(1);
    expect(out).toContain('VNP101');
    expect(err).toMatch(/Failed: \d+ findings of severity warning or higher\n$/);
  });

  test('gives each SARIF result a unique, stable fingerprint, and inconclusive rules the level none', async () => {
    const results = async () => JSON.parse((await check(['--file', contoso, '--format', 'sarif'])).out).runs[0].results as SarifResult[];
    const [first, second] = await Promise.all([results(), results()]);
    const fingerprints = first.map((result) => Object.values(result.fingerprints).join());
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
    expect(second).toEqual(first);
    const open = first.filter(({ kind }) => kind === 'open');
    expect(open.length).toBeGreaterThan(0);
    expect(new Set(open.map(({ level }) => level))).toEqual(new Set(['none']));
    for (const { ruleId, ruleIndex } of first) expect(CATALOGUE[ruleIndex]?.code).toBe(ruleId);
  });

  test('passes without findings', async () => {
    expect(await check(['--file', clean, '--fail-on', 'info'])).toMatchObject({
      code: 0,
      err: 'Passed: no findings of severity info or higher\n',
    });
  });

  test('uses the routes that a Route Server has learned', async () => {
    const [one, two] = ['one', 'two'].map(
      (name) =>
        JSON.parse(readFileSync(join(directory, servers), 'utf8')).rows.routeServerPeers.find(({ id }: { id: string }) =>
          id.endsWith(`/${name}`),
        ).id,
    );
    const learn = (path: string) => [{ network: '172.20.0.0/16', nextHop: '', sourcePeer: '', origin: 'EBgp', asPath: path }];
    const learned = { [one]: { RouteServiceRole_IN_0: learn('65001') }, [two]: { RouteServiceRole_IN_0: learn('65001-65001') } };
    writeFileSync(join(directory, 'learned.json'), JSON.stringify(learned));
    expect((await check(['--file', servers])).out).toContain('VNP409');
    expect((await check(['--file', servers, '--learned', 'learned.json'])).out).not.toContain('VNP409');
  });

  test('merges several files into one estate', async () => {
    const { out } = await check(['--file', clean, '--file', 'az.json', '--format', 'json']);
    expect(JSON.parse(out).read.virtualNetworks).toBe(4);
  });

  test('writes the report to a file and prints its name', async () => {
    const { code, out } = await check(['--file', contoso, '--format', 'json', '--output', 'report.json', '--fail-on', 'none']);
    expect(code).toBe(0);
    expect(out).toMatch(/^contoso\.json, 45 virtual networks.*\nReport written to report\.json\n$/);
    expect(JSON.parse(readFileSync(join(directory, 'report.json'), 'utf8')).findings.length).toBeGreaterThan(0);
  });
});

describe('a check that is not possible or not complete', () => {
  test('reports what could not be read, and passes only if that is accepted', async () => {
    const strict = await check(['--file', partial]);
    expect(strict.code).toBe(2);
    expect(strict.out).toContain('Finance (/subscriptions/s9)');
    expect(strict.out).toContain('AuthorizationFailed: No permission to read');
    expect(strict.err).toContain('Incomplete: no findings');
    expect((await check(['--file', partial, '--accept-unread'])).code).toBe(0);
  });

  const nowhere = { PEERSCAPE_ARM_ENDPOINT: 'https://127.0.0.1:1', PEERSCAPE_ARM_TOKEN: 'canary-token' };
  test.each<readonly [string, readonly string[], Record<string, string>, RegExp]>([
    ['a missing file', ['--file', 'nope.json'], {}, /nope\.json cannot be opened\. The file does not exist/],
    ['a file without virtual networks', ['--file', 'empty.json'], {}, /no virtual networks were read/],
    ['an unknown argument', ['--colour'], {}, /Unknown option '--colour'\. Use --help/],
    ['an unreachable Azure', [], { ...nowhere, PEERSCAPE_SOURCE: 'azure' }, /127\.0\.0\.1/],
    ['a report file that cannot be written', ['--file', clean, '--output', 'no/such/place.json'], {}, /Cannot write the report/],
  ])('%s: prints a message and exits with code 2', async (_name, args, environment, message) => {
    writeFileSync(join(directory, 'empty.json'), '[]');
    const { code, out, err } = await check(args, environment);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(out + err).not.toMatch(/^\s+at |node:internal|canary-token/m);
  });
});

test('--help lists all options and exits with code 0', async () => {
  const { code, out } = await check(['--help']);
  expect(code).toBe(0);
  for (const option of ['--file', '--azure', '--format', '--fail-on', '--accept-unread', '--output']) expect(out).toContain(option);
});

describe('the program', () => {
  test('prints the report, exits with the code, and resolves paths from where npm was called', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'peerscape-'));
    cpSync(join(directory, 'az.json'), join(elsewhere, 'here.json'));
    const { code, out, err } = await run(['--file', 'here.json', '--format', 'sarif'], {
      npm_lifecycle_event: 'check',
      INIT_CWD: elsewhere,
    });
    const { findings, unknown } = JSON.parse((await check(['--file', 'az.json', '--format', 'json'])).out);
    expect([code, JSON.parse(out).runs[0].results.length]).toEqual([1, findings.length + unknown.length]);
    expect(err).toMatch(/^here\.json, 2 virtual networks.*\nFailed: 1 finding of severity warning or higher\n$/);
  });

  test('exits with code 0, and prints only the verdict to stderr', async () => {
    expect(await run(['--file', clean])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^clean\.json/),
      err: 'Passed: no findings of severity warning or higher\n',
    });
  });

  test('prints why the check is not possible, and exits with code 2', async () => {
    expect(await run(['--file', 'nope.json'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('The file does not exist') });
  });
});
