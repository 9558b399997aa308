import { runRules } from '@peerscape/shared/health';
import { expect, test } from 'vitest';
import { createMute, findMuted } from '../../../lib/state/mutes.ts';
import { topologyOf } from '../../../testing/worlds.ts';
import { entriesOf } from './entries.ts';
import { rowsOf } from './findings-rows.ts';
import { arrangeEntries, type FindingsQuery, findAdjacentEntry, flattenSections, toggleKind } from './findings-sections.ts';

const report = runRules(
  topologyOf(`
vnet hub 10.0.0.0/16
vnet a   10.1.0.0/16
vnet b   10.2.0.0/16
vnet c   10.3.0.0/16
vnet far 10.4.0.0/16 hidden
hub -> a Initiated
hub -> b Initiated
hub <-> c no-access
hub <-> far
`),
);
const entries = entriesOf({ report, muted: new Map() });
const DEFAULT_OPTIONS: FindingsQuery = { kinds: '', code: '', list: 'by-rule', sort: '' };
const shown = (options: Partial<FindingsQuery>, matchingIds?: ReadonlySet<string>) =>
  arrangeEntries(entries, { ...DEFAULT_OPTIONS, ...options }, matchingIds).map(({ kind, groups }) => [
    kind,
    groups.map(({ code, entries: own }) => [code, own.length]),
  ]);

test('groups findings by rule, most severe first, and lists inconclusive checks in a section of their own', () => {
  const [found, unknown] = shown({});
  expect(found).toEqual([
    'found',
    [
      ['VNP101', 2],
      ['VNP401', 1],
    ],
  ]);
  expect(unknown?.[0]).toBe('unknown');
  expect(report.unknown.length).toBeGreaterThan(0);
});

test('filters by kind, by rule and by the search filter', () => {
  expect(shown({ kinds: 'warning' })).toEqual([['found', [['VNP401', 1]]]]);
  expect(shown({ code: 'VNP101' })).toEqual([['found', [['VNP101', 2]]]]);
  expect(shown({ kinds: 'error' }, new Set([entries[0]?.id ?? '']))).toEqual([['found', [['VNP101', 1]]]]);
  expect(shown({ kinds: 'muted' })).toEqual([]);
});

test('sorts a flat list as one group within its section', () => {
  const where = (sort: string) =>
    flattenSections(arrangeEntries(entries, { ...DEFAULT_OPTIONS, kinds: 'error,warning', list: 'flat', sort }, undefined)).map(
      (entry) => entry.where,
    );
  expect(where('where')).toEqual(['a → hub', 'b → hub', 'c ↔ hub']);
  expect(where('-where')).toEqual(['c ↔ hub', 'b → hub', 'a → hub']);
});

test('shows muted findings only on demand', () => {
  const muted = findMuted(report.findings, [createMute({ kind: 'code', code: 'VNP101' }, 'what', 'why', 7, 0)]);
  const all = entriesOf({ report, muted });
  expect(flattenSections(arrangeEntries(all, { ...DEFAULT_OPTIONS, kinds: '' }, undefined)).map(({ code }) => code)).not.toContain(
    'VNP101',
  );
  expect(arrangeEntries(all, { ...DEFAULT_OPTIONS, kinds: 'muted' }, undefined)).toMatchObject([
    { kind: 'muted', groups: [{ code: 'VNP101' }] },
  ]);
});

test('shows only the toggled kinds, and the default kinds when none is left', () => {
  expect(toggleKind('', 'warning')).toBe('warning');
  expect(toggleKind('warning', 'error')).toBe('error,warning');
  expect(toggleKind('error,warning', 'warning')).toBe('error');
  expect(toggleKind('error', 'error')).toBe('');
});

test('shows only the heading of a closed group', () => {
  const parts = arrangeEntries(entries, { ...DEFAULT_OPTIONS, kinds: 'error' }, undefined);
  expect(rowsOf(parts, new Set()).map(({ type }) => type)).toEqual(['group', 'entry', 'entry']);
  expect(rowsOf(parts, new Set(['found VNP101']))).toMatchObject([{ type: 'group', isOpen: false }]);
});

test('wraps around at both ends, and starts at an end when no entry is open', () => {
  const [one, two, three] = entries;
  const some = [one, two, three].filter((entry) => entry !== undefined);
  expect(findAdjacentEntry(some, '', 1)).toBe(one);
  expect(findAdjacentEntry(some, '', -1)).toBe(three);
  expect(findAdjacentEntry(some, three?.id ?? '', 1)).toBe(one);
  expect(findAdjacentEntry([], '', 1)).toBeUndefined();
});
