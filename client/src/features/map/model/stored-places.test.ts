import { afterEach, expect, it, vi } from 'vitest';
import { readPlaces, storePlaces } from './stored-places.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

it('returns the places as they were stored, by name, until they are removed', () => {
  const places = new Map([['a', { x: 0.1 + 0.2, y: -4 }]]);
  storePlaces('contoso.none', places);
  expect(readPlaces('contoso.none')).toEqual(places);
  expect(readPlaces('contoso.region')).toBeUndefined();
  storePlaces('contoso.none', undefined);
  expect(readPlaces('contoso.none')).toBeUndefined();
});

it.each(['', '{', '{}', '7', '[7]', '[["a"]]', '[["a", 1, null]]', '[[1, 2, 3]]'])('ignores %s', (text) => {
  sessionStorage.setItem('peerscape.places.contoso.none', text);
  expect(readPlaces('contoso.none')).toBeUndefined();
});

it('does without a storage that is blocked', () => {
  const blocked = () => {
    throw new Error('blocked');
  };
  vi.stubGlobal('sessionStorage', { ...sessionStorage, getItem: blocked, setItem: blocked, clear: () => undefined });
  expect(() => storePlaces('contoso.none', new Map())).not.toThrow();
  expect(readPlaces('contoso.none')).toBeUndefined();
});
