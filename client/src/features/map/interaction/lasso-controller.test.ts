import { describe, expect, it } from 'vitest';
import { createScene } from '../model/scene.ts';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { findEnclosedNodes } from './lasso-controller.ts';

const WORLD = `# Four
vnet a 10.0.0.0/16
vnet b 10.1.0.0/16
vnet far 10.2.0.0/16
vnet secret 10.3.0.0/16 hidden
a -> secret Initiated
`;
const AT = { a: { x: 10, y: 10 }, b: { x: 20, y: 10 }, far: { x: 900, y: 10 }, secret: { x: 15, y: 15 } };
const OUTLINE = {
  line: [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 100, y: 100 },
    { x: 0, y: 100 },
  ],
  removes: false,
};

describe('selection of a lasso', () => {
  const { elements } = loadFixture(WORLD);
  const scene = createScene(elements, new Map(Object.entries(AT).map(([name, at]) => [keyOf(elements, name), at])));
  const names = (shown?: readonly string[]) =>
    findEnclosedNodes(scene, OUTLINE, shown && new Set(shown.map((name) => keyOf(elements, name)))).map((node) => scene.nodes[node]?.name);

  it('contains the VNets inside, without ghosts', () => {
    expect(names()).toEqual(['a', 'b']);
  });

  it('excludes VNets that the filter dims', () => {
    expect(names(['b', 'far'])).toEqual(['b']);
  });
});
