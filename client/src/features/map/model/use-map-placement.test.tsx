import type { ManualPositions } from '@peerscape/shared/api';
import { act, cleanup, renderHook } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { computePositions, type Placer } from '../placement/placer.ts';
import { topologyOf } from '../testing/map-fixtures.ts';
import { createPlacementJob } from './arrangement.ts';
import { elementsOf } from './elements.ts';
import { useMapPlacement } from './use-map-placement.ts';

const roleOverrides = new Map();
const auto = { grouping: 'none', layout: 'auto' } as const;
const mesh = { grouping: 'none', layout: 'mesh' } as const;
const WORLD = '# World\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na <-> b\n';
const first = topologyOf(WORLD);
const second = topologyOf(`${WORLD}vnet c 10.2.0.0/16\n`);
const third = topologyOf(`${WORLD}vnet c 10.2.0.0/16\nvnet d 10.3.0.0/16\n`);
const [a, b] = [...first.vnets.keys()];

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

/** Renders the hook with a placer whose jobs finish only when `finish` is called. */
function mapOf(topology: typeof first) {
  const pending = new Set<() => void>();
  const placer: Placer = {
    place(job, { done }) {
      const finish = () => done(computePositions(job));
      pending.add(finish);
      return () => void pending.delete(finish);
    },
  };
  const initialProps: Parameters<typeof useMapPlacement>[0] = {
    estate: 'test',
    topology,
    arrangement: auto,
    roleOverrides,
    manualPositions: {},
  };
  const { result, rerender, unmount } = renderHook((props: typeof initialProps) => useMapPlacement(props, placer), {
    wrapper: StrictMode,
    initialProps,
  });
  return {
    current: () => result.current,
    update: (more: Partial<typeof initialProps>) => rerender({ ...initialProps, ...more }),
    unmount,
    finish: () =>
      act(() => {
        for (const finish of pending) finish();
        pending.clear();
      }),
  };
}

it('uses the latest topology when two arrive during placement, with the manual positions set meanwhile', () => {
  const manualPositions: ManualPositions = { none: { [a ?? '']: [5, 6] } };
  const map = mapOf(first);
  map.finish();
  const position = map.current().placement?.places.get(b ?? '');
  expect(position).toBeDefined();
  map.update({ topology: second });
  expect(map.current()).toMatchObject({ isPlacing: true, placement: { topology: first } });
  map.update({ topology: third });
  map.update({ topology: third, manualPositions });
  map.finish();
  expect(map.current().isPlacing).toBe(false);
  expect(map.current().placement?.topology).toBe(third);
  expect(map.current().placement?.places.get(a ?? '')).toEqual({ x: 5, y: 6 });
  expect(map.current().placement?.places.get(b ?? '')).toEqual(position);
});

it('stays in the last chosen arrangement when another was chosen in between', () => {
  const map = mapOf(first);
  map.finish();
  map.update({ arrangement: mesh });
  map.update({ arrangement: auto });
  map.finish();
  expect(map.current()).toMatchObject({ isPlacing: false, placement: { arrangement: auto } });
});

it('is busy while all VNets are placed again', () => {
  const map = mapOf(first);
  map.finish();
  act(() => map.current().resetPlaces());
  expect(map.current().isPlacing).toBe(true);
  map.finish();
  expect(map.current().isPlacing).toBe(false);
});

describe('when islands have become a mesh', () => {
  const names = [1, 2, 3, 4, 5, 6];
  const islands = `# World\n${names.map((n) => `vnet v${n} 10.${n}.0.0/16\n`).join('')}`;
  const pairs = names.flatMap((p) => names.filter((q) => q > p).map((q) => `v${p} <-> v${q}\n`));
  const apart = topologyOf(islands);
  const joined = topologyOf(islands + pairs.join(''));
  const joinedAndMore = topologyOf(`${islands}vnet v7 10.7.0.0/16\n${pairs.join('')}v6 <-> v7\n`);

  it.each([
    { when: 'on the open map', isLeft: false },
    { when: 'on a map that is opened again in its tab', isLeft: true },
  ])('keeps the place of every VNet $when, and places only the new one', ({ isLeft }) => {
    const before = mapOf(apart);
    before.finish();
    const places = before.current().placement?.places;
    if (isLeft) before.unmount();
    const after = isLeft ? mapOf(joined) : before;
    after.update({ topology: joined });
    after.finish();
    expect(after.current().placement).toMatchObject({ topology: joined, places });
    after.update({ topology: joinedAndMore });
    after.finish();
    const more = after.current().placement?.places ?? new Map();
    expect(more.size).toBe(7);
    expect(new Map([...more].filter(([key]) => places?.has(key)))).toEqual(places);
  });

  it('places all VNets again when the layout is reset, and remembers that', () => {
    const job = createPlacementJob(elementsOf(joined, 'none'), auto, undefined, new Map());
    const fresh = job && computePositions(job);
    const map = mapOf(apart);
    map.finish();
    map.update({ topology: joined });
    act(() => map.current().resetPlaces());
    map.finish();
    expect(map.current().placement?.places).toEqual(fresh);
    map.unmount();
    const again = mapOf(joined);
    again.finish();
    expect(again.current().placement?.places).toEqual(fresh);
  });
});
