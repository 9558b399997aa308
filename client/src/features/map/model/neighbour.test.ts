import { describe, expect, it } from 'vitest';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { nextAlongPeering, nextOnMap, nextVNet } from './neighbour.ts';
import { createScene } from './scene.ts';

// a is in the centre and peered with all others except lone; right-far is behind right
const PLACES: Readonly<Record<string, { x: number; y: number }>> = {
  a: { x: 0, y: 0 },
  right: { x: 200, y: 20 },
  'right-far': { x: 500, y: 0 },
  left: { x: -200, y: 0 },
  above: { x: 30, y: -200 },
  lone: { x: 0, y: 150 },
};
const { elements } = loadFixture(`# Keys
vnet a 10.0.0.0/16
vnet right 10.1.0.0/16
vnet right-far 10.2.0.0/16
vnet left 10.3.0.0/16
vnet above 10.4.0.0/16
vnet lone 10.5.0.0/16
a <-> right
a <-> right-far
a <-> left
a <-> above
`);
const scene = createScene(
  elements,
  new Map([...elements.nodes.values()].map(({ key, name }) => [key as string, PLACES[name] ?? { x: 0, y: 0 }])),
);
const named = (name: string) => scene.nodes.findIndex((node) => node.name === name);
const nameOf = (node: number | undefined) => (node === undefined ? undefined : scene.nodes[node]?.name);

describe('arrow keys', () => {
  it('follow peerings to the nearest VNet in their direction', () => {
    expect(nameOf(nextAlongPeering(scene, named('a'), 'right'))).toBe('right');
    expect(nameOf(nextAlongPeering(scene, named('a'), 'left'))).toBe('left');
    expect(nameOf(nextAlongPeering(scene, named('a'), 'up'))).toBe('above');
  });

  it('do nothing when no peering goes in that direction', () => {
    expect(nextAlongPeering(scene, named('a'), 'down')).toBeUndefined();
    expect(nextAlongPeering(scene, named('left'), 'left')).toBeUndefined();
  });

  it('return the way they came', () => {
    expect(nameOf(nextAlongPeering(scene, named('right'), 'left'))).toBe('a');
  });

  it('with Shift move across the map, peered or not', () => {
    expect(nameOf(nextOnMap(scene, named('a'), 'down'))).toBe('lone');
  });

  it('lead to the next VNet by its key, and nowhere from a VNet that was removed', () => {
    const a = keyOf(elements, 'a');
    expect(nextVNet(scene, a, 'down', false)?.key).toBe(keyOf(elements, 'lone'));
    expect(nextVNet(scene, a, 'down', true)).toBeUndefined();
    const { elements: other } = loadFixture('# Other\nvnet gone 10.9.0.0/16\n');
    expect(nextVNet(scene, keyOf(other, 'gone'), 'down', false)).toBeUndefined();
  });
});
