import { describe, expect, it } from 'vitest';
import { clearPositions, parsePositions, positionsOf, setPosition } from './manual-positions.ts';

describe('manual positions', () => {
  it('are separate for each arrangement, in whole units', () => {
    const positions = setPosition(setPosition({}, 'none', 'hub', { x: 1.4, y: 2 }), 'region', 'hub', { x: 8, y: 9 });
    expect(positionsOf(positions, 'none')).toEqual(new Map([['hub', { x: 1, y: 2 }]]));
    expect(positionsOf(positions, 'region')).toEqual(new Map([['hub', { x: 8, y: 9 }]]));
    expect(positionsOf(positions, 'subscription').size).toBe(0);
  });

  it('replace those of the same VNet and keep those of others', () => {
    const positions = setPosition(setPosition(setPosition({}, 'none', 'hub', { x: 1, y: 2 }), 'none', 'a', { x: 3, y: 4 }), 'none', 'hub', {
      x: 5,
      y: 6,
    });
    expect(positions).toEqual({ none: { hub: [5, 6], a: [3, 4] } });
  });

  it('are cleared in one arrangement and stay in the others', () => {
    const positions = setPosition(setPosition({}, 'none', 'hub', { x: 1, y: 2 }), 'region', 'hub', { x: 8, y: 9 });
    expect(clearPositions(positions, 'none')).toEqual({ region: { hub: [8, 9] } });
    expect(clearPositions(positions, 'mesh')).toEqual(positions);
  });

  it('are parsed as they were stored', () => {
    const positions = setPosition({}, 'none/mesh', 'hub', { x: -1, y: 2 });
    expect(parsePositions(JSON.parse(JSON.stringify(positions)))).toEqual(positions);
  });

  it.each([null, [1], 'text', { none: { hub: 'left' } }, { none: { hub: [1, null] } }, { none: { hub: [1] } }])(
    'are empty when the stored value is invalid: %j',
    (value) => expect(parsePositions(value)).toEqual({}),
  );
});
