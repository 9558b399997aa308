import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { type HalfRow, NO_ROWS } from '@peerscape/shared/topology';
import { describe, expect, test } from 'vitest';
import { applyFreshHalves, type FreshHalf } from './fresh-halves.ts';

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
const freshHalves = (row: HalfRow | undefined): ReadonlyMap<ResourceKey, FreshHalf> => {
  const { id } = half();
  return new Map([[resourceKey(id), { id, half: row, until: 100 }]]);
};

describe('a half that was read individually', () => {
  test('replaces the state from a slower index, regardless of the case of its ID', () => {
    const { rows: merged, needed } = applyFreshHalves(
      rows(half({ id: half().id.toLowerCase(), state: 'Initiated' })),
      freshHalves(half()),
      50,
    );
    expect([merged.halves, needed.size]).toEqual([[half()], 1]);
  });

  test('is added before the index has it and removed while the index still has it', () => {
    expect(applyFreshHalves(rows(), freshHalves(half()), 50).rows.halves).toEqual([half()]);
    expect(applyFreshHalves(rows(half()), freshHalves(undefined), 50).rows.halves).toEqual([]);
  });

  test('is dropped once the index agrees, regardless of the etag', () => {
    const { rows: merged, needed } = applyFreshHalves(rows(half({ etag: 'new' })), freshHalves(half({ etag: 'old' })), 50);
    expect([merged.halves[0]?.etag, needed.size]).toEqual(['new', 0]);
  });

  test('expires', () => {
    expect(applyFreshHalves(rows(half({ state: 'Initiated' })), freshHalves(half()), 101).rows.halves[0]?.state).toBe('Initiated');
  });
});
