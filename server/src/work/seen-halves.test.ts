import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { type HalfRow, NO_ROWS } from '@peerscape/shared/topology';
import { describe, expect, test } from 'vitest';
import { type SeenHalf, withSeen } from './seen-halves.ts';

const half = (more: Partial<HalfRow> = {}): HalfRow => ({
  id: '/VNETS/hub/virtualNetworkPeerings/hub-a',
  remoteId: '/vnets/a',
  state: 'Connected',
  allowAccess: true,
  allowForwarded: false,
  allowTransit: false,
  useRemoteGateways: false,
  ...more,
});
const rows = (...halves: HalfRow[]) => ({ ...NO_ROWS, halves });
const seen = (row: HalfRow | undefined): ReadonlyMap<ResourceKey, SeenHalf> => {
  const { id } = half();
  return new Map([[resourceKey(id), { id, half: row, until: 100 }]]);
};

describe('a half that was read by itself', () => {
  test('stands in place of what a slower index says, however its id is spelled there', () => {
    const { rows: shown, needed } = withSeen(rows(half({ id: half().id.toLowerCase(), state: 'Initiated' })), seen(half()), 50);
    expect([shown.halves, needed.size]).toEqual([[half()], 1]);
  });

  test('appears although the index does not know it yet, and is gone although the index still has it', () => {
    expect(withSeen(rows(), seen(half()), 50).rows.halves).toEqual([half()]);
    expect(withSeen(rows(half()), seen(undefined), 50).rows.halves).toEqual([]);
  });

  test('is not needed any more once the index agrees, whatever its etag', () => {
    const { rows: shown, needed } = withSeen(rows(half({ etag: 'new' })), seen(half({ etag: 'old' })), 50);
    expect([shown.halves[0]?.etag, needed.size]).toEqual(['new', 0]);
  });

  test('does not count for ever', () => {
    expect(withSeen(rows(half({ state: 'Initiated' })), seen(half()), 101).rows.halves[0]?.state).toBe('Initiated');
  });
});
