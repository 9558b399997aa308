import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyPositionPatches,
  compactPatches,
  type PositionPatch,
  PositionPatch as PositionPatchSchema,
  parsePositions,
} from './positions.ts';

const move = (layout: string, key: string, x: number, y: number): PositionPatch => ({ layout, key, at: [x, y] });

describe('position patches', () => {
  test('are separate for each layout', () => {
    expect(applyPositionPatches({}, [move('none', 'hub', 1, 2), move('region', 'hub', 8, 9)])).toEqual({
      none: { hub: [1, 2] },
      region: { hub: [8, 9] },
    });
  });

  test('replace the position of the same VNet and leave those of others', () => {
    const before = { none: { hub: [1, 2], a: [3, 4] } } as const;
    expect(applyPositionPatches(before, [move('none', 'hub', 5, 6)])).toEqual({ none: { hub: [5, 6], a: [3, 4] } });
    expect(before).toEqual({ none: { hub: [1, 2], a: [3, 4] } });
  });

  test('remove one position, or all of a layout', () => {
    const before = { none: { hub: [1, 2], a: [3, 4] }, region: { hub: [8, 9] } } as const;
    expect(applyPositionPatches(before, [{ layout: 'none', key: 'hub', at: null }])).toEqual({
      none: { a: [3, 4] },
      region: { hub: [8, 9] },
    });
    expect(applyPositionPatches(before, [{ layout: 'none', reset: true }])).toEqual({ region: { hub: [8, 9] } });
    expect(applyPositionPatches(before, [{ layout: 'none', reset: true }, move('none', 'b', 1, 1)]).none).toEqual({ b: [1, 1] });
    expect(applyPositionPatches(before, [{ layout: 'mesh', reset: true }])).toEqual(before);
  });

  test('have no special names', () => {
    const positions = applyPositionPatches({}, [move('__proto__', '__proto__', 1, 2), move('constructor', 'x', 3, 4)]);
    expect(JSON.parse(JSON.stringify(positions))).toEqual(JSON.parse('{"__proto__":{"__proto__":[1,2]},"constructor":{"x":[3,4]}}'));
    expect(Object.getPrototypeOf({})).not.toHaveProperty('x');
  });

  test.each([
    { layout: 'none', key: 'hub' },
    { layout: 'none', key: 'hub', at: [1] },
    { layout: 'none', key: 'hub', at: [1, null] },
    { layout: 'none', key: '', at: null },
    { layout: 'none', reset: false },
    { layout: 'none', key: 'hub', at: [1, 2], reset: true },
    { layout: '', reset: true },
  ])('are rejected when they are invalid: %j', (patch) => expect(PositionPatchSchema.safeParse(patch).success).toBe(false));

  const name = fc.constantFrom('a', 'b', 'c');
  const patches = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.tuple(name, name, fc.nat(9)).map(([layout, key, x]) => move(layout, key, x, x)) },
      { weight: 1, arbitrary: fc.tuple(name, name).map(([layout, key]): PositionPatch => ({ layout, key, at: null })) },
      { weight: 1, arbitrary: name.map((layout): PositionPatch => ({ layout, reset: true })) },
    ),
  );

  test('give the same result in one request or in several', () => {
    fc.assert(
      fc.property(patches, patches, (first, second) => {
        const together = applyPositionPatches({}, [...first, ...second]);
        expect(applyPositionPatches(applyPositionPatches({}, first), second)).toEqual(together);
      }),
    );
  });

  test('give the same result without those that a later one replaces', () => {
    fc.assert(
      fc.property(patches, patches, (before, list) => {
        const positions = applyPositionPatches({}, before);
        expect(applyPositionPatches(positions, compactPatches(list))).toEqual(applyPositionPatches(positions, list));
        expect(compactPatches(list).length).toBeLessThanOrEqual(12);
      }),
    );
  });
});

describe('stored positions', () => {
  test('are parsed as they were stored', () => {
    const positions = applyPositionPatches({}, [move('none/mesh', 'hub', -1, 2)]);
    expect(parsePositions(JSON.parse(JSON.stringify(positions)))).toEqual(positions);
  });

  test.each([null, [1], 'text', { none: { hub: 'left' } }, { none: { hub: [1, null] } }, { none: { hub: [1] } }])(
    'are empty when the value is invalid: %j',
    (value) => expect(parsePositions(value)).toEqual({}),
  );
});
