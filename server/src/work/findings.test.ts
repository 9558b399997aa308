import { expect, test } from 'vitest';
import { contosoRows } from '../../test/fake-azure.ts';
import { reportOf } from './findings.ts';

test('evaluates the rules once per snapshot', () => {
  const rows = contosoRows();
  const snapshot = {
    format: 1,
    revision: 1,
    readAt: '2026-01-01T00:00:00.000Z',
    source: { kind: 'file', name: 'x' },
    unread: [],
    rows,
  } as const;
  expect(reportOf(snapshot)).toBe(reportOf(snapshot));
  expect(reportOf({ ...snapshot, revision: 2 })).not.toBe(reportOf(snapshot));
});
