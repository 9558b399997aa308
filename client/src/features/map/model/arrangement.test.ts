import { describe, expect, it } from 'vitest';
import { type Positions, place } from '../placement/place.ts';
import { computePositions } from '../placement/placer.ts';
import { keyOf, topologyOf } from '../testing/map-fixtures.ts';
import { applyManualPositions, createPlacementJob, mergeAutomaticPlaces } from './arrangement.ts';
import { elementsOf } from './elements.ts';

const NONE = { grouping: 'none', layout: 'auto' } as const;
const NO_PLACES: Positions = new Map();

const BEFORE =
  '# Before\nvnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet c 10.3.0.0/16\nhub <-> a\nhub <-> b\nhub <-> c\n';
const load = (text: string) => elementsOf(topologyOf(text), 'none');
const [before, after] = [load(BEFORE), load(`${BEFORE}vnet d 10.4.0.0/16\nhub -> d Initiated\n`)];

/** Returns the automatic places that result from the `known` ones and the manual positions. */
function next(elements: typeof before, known?: Positions, manual = NO_PLACES): Positions {
  const job = createPlacementJob(elements, NONE, known, manual);
  return job ? mergeAutomaticPlaces(computePositions(job), known) : (known ?? NO_PLACES);
}

describe('places of an arrangement', () => {
  const known = next(before);
  const [a, d] = [keyOf(before, 'a'), keyOf(after, 'd')];

  it('come from the layout at first', () => {
    const job = createPlacementJob(before, { grouping: 'none', layout: 'mesh' }, undefined, NO_PLACES);
    expect(job && computePositions(job)).toEqual(job && place(job.nodes, job.links, 'mesh'));
    expect(known).not.toEqual(job && computePositions(job));
  });

  it('are not computed again while every VNet has a place', () => {
    expect(createPlacementJob(before, NONE, known, NO_PLACES)).toBeUndefined();
    expect(createPlacementJob(after, NONE, known, NO_PLACES)).toBeDefined();
  });

  it('are kept when a refresh adds a VNet, which gets a place too', () => {
    const places = next(after, known);
    for (const [key, at] of known) expect(places.get(key)).toEqual(at);
    expect(places.has(d)).toBe(true);
  });

  it('are overridden by manual positions and return when those are discarded', () => {
    const manual: Positions = new Map([[a, { x: 900, y: -300 }]]);
    const places = next(after, known, manual);
    expect(applyManualPositions(places, manual).get(a)).toEqual({ x: 900, y: -300 });
    expect(applyManualPositions(places, NO_PLACES).get(a)).toEqual(known.get(a));
  });

  it('of a new VNet are near the manual position of its hub', () => {
    const hub = keyOf(before, 'hub');
    const far: Positions = new Map([[hub, { x: 9_000, y: 9_000 }]]);
    expect(next(after, known, far).get(d)?.x).toBeGreaterThan(7_000);
    expect(next(after, known).get(d)?.x).toBeLessThan(2_000);
  });

  it('of a VNet that does not exist are ignored', () => {
    expect(applyManualPositions(known, new Map([[d, { x: 1, y: 2 }]])).has(d)).toBe(false);
  });
});
