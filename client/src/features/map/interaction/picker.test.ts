import { describe, expect, it } from 'vitest';
import { pointOf } from '../model/scene.ts';
import { surroundingsOf } from '../model/surroundings.ts';
import { linkBetween, meshWorld, numberOf, placedScene } from '../testing/mesh-worlds.ts';
import { newPicker, type Shown } from './picker.ts';

const scene = placedScene(meshWorld(12, { '1-2': 'm-1 -> m-2 Initiated' }));
const around = surroundingsOf(scene);
const FAR = 0.2;

/** A place on the line between two VNets, off its middle, where no other line must be nearer. */
function onLine(one: string, other: string, share = 0.37) {
  const [from, to] = [pointOf(scene, numberOf(scene, one)), pointOf(scene, numberOf(scene, other))];
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

const at = (place: { x: number; y: number }, zoom = FAR, shown?: Shown) => newPicker().at(scene, around, place, zoom, false, shown);
const NOTHING = { planned: new Set<string>(), applying: new Set<string>() };
const keyOf = (name: string) => scene.nodes[numberOf(scene, name)]?.key ?? ('' as never);

describe('pointing at a large mesh', () => {
  it('finds its VNets', () => {
    expect(at(pointOf(scene, numberOf(scene, 'm-4')))).toEqual({ kind: 'vnet', key: keyOf('m-4') });
  });

  it('finds the mesh where a line is that is not drawn, and the line where it is', () => {
    const place = onLine('m-3', 'm-9');
    expect(at(place)).toMatchObject({ kind: 'mesh', mesh: { peerings: 66 } });
    expect(at(place, 4)).toMatchObject({ kind: 'half' });
  });

  it('finds a line that needs attention', () => {
    expect(at(onLine('m-1', 'm-2'))).toMatchObject({ kind: 'half', key: scene.links[linkBetween(scene, 'm-1', 'm-2')]?.key });
  });

  it('finds the lines of what is selected, and those that a draft or an apply is about', () => {
    const key = scene.links[linkBetween(scene, 'm-3', 'm-9')]?.key;
    const half = new Set([`${keyOf('m-9')}>${keyOf('m-3')}`]);
    const reasons: Shown[] = [
      { ...NOTHING, selection: { kind: 'vnet', key: keyOf('m-3') } },
      { ...NOTHING, planned: half },
      { ...NOTHING, applying: half },
    ];
    for (const shown of reasons) expect(at(onLine('m-3', 'm-9'), FAR, shown)).toMatchObject({ kind: 'half', key });
    expect(at(onLine('m-4', 'm-10'), FAR, { ...NOTHING, planned: half })).toMatchObject({ kind: 'mesh' });
  });

  it('finds nothing outside', () => {
    expect(at({ x: 9000, y: 9000 })).toBeUndefined();
  });
});
