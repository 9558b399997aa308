import { beforeEach, describe, expect, it } from 'vitest';
import { elementsOf } from './elements.ts';
import { estatePlaces } from './estate-places.ts';
import { keyOf, topologyOf } from './testing/map-worlds.ts';

const NONE = { grouping: 'none', layout: 'auto' } as const;
const BY_REGION = { grouping: 'region', layout: 'auto' } as const;
const MESH = { grouping: 'none', layout: 'mesh' } as const;

const BEFORE =
  '# Before\nvnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet c 10.3.0.0/16\nhub <-> a\nhub <-> b\nhub <-> c\n';
const AFTER = `${BEFORE}vnet d 10.4.0.0/16\nhub -> d Initiated\n`;
const load = (text: string) => {
  const topology = topologyOf(text);
  return { topology, elements: elementsOf(topology, 'none') };
};

describe('places of an estate', () => {
  beforeEach(() => localStorage.clear());

  it('stay when a refresh brings a new VNet, which gets a place too', () => {
    const places = estatePlaces(localStorage, 'test');
    const [before, after] = [load(BEFORE), load(AFTER)];
    const first = new Map(places.of(before.elements, NONE));
    const second = places.of(after.elements, NONE);
    for (const [key, at] of first) expect(second.get(key)).toEqual(at);
    expect(second.has(keyOf(after.elements, 'd'))).toBe(true);
  });

  it('keep what a person moved, over a refresh and over a reload, in that arrangement alone', () => {
    const places = estatePlaces(localStorage, 'test');
    const [before, after] = [load(BEFORE), load(AFTER)];
    const a = keyOf(before.elements, 'a');
    places.of(before.elements, NONE);
    expect(places.keep(NONE, a, { x: 900, y: -300 })).toBe(true);
    expect(places.of(after.elements, NONE).get(a)).toEqual({ x: 900, y: -300 });
    const reloaded = estatePlaces(localStorage, 'test');
    expect(reloaded.of(after.elements, NONE).get(a)).toEqual({ x: 900, y: -300 });
    expect(reloaded.of(elementsOf(after.topology, 'region'), BY_REGION).get(a)).not.toEqual({ x: 900, y: -300 });
    expect(reloaded.of(after.elements, MESH).get(a)).not.toEqual({ x: 900, y: -300 });
    expect(estatePlaces(localStorage, 'other').of(after.elements, NONE).get(a)).not.toEqual({ x: 900, y: -300 });
  });

  it('are the automatic ones again after a person forgets their own', () => {
    const places = estatePlaces(localStorage, 'test');
    const { elements } = load(BEFORE);
    const automatic = new Map(places.of(elements, NONE));
    places.keep(NONE, keyOf(elements, 'a'), { x: 900, y: -300 });
    places.forget(NONE);
    expect(places.of(elements, NONE)).toEqual(automatic);
    expect(localStorage.length).toBe(0);
  });
});
