import type { ResourceKey } from '@peerscape/shared/arm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pickedWith } from './picks.ts';

const key = fc.constantFrom('/a', '/b', '/c', '/d', '/e').map((text) => text as ResourceKey);
const picks = fc.uniqueArray(key).map((keys) => new Set(keys));
const sorted = (keys: Iterable<ResourceKey>) => [...keys].sort();

test('adding picks all of them and loses none', () => {
  fc.assert(
    fc.property(picks, picks, (picked, keys) => {
      expect(sorted(pickedWith(picked, keys, 'add'))).toEqual(sorted(new Set([...picked, ...keys])));
    }),
  );
});

test('removing leaves what was picked besides', () => {
  fc.assert(
    fc.property(picks, picks, (picked, keys) => {
      expect(sorted(pickedWith(picked, keys, 'remove'))).toEqual(sorted([...picked].filter((one) => !keys.has(one))));
    }),
  );
});

test('toggling twice changes nothing, and once changes each', () => {
  fc.assert(
    fc.property(picks, picks, (picked, keys) => {
      const once = pickedWith(picked, keys, 'toggle');
      expect([...keys].every((one) => once.has(one) !== picked.has(one))).toBe(true);
      expect(sorted(pickedWith(once, keys, 'toggle'))).toEqual(sorted(picked));
    }),
  );
});

test('a VNet that is named twice is toggled once', () => {
  fc.assert(fc.property(picks, key, (picked, one) => pickedWith(picked, [one, one], 'toggle').has(one) !== picked.has(one)));
});
