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

  it('dims lines that do not match the filter although both their VNets do, and those of refused VNets', () => {
    const link = state.scene.links[0]?.key;
    const dimmedLinks = (more: Partial<PictureInput>) => createPicture(state, { ...input, shown: new Set([a, b]), ...more }).dimmedLinks;
    expect(dimmedLinks({})).toBeUndefined();
    expect(dimmedLinks({ shownLines: new Set() })).toEqual(Uint8Array.of(1));
    expect(dimmedLinks({ shownLines: new Set(link && [link]) })).toEqual(Uint8Array.of(0));
    const refused = maskNodes(state.scene, ({ key }) => key === b);
    expect(dimmedLinks({ shownLines: new Set(link && [link]), refused })).toEqual(Uint8Array.of(1));
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
