import type { ResourceKey } from '@peerscape/shared/arm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pickedWith } from './picks.ts';

const key = fc.constantFrom('/a', '/b', '/c', '/d', '/e').map((text) => text as ResourceKey);
const picks = fc.uniqueArray(key).map((keys) => new Set(keys));

test('adding picks all of them and loses none', () => {
  fc.assert(fc.property(picks, picks, (picked, keys) => expect(pickedWith(picked, keys, 'add')).toEqual(new Set([...picked, ...keys]))));
});

test('removing undoes adding, but for what was picked before', () => {
  fc.assert(
    fc.property(picks, picks, (picked, keys) =>
      expect(pickedWith(pickedWith(picked, keys, 'add'), keys, 'remove')).toEqual(new Set([...picked].filter((one) => !keys.has(one)))),
    ),
  );
});

test('toggling twice changes nothing', () => {
  fc.assert(
    fc.property(picks, picks, (picked, keys) => expect(pickedWith(pickedWith(picked, keys, 'toggle'), keys, 'toggle')).toEqual(picked)),
  );
});

test('a VNet that is named twice is toggled once', () => {
  fc.assert(fc.property(picks, key, (picked, one) => expect(pickedWith(picked, [one, one], 'toggle').has(one)).toBe(!picked.has(one))));
});
