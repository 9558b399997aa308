import { describe, expect, it } from 'vitest';
import { type Places, place } from '../placement/place.ts';
import { placesFor } from '../placement/placer.ts';
import { keyOf, topologyOf } from '../testing/map-worlds.ts';
import { automaticPlaces, jobFor, withOwn } from './arrangement.ts';
import { elementsOf } from './elements.ts';

const NONE = { grouping: 'none', layout: 'auto' } as const;
const NOBODY: Places = new Map();

const BEFORE =
  '# Before\nvnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet c 10.3.0.0/16\nhub <-> a\nhub <-> b\nhub <-> c\n';
const load = (text: string) => elementsOf(topologyOf(text), 'none');
const [before, after] = [load(BEFORE), load(`${BEFORE}vnet d 10.4.0.0/16\nhub -> d Initiated\n`)];

/** The automatic places that follow when these are known and people have put VNets there. */
function next(elements: typeof before, known?: Places, own = NOBODY): Places {
  const job = jobFor(elements, NONE, known, own);
  return job ? automaticPlaces(placesFor(job), known) : (known ?? NOBODY);
}

describe('places in an arrangement', () => {
  const known = next(before);
  const [a, d] = [keyOf(before, 'a'), keyOf(after, 'd')];

  it('are those of the layout at first', () => {
    const job = jobFor(before, { grouping: 'none', layout: 'mesh' }, undefined, NOBODY);
    expect(job && placesFor(job)).toEqual(job && place(job.nodes, job.links, 'mesh'));
    expect(known).not.toEqual(job && placesFor(job));
  });

  it('are not asked for again while everything has its place', () => {
    expect(jobFor(before, NONE, known, NOBODY)).toBeUndefined();
    expect(jobFor(after, NONE, known, NOBODY)).toBeDefined();
  });

  it('stay when a refresh brings a new VNet, which gets a place too', () => {
    const places = next(after, known);
    for (const [key, at] of known) expect(places.get(key)).toEqual(at);
    expect(places.has(d)).toBe(true);
  });

  it('that people gave stand above the automatic ones, which come back when people forget theirs', () => {
    const own: Places = new Map([[a, { x: 900, y: -300 }]]);
    const places = next(after, known, own);
    expect(withOwn(places, own).get(a)).toEqual({ x: 900, y: -300 });
    expect(withOwn(places, NOBODY).get(a)).toEqual(known.get(a));
  });

  it('of a new VNet are near to where its hub was put by hand', () => {
    const hub = keyOf(before, 'hub');
    const far: Places = new Map([[hub, { x: 9_000, y: 9_000 }]]);
    expect(next(after, known, far).get(d)?.x).toBeGreaterThan(7_000);
    expect(next(after, known).get(d)?.x).toBeLessThan(2_000);
  });

  it('of a VNet that is not there are not made up', () => {
    expect(withOwn(known, new Map([[d, { x: 1, y: 2 }]])).has(d)).toBe(false);
  });
});
