import { describe, expect, it } from 'vitest';
import { elementsOf } from '../model/elements.ts';
import { sceneOf } from '../model/scene.ts';
import { keyOf, topologyOf } from '../testing/map-worlds.ts';
import { focusOf, neighbourhood } from './focus.ts';

const WORLD = '# Focus\nvnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nhub <-> a\nhub <-> b\n';
const elementsIn = (text: string) => elementsOf(topologyOf(text), 'none');

describe('focus', () => {
  const elements = elementsIn(WORLD);
  const scene = sceneOf(elements, new Map());
  const vnet = (name: string) => ({ kind: 'vnet', key: keyOf(elements, name) }) as const;
  const names = (nodes: Iterable<number> | undefined) => [...(nodes ?? [])].map((node) => scene.nodes[node]?.name).sort();

  it('is the neighbourhood of what is pointed at, before that of what is selected', () => {
    expect(focusOf(scene, undefined, undefined)).toBeUndefined();
    expect(names(focusOf(scene, vnet('a'), undefined)?.nodes)).toEqual(['a', 'hub']);
    expect(names(focusOf(scene, vnet('a'), vnet('b'))?.nodes)).toEqual(['a', 'b', 'hub']);
    expect(focusOf(scene, vnet('a'), vnet('b'))?.links).toHaveLength(1);
  });

  it('is a peering with both its ends', () => {
    const [key] = elements.links.keys();
    if (!key) throw new Error('the world has no peering');
    expect(focusOf(scene, { kind: 'peering', key }, undefined)?.nodes.size).toBe(2);
    expect(neighbourhood(scene, { kind: 'peering', key })).toHaveLength(2);
  });

  it('points at the guilty half of the selected peering, and at none of another', () => {
    const [one, other] = [...elements.links.values()];
    if (!one || !other) throw new Error('the world has two peerings');
    const guilty = [{ from: one.b, to: one.a }];
    expect(focusOf(scene, { kind: 'peering', key: one.key }, undefined, guilty)?.guilty).toEqual([
      2 * (scene.linkIndexOf.get(one.key) ?? 0) + 1,
    ]);
    expect(focusOf(scene, { kind: 'peering', key: other.key }, undefined, guilty)?.guilty).toEqual([]);
  });

  it('is nothing when what was selected is gone', () => {
    expect(focusOf(scene, { kind: 'vnet', key: '/gone' as never }, undefined)).toBeUndefined();
  });
});
