import { describe, expect, it } from 'vitest';
import { annotationsOf } from '../model/annotations.ts';
import { positionOf } from '../model/scene.ts';
import { createPlacedScene, findLink, meshFixture, nodeIndexOf } from '../testing/mesh-fixtures.ts';
import { createHitTester, type HitContext } from './hit-tester.ts';

const scene = createPlacedScene(meshFixture(12, { '1-2': 'm-1 -> m-2 Initiated' }));
const annotations = annotationsOf(scene);
const FAR = 0.2;

/** Returns a point on the line between two VNets, away from its centre, where no other line is nearer. */
function onLine(one: string, other: string, share = 0.37) {
  const [from, to] = [positionOf(scene, nodeIndexOf(scene, one)), positionOf(scene, nodeIndexOf(scene, other))];
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

const targetAt = (point: { x: number; y: number }, zoom = FAR, context?: HitContext) =>
  createHitTester().findTarget(scene, annotations, point, zoom, false, context);
const NOTHING = { planned: new Set<string>(), applying: new Set<string>() };
const keyOf = (name: string) => scene.nodes[nodeIndexOf(scene, name)]?.key ?? ('' as never);

describe('hit test on a large mesh', () => {
  it('finds its VNets', () => {
    expect(targetAt(positionOf(scene, nodeIndexOf(scene, 'm-4')))).toEqual({ kind: 'vnet', key: keyOf('m-4') });
  });

  it('finds the mesh instead of a line that is not drawn, and the line once it is drawn', () => {
    const point = onLine('m-3', 'm-9');
    expect(targetAt(point)).toMatchObject({ kind: 'mesh', mesh: { peerings: 66 } });
    expect(targetAt(point, 4)).toMatchObject({ kind: 'half' });
  });

  it('finds a line that needs attention', () => {
    expect(targetAt(onLine('m-1', 'm-2'))).toMatchObject({ kind: 'half', key: scene.links[findLink(scene, 'm-1', 'm-2')]?.key });
  });

  it('finds the lines of the focused item, and those that a draft or an apply changes', () => {
    const key = scene.links[findLink(scene, 'm-3', 'm-9')]?.key;
    const half = new Set([`${keyOf('m-9')}>${keyOf('m-3')}`]);
    const contexts: HitContext[] = [
      { ...NOTHING, focused: { kind: 'vnet', key: keyOf('m-3') } },
      { ...NOTHING, planned: half },
      { ...NOTHING, applying: half },
    ];
    for (const context of contexts) expect(targetAt(onLine('m-3', 'm-9'), FAR, context)).toMatchObject({ kind: 'half', key });
    expect(targetAt(onLine('m-4', 'm-10'), FAR, { ...NOTHING, planned: half })).toMatchObject({ kind: 'mesh' });
  });

  it('finds nothing outside', () => {
    expect(targetAt({ x: 9000, y: 9000 })).toBeUndefined();
  });
});
