import { applyPositionPatches } from '@peerscape/shared/api';
import { describe, expect, it } from 'vitest';
import { createMove, createMoves, positionsOf } from './manual-positions.ts';

describe('manual positions', () => {
  it('are separate for each layout, in whole units', () => {
    const moves = [createMove('none', 'hub', { x: 1.4, y: 2 }), createMove('region', 'hub', { x: 8, y: 9 })];
    const positions = applyPositionPatches({}, moves);
    expect(positionsOf(positions, 'none')).toEqual(new Map([['hub', { x: 1, y: 2 }]]));
    expect(positionsOf(positions, 'region')).toEqual(new Map([['hub', { x: 8, y: 9 }]]));
    expect(positionsOf(positions, 'subscription').size).toBe(0);
  });

  it('can be restored after a reset', () => {
    const positions = { none: { hub: [1, 2], a: [3, 4] }, region: { hub: [8, 9] } } as const;
    const reset = applyPositionPatches(positions, [{ layout: 'none', reset: true }]);
    expect(applyPositionPatches(reset, createMoves(positions, 'none'))).toEqual(positions);
    expect(createMoves(positions, 'mesh')).toEqual([]);
  });
});
