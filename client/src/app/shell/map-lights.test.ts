import type { ResourceKey } from '@peerscape/shared/arm';
import { expect, test } from 'vitest';
import { pairText } from '../../lib/format/pair-text.ts';
import { lightsOf } from './map-lights.ts';

const key = (name: string) => `/subscriptions/s/resourcegroups/rg/providers/microsoft.network/virtualnetworks/${name}` as ResourceKey;
const [a, b, c, d] = [key('a'), key('b'), key('c'), key('d')];

test('what the tour speaks of and the two that are being connected are lit alike', () => {
  const lights = lightsOf({ spokenOf: [a], inTheWay: [] }, pairText({ a: b, b: c }));
  expect([...lights]).toEqual([a, b, c].map((one) => [one, 'spoken-of']));
});

test('who is in the way is lit as that, spoken of or not', () => {
  const lights = lightsOf({ spokenOf: [a, b], inTheWay: [b, d] }, '');
  expect([...lights]).toEqual([
    [a, 'spoken-of'],
    [b, 'in-the-way'],
    [d, 'in-the-way'],
  ]);
});
