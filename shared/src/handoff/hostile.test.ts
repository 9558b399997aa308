import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBicepStrings, readHclStrings, readPowershell } from '../testing/script-readers.ts';
import { argumentsOf, azCommand } from './az.ts';
import { formatBicep } from './bicep.ts';
import { azList, azString, hclString, pythonList } from './quote.ts';
import { formatBash, formatPowerShell } from './scripts.ts';
import type { HandOffStep, VNetReference } from './steps.ts';
import { formatTerraform } from './terraform.ts';

/** What has broken out of quotes somewhere, once. */
const SPICE = [
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
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...SPICE) }, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 6 })
  .map((parts) => parts.join('').replaceAll('\0', '0'));

const place: fc.Arbitrary<VNetReference> = fc.record({
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
    local: place,
    remote: place,
    name: fc.option(hostile, { nil: undefined }),
    requested: fc.record({ allowAccess: fc.boolean(), localSubnets: fc.array(hostile, { maxLength: 3 }) }, { requiredKeys: [] }),
  })
  .map((one) => ({ ...one, flags: { allowForwarded: true, ...one.requested } }));

/** Steps one by one, so that what comes out of order shows where. */
const SAMPLE = fc.sample(step, { numRuns: 300, seed: 7 });
const wanted = (one: HandOffStep): readonly string[] => argumentsOf(azCommand(one));

/** What a shell hands to az, with nothing else within reach. */
function handedOver(shell: string, scripts: readonly string[]): string[][] {
  const prelude = `az() { printf '%s\\0' "$#" "$@"; }\n`;
  const { stdout, stderr, status } = spawnSync(shell, ['-s'], {
    input: prelude + scripts.join('\n'),
    env: { PATH: '/nowhere', LC_ALL: 'C.UTF-8' },
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  });
  expect([stderr, status]).toEqual(['', 0]);
  const words = stdout.split('\0').slice(0, -1);
  const commands: string[][] = [];
  while (words.length > 0) commands.push(words.splice(0, Number(words.shift())));
  return commands;
}

const pathOf = (program: string): string => spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout?.trim() ?? '';
const isThere = (program: string): boolean => pathOf(program) !== '';

describe('names of any content', () => {
  it.each(['bash', 'dash', 'sh'].filter(isThere))('reach az through %s byte for byte', (shell) => {
    expect(
      handedOver(
        pathOf(shell),
        SAMPLE.map((one) => formatBash([one])),
      ),
    ).toEqual(SAMPLE.map(wanted));
    expect(handedOver(pathOf(shell), [formatBash(SAMPLE)])).toEqual(SAMPLE.map(wanted));
  });

  it('reach az through PowerShell', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 3 }), (steps) => {
        expect(readPowershell(formatPowerShell(steps))).toEqual(steps.map(wanted));
      }),
    );
  });

  it('stay strings in Bicep', () => {
    fc.assert(
      fc.property(step, (one) => {
        const strings = readBicepStrings(formatBicep([one]));
        const lists = one.requested.localSubnets ?? [];
        const isSaid = one.action === 'create' || one.action === 'update';
        const [type, vnet, halfType, name, far, ...more] = strings;
        expect([vnet, name, far, more]).toEqual(
          isSaid ? [one.local.name, one.name ?? '<name of the half>', one.remote.id, lists] : [undefined, undefined, undefined, []],
        );
        expect([type, halfType].every((text) => text?.startsWith('Microsoft.Network/') ?? !isSaid)).toBe(true);
      }),
    );
  });

  it('stay strings in HCL', () => {
    fc.assert(
      fc.property(step, (one) => {
        const strings = new Set(readHclStrings(formatTerraform([one])));
        const said = [one.local.name, one.local.resourceGroup, one.remote.id, ...(one.requested.localSubnets ?? [])];
        expect(said.filter((text) => one.action !== 'delete' && !strings.has(text))).toEqual([]);
      }),
    );
  });

  it.skipIf(!isThere('terraform'))('are to Terraform itself what they are to us, and the text is in the form it likes', () => {
    const directory = mkdtempSync(join(tmpdir(), 'peerscape-'));
    const texts = fc.sample(hostile, { numRuns: 500, seed: 11 });
    writeFileSync(join(directory, 'main.tf'), `locals {\n  texts = [${texts.map(hclString).join(', ')}]\n}\n`);
    const options = { cwd: directory, encoding: 'utf8', maxBuffer: 50_000_000 } as const;
    const told = spawnSync('terraform', ['console'], { ...options, input: 'base64encode(jsonencode(local.texts))\n' }).stdout;
    const lines = told.trim().split('\n');
    // Terraform keeps strings in Unicode's composed form.
    expect(JSON.parse(Buffer.from(lines[lines.length - 1] ?? '', 'base64').toString())).toEqual(texts.map((text) => text.normalize('NFC')));
    const whole = SAMPLE.slice(0, 100)
      .map((one) => formatTerraform([one]))
      .join('\n');
    expect(spawnSync('terraform', ['fmt', '-'], { ...options, input: whole }).stdout).toBe(whole);
  });

  it('stay single strings in what az makes of its arguments', () => {
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

  it.skipIf(!isThere('python3'))('are to Python itself what they are to us', () => {
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
