import { describe, expect, it } from 'vitest';
import { forgotten, movedTo, positionsIn, readPositions } from './own-positions.ts';

describe('own positions', () => {
  it('are kept for each arrangement apart, in whole units', () => {
    const own = movedTo(movedTo({}, 'none', 'hub', { x: 1.4, y: 2 }), 'region', 'hub', { x: 8, y: 9 });
    expect(positionsIn(own, 'none')).toEqual(new Map([['hub', { x: 1, y: 2 }]]));
    expect(positionsIn(own, 'region')).toEqual(new Map([['hub', { x: 8, y: 9 }]]));
    expect(positionsIn(own, 'subscription').size).toBe(0);
  });

  it('of the same VNet are replaced, those of others stay', () => {
    const own = movedTo(movedTo(movedTo({}, 'none', 'hub', { x: 1, y: 2 }), 'none', 'a', { x: 3, y: 4 }), 'none', 'hub', { x: 5, y: 6 });
    expect(own).toEqual({ none: { hub: [5, 6], a: [3, 4] } });
  });

  it('are forgotten in one arrangement and stay in the others', () => {
    const own = movedTo(movedTo({}, 'none', 'hub', { x: 1, y: 2 }), 'region', 'hub', { x: 8, y: 9 });
    expect(forgotten(own, 'none')).toEqual({ region: { hub: [8, 9] } });
    expect(forgotten(own, 'mesh')).toEqual(own);
  });

  it('come back as they were kept', () => {
    const own = movedTo({}, 'none/mesh', 'hub', { x: -1, y: 2 });
    expect(readPositions(JSON.parse(JSON.stringify(own)))).toEqual(own);
  });

  it.each([null, [1], 'text', { none: { hub: 'left' } }, { none: { hub: [1, null] } }, { none: { hub: [1] } }])(
    'are none where something else is kept: %j',
    (value) => expect(readPositions(value)).toEqual({}),
  );
});
