import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Point } from '../geometry/bounds.ts';
import { elementsOf } from '../model/elements.ts';
import { lineBetween } from '../model/link-lines.ts';
import type { MapPlacement } from '../model/use-map-placement.ts';
import type { Positions } from '../placement/place.ts';
import { keyOf, topologyOf } from '../testing/map-fixtures.ts';
import { createSceneState } from './scene-state.ts';
import { createSceneSync } from './scene-sync.ts';

const WORLD = '# World\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na <-> b\n';
const arrangement = { grouping: 'none', layout: 'auto' } as const;

/** Returns the placement of a fixture with the VNets, by name, at these positions. */
function placementOf(
  at: Readonly<Record<string, Point>>,
  topology = topologyOf(WORLD),
  elements = elementsOf(topology, 'none'),
): MapPlacement {
  const places: Positions = new Map(Object.entries(at).map(([name, point]) => [keyOf(elements, name), point]));
  return { estate: 'test', topology, arrangement, elements, places };
}

const first = placementOf({ a: { x: 0, y: 0 }, b: { x: 100, y: 0 } });
const [a, b] = [keyOf(first.elements, 'a'), keyOf(first.elements, 'b')];
const ignore = () => undefined;

/** Creates a scene sync that has applied a placement. */
function setUp(placement: MapPlacement) {
  const state = createSceneState();
  const camera = { fit: ignore, refit: ignore, showContent: ignore };
  const sync = createSceneSync({ state, graph: { patch: ignore, move: ignore }, camera, still: () => false, onStep: ignore });
  sync.update(placement, undefined, undefined);
  return { state, sync };
}

describe('scene sync', () => {
  let frames: (() => void)[] = [];
  let now = 0;
  const advance = (milliseconds: number) => {
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

  const moved = { ...first, places: new Map([...first.places, [b, { x: 100, y: 500 }]]) };

  it('animates VNets to their new positions', () => {
    const { state, sync } = setUp(first);
    sync.update(moved, first, undefined);
    advance(240);
    expect(state.positionOf(b)?.y).toBeCloseTo(250);
    advance(600);
    expect(state.positionOf(b)).toEqual({ x: 100, y: 500 });
  });

  it('leads lines around cards at their new positions when the animation ends', () => {
    const topology = topologyOf(`${WORLD}vnet c 10.2.0.0/16\n`);
    const row = placementOf({ a: { x: 0, y: 0 }, b: { x: 600, y: 0 }, c: { x: 300, y: 900 } }, topology);
    const { state, sync } = setUp(row);
    const line = () => lineBetween(state.scene, state.scene.indexOf.get(a) ?? -1, state.scene.indexOf.get(b) ?? -1);
    expect(line()).toHaveLength(2);
    sync.update({ ...row, places: new Map([...row.places, [keyOf(row.elements, 'c'), { x: 300, y: 0 }]]) }, row, undefined);
    advance(240);
    expect(line()).toHaveLength(2);
    advance(600);
    expect(line().length).toBeGreaterThan(2);
  });

  it('does not move the dragged VNet while others are animated', () => {
    const { state, sync } = setUp(first);
    state.move(new Map([[a, { x: 40, y: 40 }]]));
    sync.update(moved, first, a);
    state.move(new Map([[a, { x: 70, y: 70 }]]));
    advance(240);
    expect(state.positionOf(a)).toEqual({ x: 70, y: 70 });
    advance(600);
    expect(state.positionOf(a)).toEqual({ x: 70, y: 70 });
  });

  it('does not move the dragged VNet when a refresh adds another', () => {
    const { state, sync } = setUp(first);
    state.move(new Map([[a, { x: 40, y: 40 }]]));
    const more = placementOf({ a: { x: 0, y: 0 }, b: { x: 100, y: 0 }, c: { x: 200, y: 0 } }, topologyOf(`${WORLD}vnet c 10.2.0.0/16\n`));
    sync.update(more, first, a);
    expect(state.positionOf(a)).toEqual({ x: 40, y: 40 });
    expect(state.positionOf(b)).toEqual({ x: 100, y: 0 });
  });
});
