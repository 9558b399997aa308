import { describe, expect, it } from 'vitest';
import { computePositions } from '../placement/placer.ts';
import { readEstate } from '../testing/estates.ts';
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
const DIRECTIONS = ['left', 'right', 'up', 'down'] as const;
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

  it('with Shift reach a VNet that is on that side but far beside it', () => {
    expect(nameOf(nextOnMap(scene, named('left'), 'up'))).toBe('above');
    expect(nameOf(nextOnMap(scene, named('lone'), 'left'))).toBe('left');
  });

  it.each([
    ['course', 'none', 'course'],
    ['contoso', 'none', 'contoso'],
    ['the own estate', 'none', readEstate('own-estate')],
    ['the own estate', 'region', readEstate('own-estate')],
    ['generated:300', 'none', 'generated:300'],
    ['generated:300', 'region', 'generated:300'],
    ['generated:1000', 'region', 'generated:1000'],
  ] as const)('with Shift reach every VNet of %s, grouped by %s', (name, grouping, world) => {
    const fixture = loadFixture(world, grouping);
    const placed = createScene(
      fixture.elements,
      computePositions({ ...fixture, layout: 'auto', card: fixture.elements.card, before: undefined }),
    );
    const reached = new Set([0]);
    for (const node of reached)
      for (const direction of DIRECTIONS) {
        const next = nextOnMap(placed, node, direction);
        if (next !== undefined) reached.add(next);
      }
    const unreachable = placed.nodes.length - reached.size;
    console.info(`${name}, ${grouping}: ${unreachable} of ${placed.nodes.length} VNets are out of reach of Shift and the arrow keys`);
    expect(unreachable).toBe(0);
  });

  it('lead to the next VNet by its key, and nowhere from a VNet that was removed', () => {
    const a = keyOf(elements, 'a');
    expect(nextVNet(scene, a, 'down', false)?.key).toBe(keyOf(elements, 'lone'));
    expect(nextVNet(scene, a, 'down', true)).toBeUndefined();
    const { elements: other } = loadFixture('# Other\nvnet gone 10.9.0.0/16\n');
    expect(nextVNet(scene, keyOf(other, 'gone'), 'down', false)).toBeUndefined();
  });
});
