import type { ResourceKey } from '@peerscape/shared/arm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeSelection } from './multi-selection.ts';

const key = fc.constantFrom('/a', '/b', '/c', '/d', '/e').map((text) => text as ResourceKey);
const selections = fc.uniqueArray(key).map((keys) => new Set(keys));
const sorted = (keys: Iterable<ResourceKey>) => [...keys].sort();

test('adding selects all keys and removes none', () => {
  fc.assert(
    fc.property(selections, selections, (selected, keys) => {
      expect(sorted(changeSelection(selected, keys, 'add'))).toEqual(sorted(new Set([...selected, ...keys])));
    }),
  );
});

test('removing keeps all other keys', () => {
  fc.assert(
    fc.property(selections, selections, (selected, keys) => {
      expect(sorted(changeSelection(selected, keys, 'remove'))).toEqual(sorted([...selected].filter((one) => !keys.has(one))));
    }),
  );
});

test('toggling once changes each key, and toggling twice changes nothing', () => {
  fc.assert(
    fc.property(selections, selections, (selected, keys) => {
      const once = changeSelection(selected, keys, 'toggle');
      expect([...keys].every((one) => once.has(one) !== selected.has(one))).toBe(true);
      expect(sorted(changeSelection(once, keys, 'toggle'))).toEqual(sorted(selected));
    }),
  );
});

test('a key that is given twice is toggled once', () => {
  fc.assert(
    fc.property(selections, key, (selected, one) => changeSelection(selected, [one, one], 'toggle').has(one) !== selected.has(one)),
  );
});
