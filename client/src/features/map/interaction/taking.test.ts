import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Point } from '../geometry/room.ts';
import { elementsOf } from '../model/elements.ts';
import type { Placed } from '../model/use-placed.ts';
import type { Places } from '../placement/place.ts';
import { keyOf, topologyOf } from '../testing/map-worlds.ts';
import { emptyStand } from './stand.ts';
import { takingOn } from './taking.ts';

const WORLD = '# World\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na <-> b\n';
const arrangement = { grouping: 'none', layout: 'auto' } as const;

/** What was placed: the VNets of a world at these places, by their names. */
function placedAt(at: Readonly<Record<string, Point>>, world = topologyOf(WORLD), elements = elementsOf(world, 'none')): Placed {
  const places: Places = new Map(Object.entries(at).map(([name, place]) => [keyOf(elements, name), place]));
  return { estate: 'test', topology: world, arrangement, elements, places };
}

const first = placedAt({ a: { x: 0, y: 0 }, b: { x: 100, y: 0 } });
const [a, b] = [keyOf(first.elements, 'a'), keyOf(first.elements, 'b')];
const ignore = () => undefined;

/** A map on which that was taken. */
function mapWith(placed: Placed) {
  const stand = emptyStand();
  const camera = { fit: ignore, refit: ignore };
  const taking = takingOn({ stand, graph: { patch: ignore, move: ignore }, camera, still: () => false, stepped: ignore });
  taking.take(placed, undefined, undefined);
  return { stand, taking };
}

describe('what was placed, taken by the map', () => {
  let frames: (() => void)[] = [];
  let now = 0;
  const pass = (milliseconds: number) => {
    now += milliseconds;
    for (const frame of frames.splice(0)) frame();
  };
  beforeEach(() => {
    frames = [];
    vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
    vi.stubGlobal('cancelAnimationFrame', () => frames.splice(0));
    vi.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  const others = { ...first, places: new Map([...first.places, [b, { x: 100, y: 500 }]]) };

  it('glides to where it is to stand', () => {
    const { stand, taking } = mapWith(first);
    taking.take(others, first, undefined);
    pass(240);
    expect(stand.placeOf(b)?.y).toBeCloseTo(250);
    pass(600);
    expect(stand.placeOf(b)).toEqual({ x: 100, y: 500 });
  });

  it('leaves the VNet in hand to the hand while others glide', () => {
    const { stand, taking } = mapWith(first);
    stand.move(new Map([[a, { x: 40, y: 40 }]]));
    taking.take(others, first, a);
    stand.move(new Map([[a, { x: 70, y: 70 }]]));
    pass(240);
    expect(stand.placeOf(a)).toEqual({ x: 70, y: 70 });
    pass(600);
    expect(stand.placeOf(a)).toEqual({ x: 70, y: 70 });
  });

  it('leaves the VNet in hand to the hand when a refresh brings another', () => {
    const { stand, taking } = mapWith(first);
    stand.move(new Map([[a, { x: 40, y: 40 }]]));
    const more = placedAt({ a: { x: 0, y: 0 }, b: { x: 100, y: 0 }, c: { x: 200, y: 0 } }, topologyOf(`${WORLD}vnet c 10.2.0.0/16\n`));
    taking.take(more, first, a);
    expect(stand.placeOf(a)).toEqual({ x: 40, y: 40 });
    expect(stand.placeOf(b)).toEqual({ x: 100, y: 0 });
  });
});
