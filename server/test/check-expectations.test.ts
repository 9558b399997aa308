import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CATALOGUE } from '@peerscape/shared/health';
import { loadWorld, visibleRows } from '@peerscape/shared/world';
import { describe, expect, test } from 'vitest';
import { runCheck } from '../src/check/run-check.ts';
import type { ProgramOutput } from '../src/program/run-program.ts';
import { createFakeClock } from './fake-clock.ts';

const directory = mkdtempSync(join(tmpdir(), 'peerscape-'));
const lab = (file: string): string => fileURLToPath(new URL(`labs/${file}`, import.meta.url));
const [SPOKES, UDR, HUB] = [lab('1-two-spokes.jsonl'), lab('2-udr-to-a-load-balancer.jsonl'), lab('3-hub-with-nva-and-gateway.jsonl')];
const LEARNED = lab('3-hub-with-nva-and-gateway.learned.json');

const write = (name: string, text: string): string => {
  writeFileSync(join(directory, name), text);
  return name;
};
const apart = write(
  'apart.yaml',
  `- from: az-spk1/subnet1
  to: 10.0.2.4
  protocol: tcp
  port: 80
  must: not-reach
  because: spokes [must] stay apart
- { from: az-spk1/subnet1, to: 10.0.0.4, must: reach }
`,
);
const toBranch = write('branch.yaml', '- { from: spoke1/MainSubnet, to: 10.10.0.5, protocol: icmp, must: reach }\n');

const check = (...argv: readonly string[]): Promise<ProgramOutput> =>
  runCheck({ argv, environment: {}, directory, colours: false, clock: createFakeClock() });

describe('a check of expectations', () => {
  test('passes if all are met', async () => {
    const { code, out, err } = await check('--file', SPOKES, '--expect', apart);
    expect([code, err]).toEqual([0, 'Passed: 2 of 2 expectations are met\n']);
    expect(out).toContain(`Expectations that hold (2)

  line 1 az-spk1/subnet1 must not reach 10.0.2.4 (tcp/80)
         | unreachable: `);
    expect(out).toContain('         > spokes [must] stay apart\n');
  });

  test('fails if one is broken', async () => {
    const { code, out, err } = await check('--file', SPOKES, '--file', UDR, '--expect', apart);
    expect([code, err]).toEqual([1, 'Failed: 1 of 2 expectations is broken\n']);
    expect(out).toContain(`Broken expectations (1)

  line 1 az-spk1/subnet1 must not reach 10.0.2.4 (tcp/80)
         | reachable
         > spokes [must] stay apart
`);
  });

  test('is incomplete if one is inconclusive, and takes learned routes into account', async () => {
    expect(await check('--file', HUB, '--expect', toBranch)).toMatchObject({
      code: 2,
      out: expect.stringMatching(/Inconclusive expectations \(1\)\n\n {2}line 1 .*\n +\| unknown: .*hub1-vpngw/),
      err: 'Incomplete: 1 of 1 expectation is inconclusive\n',
    });
    expect(await check('--file', HUB, '--learned', LEARNED, '--expect', toBranch)).toMatchObject({ code: 0 });
  });

  test('as JSON lists each with its line, result and reason', async () => {
    const { code, out } = await check('--file', SPOKES, '--file', UDR, '--expect', apart, '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out).expectations).toEqual([
      {
        from: 'az-spk1/subnet1',
        to: '10.0.2.4',
        protocol: 'tcp',
        port: 80,
        must: 'not-reach',
        because: 'spokes [must] stay apart',
        line: 1,
        result: 'broken',
        verdict: 'reachable',
        reason: 'reachable',
      },
      expect.objectContaining({ from: 'az-spk1/subnet1', must: 'reach', line: 7, result: 'holds' }),
    ]);
  });

  test('as SARIF has a result for each, at its line, of a rule of their own', async () => {
    const { out } = await check('--file', SPOKES, '--file', UDR, '--expect', apart, '--format', 'sarif');
    const [run] = JSON.parse(out).runs;
    const results = run.results.filter(({ ruleId }: { ruleId: string }) => ruleId === 'expectation');
    expect(run.tool.driver.rules[CATALOGUE.length].id).toBe('expectation');
    expect(results).toMatchObject([
      {
        ruleIndex: CATALOGUE.length,
        kind: 'fail',
        level: 'error',
        message: { text: 'az-spk1/subnet1 must not reach 10.0.2.4 (tcp/80): reachable\n\nspokes \\[must\\] stay apart' },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'apart.yaml' }, region: { startLine: 1 } } }],
        fingerprints: { 'peerscapeExpectation/v1': expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
      { kind: 'pass', level: 'none', locations: [{ physicalLocation: { region: { startLine: 7 } } }] },
    ]);
  });

  test('counts findings only with --fail-on', async () => {
    const world = loadWorld('contoso');
    if (!world.ok) throw new Error(world.problem);
    const source = { kind: 'sandbox', name: 'contoso' };
    const snapshot = { format: 1, revision: 1, readAt: '2026-01-01T00:00:00.000Z', source, unread: [], rows: visibleRows(world.value) };
    const contoso = ['--file', write('contoso.json', JSON.stringify(snapshot)), '--expect', write('none.yaml', '[]')];
    expect(await check(...contoso)).toMatchObject({ code: 0, out: expect.stringContaining('VNP101') });
    expect(await check(...contoso, '--fail-on', 'warning')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Failed: \d+ findings of severity warning or higher\. Passed: 0 of 0 expectations are met\n$/),
    });
  });

  test.each<readonly [string, readonly string[], RegExp]>([
    ['a file that is not there', ['--expect', 'nope.yaml'], /nope\.yaml cannot be opened\. The file does not exist\n$/],
    ['a file with other content', ['--expect', write('other.yaml', 'hello: world')], /other\.yaml: a list of expectations is required/],
    ['an entry that is not right', ['--expect', write('entry.yaml', '- from: a\n')], /entry\.yaml: line 1: "to" is missing/],
    ['no file name', ['--expect', ''], /^--expect requires a file name\n$/],
    ['learned routes that are not there', ['--learned', 'nope.json'], /nope\.json cannot be opened/],
  ])('with %s ends with one sentence and exit code 2', async (_what, argv, message) => {
    const { code, out, err } = await check('--file', SPOKES, ...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});
