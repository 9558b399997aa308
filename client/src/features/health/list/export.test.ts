import { runRules } from '@peerscape/shared/health';
import { expect, test } from 'vitest';
import { muteFor } from '../../../lib/state/mutes.ts';
import { topologyOf } from '../../../testing/worlds.ts';
import { type Entry, entriesOf } from './entries.ts';
import { asCsv, asJson } from './export.ts';

const report = runRules(topologyOf('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nhub -> a Initiated\n'));
const [entry] = entriesOf({ report, muted: new Map() });
if (!entry) throw new Error('the world of this test has a finding');
const csv = (changed: Partial<Entry>) => asCsv([{ ...entry, ...changed }], new Map()).split('\r\n')[1] ?? '';

test('a line has code, severity, title, place, text, remedy and ids, and lines end as RFC 4180 says', () => {
  const text = asCsv([entry], new Map());
  expect(text.split('\r\n')).toHaveLength(3);
  expect(text).toMatch(/^code,severity,title,where,what,remedy,resources,muted\r\nVNP101,error,/);
  expect(text).toContain('/virtualNetworks/a,');
});

test('commas, quotes and line breaks are quoted', () => {
  expect(csv({ where: 'a, "b"\nc' })).toBe(csv({ where: 'X' }).replace('X', '"a, ""b""\nc"'));
});

test.each(['=cmd()', '+1', '-1', '@sum', '\tx', '\rx'])('%j is no formula in a spreadsheet', (where) => {
  expect(csv({ where })).toContain(`'${where}`);
});

test('JSON holds the finding whole, and why it is muted', () => {
  const mute = muteFor({ kind: 'code', code: 'VNP101' }, 'what', 'planned', null, 0);
  const { findings } = JSON.parse(asJson([entry], new Map([[entry.id, mute]])));
  expect(findings).toMatchObject([
    { code: 'VNP101', severity: 'error', remedySentence: expect.any(String), muted: { reason: 'planned', until: null } },
  ]);
});
