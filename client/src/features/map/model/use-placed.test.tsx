import { act, cleanup, renderHook } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, expect, it } from 'vitest';
import type { OwnPositions } from '../../../lib/state/own-positions.ts';
import { type Placer, placesFor } from '../placement/placer.ts';
import { topologyOf } from '../testing/map-worlds.ts';
import { usePlaced } from './use-placed.ts';

const said = new Map();
const auto = { grouping: 'none', layout: 'auto' } as const;
const mesh = { grouping: 'none', layout: 'mesh' } as const;
const WORLD = '# World\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na <-> b\n';
const first = topologyOf(WORLD);
const second = topologyOf(`${WORLD}vnet c 10.2.0.0/16\n`);
const third = topologyOf(`${WORLD}vnet c 10.2.0.0/16\nvnet d 10.3.0.0/16\n`);
const [a, b] = [...first.vnets.keys()];

afterEach(cleanup);

/** What the map of a topology stands on, and a placer that works until it is let answer. */
function mapOf(topology: typeof first) {
  const waiting = new Set<() => void>();
  const placer: Placer = {
    place(job, { done }) {
      const answer = () => done(placesFor(job));
      waiting.add(answer);
      return () => void waiting.delete(answer);
    },
  };
  const initialProps: Parameters<typeof usePlaced>[0] = { estate: 'test', topology, arrangement: auto, said, own: {} };
  const { result, rerender } = renderHook((props: typeof initialProps) => usePlaced(props, placer), { wrapper: StrictMode, initialProps });
  return {
    now: () => result.current,
    show: (more: Partial<typeof initialProps>) => rerender({ ...initialProps, ...more }),
    answer: () =>
      act(() => {
        for (const answer of waiting) answer();
        waiting.clear();
      }),
  };
}

it('the map stands on the last reading when two come while the first is placed, with what was moved meanwhile', () => {
  const own: OwnPositions = { none: { [a ?? '']: [5, 6] } };
  const map = mapOf(first);
  map.answer();
  const where = map.now().placed?.places.get(b ?? '');
  expect(where).toBeDefined();
  map.show({ topology: second });
  expect(map.now()).toMatchObject({ isPlacing: true, placed: { topology: first } });
  map.show({ topology: third });
  map.show({ topology: third, own });
  map.answer();
  expect(map.now().isPlacing).toBe(false);
  expect(map.now().placed?.topology).toBe(third);
  expect(map.now().placed?.places.get(a ?? '')).toEqual({ x: 5, y: 6 });
  expect(map.now().placed?.places.get(b ?? '')).toEqual(where);
});

it('the map stays in the arrangement that was chosen last, though another was asked for in between', () => {
  const map = mapOf(first);
  map.answer();
  map.show({ arrangement: mesh });
  map.show({ arrangement: auto });
  map.answer();
  expect(map.now()).toMatchObject({ isPlacing: false, placed: { arrangement: auto } });
});

it('the map says that it is busy while everything is placed anew', () => {
  const map = mapOf(first);
  map.answer();
  act(() => map.now().again());
  expect(map.now().isPlacing).toBe(true);
  map.answer();
  expect(map.now().isPlacing).toBe(false);
});
