import { describe, expect, it } from 'vitest';
import { elementsOf } from '../model/elements.ts';
import { createScene } from '../model/scene.ts';
import { keyOf, topologyOf } from '../testing/map-fixtures.ts';
import { focusOf, neighbourhood } from './focus.ts';

const WORLD = '# Focus\nvnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nhub <-> a\nhub <-> b\n';
const elementsIn = (text: string) => elementsOf(topologyOf(text), 'none');

describe('focus', () => {
  const elements = elementsIn(WORLD);
  const scene = createScene(elements, new Map());
  const vnet = (name: string) => ({ kind: 'vnet', key: keyOf(elements, name) }) as const;
  const names = (nodes: Iterable<number> | undefined) => [...(nodes ?? [])].map((node) => scene.nodes[node]?.name).sort();

  it('is the neighbourhood of the hovered item, or else of the focused item', () => {
    expect(focusOf(scene, undefined, undefined)).toBeUndefined();
    expect(names(focusOf(scene, vnet('a'), undefined)?.nodes)).toEqual(['a', 'hub']);
    expect(names(focusOf(scene, vnet('a'), vnet('b'))?.nodes)).toEqual(['a', 'b', 'hub']);
    expect(focusOf(scene, vnet('a'), vnet('b'))?.links).toHaveLength(1);
  });

  it('of a peering includes both its ends', () => {
    const [key] = elements.links.keys();
    if (!key) throw new Error('The fixture has no peering');
    expect(focusOf(scene, { kind: 'peering', key }, undefined)?.nodes.size).toBe(2);
    expect(neighbourhood(scene, { kind: 'peering', key })).toHaveLength(2);
  });

  it('highlights the given half of the focused peering only', () => {
    const [one, other] = [...elements.links.values()];
    if (!one || !other) throw new Error('The fixture must have two peerings');
    const highlighted = [{ from: one.b, to: one.a }];
    expect(focusOf(scene, { kind: 'peering', key: one.key }, undefined, highlighted)?.highlightedHalves).toEqual([
      2 * (scene.linkIndexOf.get(one.key) ?? 0) + 1,
    ]);
    expect(focusOf(scene, { kind: 'peering', key: other.key }, undefined, highlighted)?.highlightedHalves).toEqual([]);
  });

  it('is undefined when the focused item no longer exists', () => {
    expect(focusOf(scene, { kind: 'vnet', key: '/gone' as never }, undefined)).toBeUndefined();
  });
});
