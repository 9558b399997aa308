import { readdirSync, readFileSync } from 'node:fs';
import { DISPOSITIONS, type StepKind, type Verdict } from '@peerscape/shared/reach';
import { expect, test } from 'vitest';
import { HELP } from '../src/reach/arguments.ts';

const page = readFileSync(new URL('../../docs/reach.md', import.meta.url), 'utf8');

/** Returns the rows of the table that begins with a column of that name, as cells without backquotes. */
function tableOf(column: string): readonly (readonly string[])[] {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${column} |`));
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return lines.slice(start + 2, start + length).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')),
  );
}

test('the page lists all blockers with their outcome, verdict and condition', () => {
  expect(tableOf('code')).toEqual(
    Object.entries(DISPOSITIONS).map(([code, { outcome, verdict, condition }]) => [code, outcome, verdict, condition]),
  );
});

const VERDICTS: Readonly<Record<Verdict, true>> = {
  reachable: true,
  'one-way': true,
  asymmetric: true,
  blocked: true,
  unreachable: true,
  ambiguous: true,
  unknown: true,
};
const STEP_KINDS: Readonly<Record<StepKind, true>> = {
  route: true,
  peering: true,
  'connected-group': true,
  appliance: true,
  gateway: true,
  connection: true,
  'private-endpoint': true,
  nsg: true,
  'admin-rule': true,
  deliver: true,
};

test('the page lists all verdicts and kinds of steps', () => {
  expect(tableOf('verdict').map(([verdict]) => verdict)).toEqual(Object.keys(VERDICTS));
  expect(tableOf('kind').map(([kind]) => kind)).toEqual(Object.keys(STEP_KINDS));
});

test('the page and the help list the same options', () => {
  const options = (text: string): readonly string[] => [...new Set(text.match(/--(?!silent|first)[a-z]+/g))].sort();
  const documented = tableOf('option').map(([option = '']) => option.split(' ')[0]);
  expect([...documented].sort()).toEqual(options(HELP));
});

const ENGINE = new URL('../../shared/src/reach/', import.meta.url);
const engineTests = (readdirSync(ENGINE, { recursive: true }) as string[])
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(new URL(file.replaceAll('\\', '/'), ENGINE), 'utf8'))
  .join('\n');

test('each fact of the page is named by a test of the engine', () => {
  const named = new Set(
    [...engineTests.matchAll(/\(((?:R\d+|N\d|1\.0\.\d)(?:, (?:R\d+|N\d|1\.0\.\d))*)\)/g)].flatMap(([, list = '']) => list.split(', ')),
  );
  const facts = tableOf('fact').map(([fact = '']) => fact);
  expect(facts.filter((fact) => !named.has(fact))).toEqual([]);
  expect([...named].filter((fact) => !facts.includes(fact))).toEqual([]);
});

test('each blocker occurs in a test of the engine', () => {
  expect(Object.keys(DISPOSITIONS).filter((code) => !new RegExp(`\\b${code}\\b`).test(engineTests))).toEqual([]);
});
