import { runRules } from '@peerscape/shared/health';
import { buildTopology, NO_ROWS, type TopologyRows, type Unread } from '@peerscape/shared/topology';
import { readWorld, visibleRows } from '@peerscape/shared/world';
import { describe, expect, test } from 'vitest';
import type { Looked } from './look.ts';
import { verdictOn } from './verdict.ts';

const CLEAN = 'vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na <-> b';
const ERROR = 'vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na -> b Initiated';
const NOTE = 'vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na <-> b forwarded | forwarded';
const GAP: Unread = { scope: 's', name: 'Finance', message: 'No' };

function looked(text: string, unread: readonly Unread[] = []): Looked {
  const world = readWorld(`# w\n${text}`);
  if (!world.ok) throw new Error(world.problem);
  return lookedAt(visibleRows(world.value), unread);
}

const lookedAt = (rows: TopologyRows, unread: readonly Unread[] = []): Looked => ({
  snapshot: { format: 1, revision: 1, readAt: '2026-01-01T00:00:00.000Z', source: { kind: 'file', name: 'x' }, unread, rows },
  report: runRules(buildTopology(rows)),
});

const LEVELS = ['error', 'warning', 'info', 'none'] as const;
const codes = (one: Looked, acceptUnread = false) => LEVELS.map((failOn) => verdictOn(one, { failOn, acceptUnread }).code);

describe('the code that a check ends with', () => {
  test('is 0 when nothing was found, whatever the level', () => {
    expect(codes(looked(CLEAN))).toEqual([0, 0, 0, 0]);
  });

  test('is 1 from the level of what was found on', () => {
    expect(codes(looked(NOTE))).toEqual([0, 0, 1, 0]);
    expect(codes(looked(ERROR))).toEqual([1, 1, 1, 0]);
  });

  test('is 2 when nothing was found and something was not read, unless that is accepted or nothing is to fail', () => {
    expect(codes(looked(CLEAN, [GAP]))).toEqual([2, 2, 2, 0]);
    expect(codes(looked(NOTE, [GAP]))).toEqual([2, 2, 1, 0]);
    expect(codes(looked(CLEAN, [GAP]), true)).toEqual([0, 0, 0, 0]);
  });

  test('is 1 for a fault that was seen, whatever was not', () => {
    expect(codes(looked(ERROR, [GAP]))).toEqual([1, 1, 1, 0]);
    expect(codes(looked(ERROR, [GAP]), true)).toEqual([1, 1, 1, 0]);
  });

  test('is 2 when there was nothing to look at, always', () => {
    expect(codes(lookedAt(NO_ROWS), true)).toEqual([2, 2, 2, 2]);
  });

  test('comes with a sentence that says what was counted', () => {
    expect(verdictOn(looked(ERROR), { failOn: 'warning', acceptUnread: false }).sentence).toBe('Failed: 1 finding at warning or above');
    expect(verdictOn(looked(CLEAN, [GAP]), { failOn: 'error', acceptUnread: false }).sentence).toContain('--accept-unread');
  });
});
