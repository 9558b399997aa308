import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBicepStrings, parseHclStrings, parsePowerShell } from '../testing/script-parsers.ts';
import { argumentsOf, azCommand } from './az.ts';
import { formatBicep } from './bicep.ts';
import { azList, azString, hclString, pythonList } from './quote.ts';
import { formatBash, formatPowerShell } from './scripts.ts';
import type { HandOffStep, VNetReference } from './steps.ts';
import { formatTerraform } from './terraform.ts';

/** Characters and texts that break out of quotes in some language. */
const SPECIAL_TEXTS = [
  "'",
  '"',
  '`',
  '$',
  '${',
  '$${',
  '%{',
  '%%{',
  '$(echo out)',
  '`echo out`',
  '\\',
  "\\'",
  '\n',
  '\r\n',
  '\r',
  '\t',
  '\u001b[31m',
  '\u0085',
  '\u2028',
  '\u2018',
  '\u2019',
  '\u201a',
  '\u201b',
  '\u201c',
  '--',
  '-n',
  '--name=x',
  ' ',
  '#',
  '//',
  '/*',
  '*/',
  ';',
  '&&',
  '|',
  '>',
  '!',
  '~',
  '*',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '@',
  '@{',
  'null',
  '??',
  '\u202e',
  '😀',
  'ß',
  '$x',
  '%PATH%',
  'EOF',
  '<<EOF',
];

const hostile = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...SPECIAL_TEXTS) }, fc.string({ unit: 'binary', maxLength: 3 })), {
    maxLength: 6,
  })
  .map((texts) => texts.join('').replaceAll('\0', '0'));

const vnetReference: fc.Arbitrary<VNetReference> = fc.record({
  id: hostile,
  name: hostile,
  resourceGroup: hostile,
  subscriptionId: hostile,
  subscription: hostile,
  addressSpace: fc.array(hostile, { maxLength: 2 }),
});

const step: fc.Arbitrary<HandOffStep> = fc
  .record({
    action: fc.constantFrom('create', 'update', 'sync', 'delete'),
    local: vnetReference,
    remote: vnetReference,
    name: fc.option(hostile, { nil: undefined }),
    requested: fc.record({ allowAccess: fc.boolean(), localSubnets: fc.array(hostile, { maxLength: 3 }) }, { requiredKeys: [] }),
  })
  .map((one) => ({ ...one, flags: { allowForwarded: true, ...one.requested } }));

/** A fixed sample of steps, so that a failure shows its position. */
const SAMPLE = fc.sample(step, { numRuns: 300, seed: 7 });
const expectedArguments = (one: HandOffStep): readonly string[] => argumentsOf(azCommand(one));

/** Returns the arguments that a shell passes to az, with no other program available. */
function runInShell(shell: string, scripts: readonly string[]): string[][] {
  const prelude = `az() { printf '%s\\0' "$#" "$@"; }\n`;
  const { stdout, stderr, status } = spawnSync(shell, ['-s'], {
    input: prelude + scripts.join('\n'),
    env: { PATH: '/nowhere', LC_ALL: 'C.UTF-8' },
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  });
  expect([stderr, status]).toEqual(['', 0]);
  const values = stdout.split('\0').slice(0, -1);
  const commands: string[][] = [];
  while (values.length > 0) commands.push(values.splice(0, Number(values.shift())));
  return commands;
}

const pathOf = (program: string): string => spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout?.trim() ?? '';
const isInstalled = (program: string): boolean => pathOf(program) !== '';

describe('names with any characters', () => {
  it.each(['bash', 'dash', 'sh'].filter(isInstalled))('reach az through %s byte for byte', (shell) => {
    expect(
      runInShell(
        pathOf(shell),
        SAMPLE.map((one) => formatBash([one])),
      ),
    ).toEqual(SAMPLE.map(expectedArguments));
    expect(runInShell(pathOf(shell), [formatBash(SAMPLE)])).toEqual(SAMPLE.map(expectedArguments));
  });

  it('reach az through PowerShell', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 3 }), (steps) => {
        expect(parsePowerShell(formatPowerShell(steps))).toEqual(steps.map(expectedArguments));
      }),
    );
  });

  it('stay strings in Bicep', () => {
    fc.assert(
      fc.property(step, (one) => {
        const strings = parseBicepStrings(formatBicep([one]));
        const lists = one.requested.localSubnets ?? [];
        const isExpressible = one.action === 'create' || one.action === 'update';
        const [type, vnet, halfType, name, far, ...more] = strings;
        expect([vnet, name, far, more]).toEqual(
          isExpressible ? [one.local.name, one.name ?? '<name of the half>', one.remote.id, lists] : [undefined, undefined, undefined, []],
        );
        expect([type, halfType].every((text) => text?.startsWith('Microsoft.Network/') ?? !isExpressible)).toBe(true);
      }),
    );
  });

  it('stay strings in HCL', () => {
    fc.assert(
      fc.property(step, (one) => {
        const strings = new Set(parseHclStrings(formatTerraform([one])));
        const expected = [one.local.name, one.local.resourceGroup, one.remote.id, ...(one.requested.localSubnets ?? [])];
        expect(expected.filter((text) => one.action !== 'delete' && !strings.has(text))).toEqual([]);
      }),
    );
  });

  it.skipIf(!isInstalled('terraform'))('are read by Terraform as intended, and the text is formatted as by terraform fmt', () => {
    const directory = mkdtempSync(join(tmpdir(), 'peerscape-'));
    const texts = fc.sample(hostile, { numRuns: 500, seed: 11 });
    writeFileSync(join(directory, 'main.tf'), `locals {\n  texts = [${texts.map(hclString).join(', ')}]\n}\n`);
    const options = { cwd: directory, encoding: 'utf8', maxBuffer: 50_000_000 } as const;
    const output = spawnSync('terraform', ['console'], { ...options, input: 'base64encode(jsonencode(local.texts))\n' }).stdout;
    const lines = output.trim().split('\n');
    // Terraform normalizes strings to NFC.
    expect(JSON.parse(Buffer.from(lines[lines.length - 1] ?? '', 'base64').toString())).toEqual(texts.map((text) => text.normalize('NFC')));
    const whole = SAMPLE.slice(0, 100)
      .map((one) => formatTerraform([one]))
      .join('\n');
    expect(spawnSync('terraform', ['fmt', '-'], { ...options, input: whole }).stdout).toBe(whole);
  });

  it('stay single strings in the shorthand syntax of az', () => {
    expect(azList(["it's", 'a,b', "]'"])).toBe("['it'/s','a,b',']'/']");
    expect(['null', '??', '@file', "'x", 'plain', 'nullable', 'a@b', "it's"].map(azString)).toEqual([
      "'null'",
      "'??'",
      "'@file'",
      "''/x'",
      'plain',
      'nullable',
      'a@b',
      "it's",
    ]);
  });

  it.skipIf(!isInstalled('python3'))('are read by Python as intended', () => {
    const texts = fc.sample(hostile, { numRuns: 300, seed: 5 });
    const program = 'import ast, json, sys; print(json.dumps(ast.literal_eval(sys.stdin.read())))';
    const { stdout } = spawnSync('python3', ['-c', program], {
      input: pythonList(texts),
      encoding: 'utf8',
      env: { PATH: process.env.PATH, PYTHONUTF8: '1' },
    });
    expect(JSON.parse(stdout)).toEqual(texts);
  });
});
