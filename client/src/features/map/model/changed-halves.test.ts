import { describe, expect, it } from 'vitest';
import { topologyOf } from '../testing/map-fixtures.ts';
import { findChangedHalves } from './changed-halves.ts';
import { elementsOf } from './elements.ts';
import { createScene } from './scene.ts';

const WORLD = '# Changes\nvnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nhub <-> a\nhub <-> b\n';
const elementsIn = (text: string) => elementsOf(topologyOf(text), 'none');

describe('changed halves', () => {
  const before = elementsIn(WORLD);

  it('are empty when nothing changed', () => {
    const after = elementsIn(WORLD);
    expect(findChangedHalves(before, after, createScene(after, new Map()))).toEqual([]);
  });

  it('are exactly those whose status or options differ', () => {
    const after = elementsIn(WORLD.replace('hub <-> a', 'hub <-> a forwarded |'));
    const scene = createScene(after, new Map());
    const changed = findChangedHalves(before, after, scene);
    expect(changed).toHaveLength(1);
    const [half = 0] = changed;
    const owner = half % 2 === 0 ? scene.from[half >> 1] : scene.to[half >> 1];
    expect(scene.nodes[owner ?? -1]?.name).toBe('hub');
  });

  it('include both halves of a new peering', () => {
    const after = elementsIn(`${WORLD}a <-> b\n`);
    expect(findChangedHalves(before, after, createScene(after, new Map()))).toHaveLength(2);
  });
});
