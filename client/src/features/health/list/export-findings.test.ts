import { runRules } from '@peerscape/shared/health';
import { expect, test } from 'vitest';
import { createMute } from '../../../lib/state/mutes.ts';
import { topologyOf } from '../../../testing/worlds.ts';
import { type Entry, entriesOf } from './entries.ts';
import { toCsv, toJson } from './export-findings.ts';

const report = runRules(topologyOf('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nhub -> a Initiated\n'));
const [entry] = entriesOf({ report, muted: new Map() });
if (!entry) throw new Error('The fixture of this test has a finding');
const csv = (changed: Partial<Entry>) => toCsv([{ ...entry, ...changed }], new Map()).split('\r\n')[1] ?? '';

test('writes code, severity, title, location, text, remedy and IDs, with line ends as in RFC 4180', () => {
  const text = toCsv([entry], new Map());
  expect(text.split('\r\n')).toHaveLength(3);
  expect(text).toMatch(/^code,severity,title,where,what,remedy,resources,muted\r\nVNP101,error,/);
  expect(text).toContain('/virtualNetworks/a,');
});

test('quotes commas, quotation marks and line breaks', () => {
  expect(csv({ where: 'a, "b"\nc' })).toBe(csv({ where: 'X' }).replace('X', '"a, ""b""\nc"'));
});

test.each(['=cmd()', '+1', '-1', '@sum', '\tx', '\rx'])('escapes %j, so that a spreadsheet does not run it as a formula', (where) => {
  expect(csv({ where })).toContain(`'${where}`);
});

test('writes the whole finding to JSON, with the reason of its mute', () => {
  const mute = createMute({ kind: 'code', code: 'VNP101' }, 'what', 'planned', null, 0);
  const { findings } = JSON.parse(toJson([entry], new Map([[entry.id, mute]])));
  expect(findings).toMatchObject([
    { code: 'VNP101', severity: 'error', remedySentence: expect.any(String), muted: { reason: 'planned', until: null } },
  ]);
});
