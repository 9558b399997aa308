import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadError, TopologyRows } from '@peerscape/shared/topology';
import { loadWorld, readWorld, visibleRows } from '@peerscape/shared/world';
import { afterAll, describe, expect, test } from 'vitest';
import { fingerprintOf } from '../src/check/baseline.ts';
import { runCheck } from '../src/check/run-check.ts';
import { systemClock } from '../src/clock.ts';
import type { ProgramOutput } from '../src/program/run-program.ts';

const directory = mkdtempSync(join(tmpdir(), 'peerscape-'));
afterAll(() => rmSync(directory, { recursive: true }));

const check = (...argv: readonly string[]): Promise<ProgramOutput> =>
  runCheck({ argv, environment: {}, directory, colours: false, clock: systemClock });

const read = (name: string): string => readFileSync(join(directory, name), 'utf8');

/** Writes JSON to a file. Returns its name. */
function write(name: string, json: unknown): string {
  writeFileSync(join(directory, name), JSON.stringify(json));
  return name;
}

function rowsOf(text: string): TopologyRows {
  const world = text === 'contoso' ? loadWorld(text) : readWorld(text);
  if (!world.ok) throw new Error(world.problem);
  return visibleRows(world.value);
}

const writeSnapshot = (name: string, rows: TopologyRows, unread: readonly ReadError[] = []): string =>
  write(name, { format: 1, revision: 1, readAt: '2026-01-01T00:00:00.000Z', source: { kind: 'azure', name: 'Azure' }, unread, rows });

const contoso = rowsOf('contoso');
const [hidden] = contoso.halves.filter(({ remoteId }) => remoteId.endsWith('/fabrikam-dmz'));

/** Contoso in full, and as a source that lacks resource types, peerings and subscriptions. */
const SOURCES: Readonly<Record<string, string>> = {
  'contoso.json': writeSnapshot('contoso.json', contoso),
  'partial.json': writeSnapshot(
    'partial.json',
    {
      ...contoso,
      vnets: contoso.vnets.map((vnet, i) => (i % 5 === 0 ? { ...vnet, halvesNotRead: true } : vnet)),
      firewalls: [],
      routeTables: [],
      missingKinds: ['firewalls', 'routeTables'],
      absentVNets: [{ id: hidden?.remoteId ?? '', reason: 'no-permission' }],
    },
    [{ scope: contoso.subscriptions[1]?.id ?? '', name: 'contoso-prod', code: 'AuthorizationFailed', message: 'No permission' }],
  ),
};

describe.each(Object.values(SOURCES))('an export of %s', (source) => {
  const reportOf = async (...argv: readonly string[]) => {
    const { code, out } = await check(...argv, '--format', 'json');
    const { read: about, ...report } = JSON.parse(out);
    return { code, report, about };
  };

  test('opens again with the same findings, coverage, read errors and time', async () => {
    const first = await reportOf('--file', source, '--export', 'again.json');
    const second = await reportOf('--file', 'again.json');
    expect(second).toEqual({ ...first, about: { ...first.about, source: { kind: 'file', name: 'again.json' } } });
    expect(first.report.findings.length).toBeGreaterThan(0);
  });

  test('opens again with the same findings when it is anonymised', async () => {
    const first = await reportOf('--file', source, '--export-anonymised', 'anonymous.json');
    const second = await reportOf('--file', 'anonymous.json');
    const codes = ({ report }: typeof first) =>
      [report.findings, report.unknown].map((list) => list.map(({ code }: { code: string }) => code).sort());
    expect(codes(second)).toEqual(codes(first));
    expect(second.code).toBe(first.code);
    const text = read('anonymous.json');
    const addresses = contoso.vnets.flatMap(({ addressSpace }) => addressSpace).map((prefix) => `"${prefix}"`);
    expect([...addresses, 'contoso', 'fabrikam', 'hub-weu'].filter((secret) => text.includes(secret))).toEqual([]);
  });
});

test('exports are named in the messages, and a file that cannot be written ends the check with 2', async () => {
  const { err } = await check('--file', 'contoso.json', '--export', 'a.json', '--export-anonymised', 'b.json');
  expect(err).toMatch(/^Export written to a\.json\nExport written to b\.json\nFailed: /);
  expect(await check('--file', 'contoso.json', '--export', 'missing/a.json')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Cannot write the export'),
  });
});

describe('a baseline', () => {
  const BROKEN = 'vnet hub 10.0.0.0/16\nvnet app 10.1.0.0/16\nhub -> app Initiated';
  writeSnapshot('old.json', rowsOf(BROKEN));
  writeSnapshot('new.json', rowsOf(`${BROKEN}\nvnet web 10.2.0.0/16\nweb -> hub Initiated`));

  test.each(['json', 'sarif'])('from a report as %s: only findings that are not in it fail', async (format) => {
    await check('--file', 'old.json', '--format', format, '--output', `baseline.${format}`);
    const known = await check('--file', 'old.json', '--baseline', `baseline.${format}`);
    expect(known).toMatchObject({
      code: 0,
      err: `Passed: no new findings of severity warning or higher (1 known from baseline.${format})\n`,
    });
    expect(known.out).toContain(`Known from baseline.${format} (1)\n\n  VNP101 app → hub`);
    const { code, err, out } = await check('--file', 'new.json', '--baseline', `baseline.${format}`);
    expect([code, err]).toEqual([1, `Failed: 1 new finding of severity warning or higher (1 known from baseline.${format})\n`]);
    expect(out).toMatch(/^Errors \(1\)\n\n {2}VNP101 hub → web/);
  });

  test('does not include what was only inconclusive in it', async () => {
    const { findings } = JSON.parse((await check('--file', 'old.json', '--format', 'json')).out);
    const result = (kind: string) => ({ kind, fingerprints: { 'peerscapeFinding/v1': fingerprintOf(findings[0].id) } });
    write('failed.sarif', { runs: [{ results: [result('fail')] }] });
    write('open.sarif', { runs: [{ results: [result('open')] }] });
    expect((await check('--file', 'old.json', '--baseline', 'failed.sarif')).code).toBe(0);
    expect((await check('--file', 'old.json', '--baseline', 'open.sarif')).code).toBe(1);
  });

  test('from a mute file: what an active mute covers is known', async () => {
    const mute = { id: '1', what: 'x', reason: 'Planned', since: '2026-01-01T00:00:00.000Z', until: null };
    write('mutes.json', { name: 'mutes', version: 3, value: [{ ...mute, scope: { kind: 'code', code: 'VNP101' } }] });
    expect((await check('--file', 'new.json', '--baseline', 'mutes.json')).code).toBe(0);
    write('expired.json', [{ ...mute, until: '2026-01-02T00:00:00.000Z', scope: { kind: 'code', code: 'VNP101' } }]);
    expect((await check('--file', 'new.json', '--baseline', 'expired.json')).code).toBe(1);
  });

  test('marks findings in the reports for programs', async () => {
    const json = JSON.parse((await check('--file', 'new.json', '--baseline', 'baseline.json', '--format', 'json')).out);
    expect(json.findings.map(({ where, known }: { where: string; known: boolean }) => [where, known])).toEqual([
      ['app → hub', true],
      ['hub → web', false],
    ]);
    expect(json.baseline).toEqual({ name: 'baseline.json', known: 1 });
    const sarif = JSON.parse((await check('--file', 'new.json', '--baseline', 'baseline.json', '--format', 'sarif')).out);
    expect(sarif.runs[0].results.map(({ baselineState }: { baselineState: string }) => baselineState)).toEqual(['unchanged', 'new']);
  });

  test('does not hide that something could not be read', async () => {
    await check('--file', 'partial.json', '--format', 'json', '--output', 'all.json');
    expect((await check('--file', 'partial.json', '--baseline', 'all.json')).code).toBe(2);
  });

  test.each([
    ['nothing.json', undefined, 'Cannot read the baseline'],
    ['text.json', 'no', 'is not a baseline'],
    ['invalid-mutes.json', [{ reason: '' }], 'is not a baseline'],
  ])('that cannot be used ends the check with 2: %s', async (name, json, message) => {
    if (json !== undefined) write(name, json);
    expect(await check('--file', 'old.json', '--baseline', name)).toMatchObject({ code: 2, err: expect.stringContaining(message) });
  });
});

describe('a comparison with an earlier file', () => {
  writeSnapshot('monday.json', rowsOf('vnet hub 10.0.0.0/16\nvnet app 10.1.0.0/16\nhub <-> app'));
  writeSnapshot('friday.json', rowsOf('vnet hub 10.0.0.0/16 10.9.0.0/16\nvnet web 10.2.0.0/16\nhub <-> web'));

  test('lists what was added, removed and changed, and does not change the exit code', async () => {
    const { code, out } = await check('--file', 'friday.json', '--against', 'monday.json');
    expect(code).toBe(0);
    expect(out).toContain('Changes since monday.json, as of 2026-01-01T00:00:00.000Z (7)');
    for (const line of ['+ VNet web', '- VNet app', '~ VNet hub', '| Address space: + 10.9.0.0/16', '+ half hub → web', '- half app → hub'])
      expect(out).toContain(line);
  });

  test('is part of the JSON report', async () => {
    const { changes } = JSON.parse((await check('--file', 'friday.json', '--against', 'monday.json', '--format', 'json')).out);
    expect(changes).toMatchObject({ name: 'monday.json', readAt: '2026-01-01T00:00:00.000Z' });
    expect(changes.entries).toContainEqual(expect.objectContaining({ subject: 'vnet', change: 'removed', name: 'app' }));
  });

  test('says that nothing changed', async () => {
    const { out } = await check('--file', 'monday.json', '--against', 'monday.json');
    expect(out).toContain('Changes since monday.json, as of 2026-01-01T00:00:00.000Z: none\n');
  });

  test('with a file that cannot be opened ends the check with 2', async () => {
    expect(await check('--file', 'monday.json', '--against', 'lost.json')).toMatchObject({
      code: 2,
      err: expect.stringContaining('lost.json'),
    });
  });
});
