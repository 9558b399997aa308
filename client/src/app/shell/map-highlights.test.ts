import type { ResourceKey } from '@peerscape/shared/arm';
import { expect, test } from 'vitest';
import { formatPair } from '../../lib/format/pair-text.ts';
import { toHighlights } from './map-highlights.ts';

const key = (name: string) => `/subscriptions/s/resourcegroups/rg/providers/microsoft.network/virtualnetworks/${name}` as ResourceKey;
const [a, b, c, d] = [key('a'), key('b'), key('c'), key('d')];

test('VNets of the tour and of the pair are highlighted alike', () => {
  const highlights = toHighlights({ mentioned: [a], blocking: [] }, formatPair({ a: b, b: c }));
  expect([...highlights]).toEqual([a, b, c].map((one) => [one, 'spoken-of']));
});

test('blocking VNets are highlighted as such, even if the tour mentions them', () => {
  const highlights = toHighlights({ mentioned: [a, b], blocking: [b, d] }, '');
  expect([...highlights]).toEqual([
    [a, 'spoken-of'],
    [b, 'in-the-way'],
    [d, 'in-the-way'],
  ]);
});

test('VNets on the path of an answer are highlighted in both directions, and the one that packets do not reach', () => {
  const path = { there: [a, b], back: [b, c], end: { vnet: c, towards: d, outcome: 'dropped' } } as const;
  const highlights = toHighlights({ mentioned: [], blocking: [], path }, '');
  expect([...highlights.keys()]).toEqual([a, b, c, d]);
});

test('VNets that one VNet reaches differ from those that reach it', () => {
  const highlights = toHighlights({ mentioned: [], blocking: [], reach: { vnet: a, both: [b], to: [c], from: [d], unknown: [] } }, '');
  expect(Object.fromEntries(highlights)).toEqual({ [b]: 'spoken-of', [c]: 'reached', [d]: 'reaching' });
});
