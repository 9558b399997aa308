import { peeringKey } from '@peerscape/shared/topology';
import { describe, expect, it } from 'vitest';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { meshFixture } from '../testing/mesh-fixtures.ts';
import { hideElements } from './hide-elements.ts';

const { elements } = loadFixture(
  '# Hidden\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\nvnet c 10.2.0.0/16\nvnet d 10.3.0.0/16\na <-> b\nb <-> c\ngroup mesh c d\n',
);
const key = (name: string) => keyOf(elements, name);
const line = (a: string, b: string) => peeringKey(key(a), key(b));
const visible = (nodes: readonly string[], lines: readonly (readonly [string, string])[]) => {
  const rest = hideElements(elements, { nodes: new Set(nodes.map(key)), lines: new Set(lines.map(([a, b]) => line(a, b))) });
  return {
    names: [...rest.nodes.values()].map(({ name }) => name).join(' '),
    links: rest.links.size,
    groups: rest.connectedGroups.map(({ members }) => members.length),
  };
};

describe('hiding elements', () => {
  it('leaves VNets that match, without the lines that do not', () => {
    expect(visible(['a', 'b'], [])).toEqual({ names: 'a b', links: 0, groups: [] });
  });

  it('leaves both ends of a line that matches', () => {
    expect(visible(['a'], [['b', 'c']])).toEqual({ names: 'a b c', links: 1, groups: [] });
  });

  it('leaves a connected group while two of its members are visible', () => {
    expect(visible(['c', 'd'], []).groups).toEqual([2]);
    expect(visible(['a', 'd'], []).groups).toEqual([]);
  });

  it('leaves a large mesh only while all of it is visible', () => {
    const mesh = loadFixture(meshFixture(12)).elements;
    const all = { nodes: new Set(mesh.nodes.keys()), lines: new Set(mesh.links.keys()) };
    const [first] = mesh.meshes[0]?.members ?? [];
    const inside = [...mesh.links.values()].find(({ a, b }) => [a, b].every((end) => mesh.meshes[0]?.members.includes(end)));
    expect(mesh.meshes).not.toEqual([]);
    expect(hideElements(mesh, all).meshes).toEqual(mesh.meshes);
    const withoutLine = { ...all, lines: new Set([...all.lines].filter((one) => one !== inside?.key)) };
    expect(hideElements(mesh, withoutLine).meshes).not.toContain(mesh.meshes[0]);
    const lines = [...mesh.links.values()].filter(({ a, b }) => a !== first && b !== first).map(({ key: one }) => one);
    const withoutVNet = { nodes: new Set([...all.nodes].filter((one) => one !== first)), lines: new Set(lines) };
    expect(hideElements(mesh, withoutVNet).meshes).not.toContain(mesh.meshes[0]);
  });
});
