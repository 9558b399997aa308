import { runRules } from '@peerscape/shared/health';
import { buildTopology, NO_ROWS, type ReadError, type TopologyRows } from '@peerscape/shared/topology';
import { readWorld, visibleRows } from '@peerscape/shared/world';
import { describe, expect, test } from 'vitest';
import type { CheckResult } from './check-source.ts';
import { decideVerdict } from './verdict.ts';

const CLEAN = 'vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na <-> b';
const ERROR = 'vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na -> b Initiated';
const NOTE = 'vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na <-> b forwarded | forwarded';
const GAP: ReadError = { scope: 's', name: 'Finance', message: 'No' };

function check(fixture: string, unread: readonly ReadError[] = []): CheckResult {
  const world = readWorld(`# w\n${fixture}`);
  if (!world.ok) throw new Error(world.problem);
  return checkRows(visibleRows(world.value), unread);
}

const checkRows = (rows: TopologyRows, unread: readonly ReadError[] = []): CheckResult => ({
  snapshot: { format: 1, revision: 1, readAt: '2026-01-01T00:00:00.000Z', source: { kind: 'file', name: 'x' }, unread, rows },
  report: runRules(buildTopology(rows)),
});

const LEVELS = ['error', 'warning', 'info', 'none'] as const;
const codes = (result: CheckResult, acceptUnread = false) => LEVELS.map((failOn) => decideVerdict(result, { failOn, acceptUnread }).code);

test('a file without virtual networks is not a question of permissions', () => {
  const { message } = decideVerdict(checkRows(NO_ROWS), { failOn: 'warning', acceptUnread: false });
  expect(message).toBe('Nothing to check: no virtual networks were read. Export them with "az network vnet list -o json"');
});

describe('the exit code of a check', () => {
  test('is 0 without findings, at any level', () => {
    expect(codes(check(CLEAN))).toEqual([0, 0, 0, 0]);
  });

  test('is 1 when a finding has the selected severity or a higher one', () => {
    expect(codes(check(NOTE))).toEqual([0, 0, 1, 0]);
    expect(codes(check(ERROR))).toEqual([1, 1, 1, 0]);
  });

  test('is 2 without findings when something could not be read, unless that is accepted or the check only reports', () => {
    expect(codes(check(CLEAN, [GAP]))).toEqual([2, 2, 2, 0]);
    expect(codes(check(NOTE, [GAP]))).toEqual([2, 2, 1, 0]);
    expect(codes(check(CLEAN, [GAP]), true)).toEqual([0, 0, 0, 0]);
  });

  test('is 1 for a finding even when something could not be read', () => {
    expect(codes(check(ERROR, [GAP]))).toEqual([1, 1, 1, 0]);
    expect(codes(check(ERROR, [GAP]), true)).toEqual([1, 1, 1, 0]);
  });

  test('is always 2 when there is nothing to check', () => {
    expect(codes(checkRows(NO_ROWS), true)).toEqual([2, 2, 2, 2]);
  });

  test('comes with a message that contains the count', () => {
    expect(decideVerdict(check(ERROR), { failOn: 'warning', acceptUnread: false }).message).toBe(
      'Failed: 1 finding of severity warning or higher',
    );
    expect(decideVerdict(check(CLEAN, [GAP]), { failOn: 'error', acceptUnread: false }).message).toContain('--accept-unread');
  });
});
