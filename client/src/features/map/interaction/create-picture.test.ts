import { describe, expect, it } from 'vitest';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { createPicture, maskNodes, type PictureInput } from './create-picture.ts';
import { createSceneState } from './scene-state.ts';

const { elements } = loadFixture('# Three\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\nvnet c 10.2.0.0/16\na <-> b\n');
const state = createSceneState();
state.setElements(elements, new Map());
const [a, b] = [keyOf(elements, 'a'), keyOf(elements, 'b')];
const input: PictureInput = { shown: undefined, findings: new Map(), planned: new Map(), refused: undefined, dragged: undefined };
const dimmedNames = (more: Partial<PictureInput>) => {
  const { dimmed } = createPicture(state, { ...input, ...more });
  return dimmed && state.scene.nodes.filter((_, node) => dimmed[node] === 1).map(({ name }) => name);
};

describe('picture', () => {
  it('dims nothing without a filter and without a drag', () => {
    expect(dimmedNames({})).toBeUndefined();
  });

  it('dims VNets that do not match the filter, and those that cannot be peered with the dragged one', () => {
    const refused = maskNodes(state.scene, ({ key }) => key === b);
    expect(dimmedNames({ shown: new Set([a, b]) })).toEqual(['c']);
    expect(dimmedNames({ refused })).toEqual(['b']);
    expect(dimmedNames({ shown: new Set([a, b]), refused })).toEqual(['b', 'c']);
  });

  it('contains planned halves between VNets of the scene only', () => {
    const planned = new Map([
      [`${a}>${b}`, 'create' as const],
      [`${a}>gone`, 'create' as const],
    ]);
    expect(createPicture(state, { ...input, planned }).planned).toEqual([
      { own: state.scene.indexOf.get(a), far: state.scene.indexOf.get(b), what: 'create' },
    ]);
  });
});
