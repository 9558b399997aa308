import { refusedPeers } from '@peerscape/shared/plan';
import { describe, expect, it } from 'vitest';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import type { Point } from '../geometry/bounds.ts';
import { pointOn } from '../geometry/polyline.ts';
import { hideElements } from '../model/hide-elements.ts';
import { lineBetween } from '../model/link-lines.ts';
import type { Focus, Picture } from '../paint/painter.ts';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import type { MapInput } from './map-io.ts';
import { createSceneController } from './scene-controller.ts';

const { topology, elements } = loadFixture('# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na <-> b\n');
const [a, b] = [keyOf(elements, 'a'), keyOf(elements, 'b')];
const input: MapInput = {
  placement: {
    estate: 'test',
    topology,
    arrangement: { grouping: 'none', layout: 'auto' },
    elements,
    places: new Map([
      [a, { x: 0, y: 0 }],
      [b, { x: 300, y: 0 }],
    ]),
  },
  shown: undefined,
  focused: undefined,
  theme: 'light',
  findings: new Map(),
  highlightedHalves: [],
  planned: new Map(),
  applying: new Map(),
  writing: new Set(),
  highlights: new Map(),
  selected: new Set(),
  canSelect: true,
  canConnect: true,
};

/** Creates a scene controller that has shown the input, and records what it shows. */
function setUp(more: Partial<MapInput> = {}) {
  const shown: { picture?: Picture; focus?: Focus | undefined; moved: ReadonlyMap<string, Point>[]; focusChanges: number } = {
    moved: [],
    focusChanges: 0,
  };
  const scene = createSceneController({
    graph: { view: () => ({ zoom: 1, x: 0, y: 0 }), patch: () => undefined, move: (places) => shown.moved.push(places) },
    frames: {
      setPicture: (picture) => {
        shown.picture = picture;
      },
      setFocus: (focus) => {
        shown.focus = focus;
        shown.focusChanges++;
      },
      glow: () => undefined,
      setOverlay: () => undefined,
    },
    camera: { fit: () => undefined, refit: () => undefined, showContent: () => undefined },
    still: () => true,
    onChange: () => undefined,
  });
  scene.show(scene.update({ ...input, ...more }));
  return { scene, shown };
}

const dimmed = (picture: Picture | undefined) => picture?.scene.nodes.filter((_, i) => picture.dimmed?.[i]).map(({ name }) => name);

describe('scene controller', () => {
  it('focuses the hovered item only while it changes, and the focused item without one', () => {
    const { scene, shown } = setUp({ focused: { kind: 'vnet', key: a } });
    const hovered: FocusedItem = { kind: 'vnet', key: b };
    const before = shown.focusChanges;
    scene.hover(hovered);
    scene.hover({ ...hovered });
    expect(shown.focusChanges).toBe(before + 1);
    expect(shown.focus?.hasBands).toBe(true);
    scene.hover(undefined);
    expect(shown.focus?.focused).toEqual({ node: scene.state.scene.indexOf.get(a) });
  });

  it('focuses the VNets and peerings of a path, unless an item is hovered', () => {
    const { scene, shown } = setUp({ path: { there: [a, b], back: [] }, focused: { kind: 'vnet', key: a } });
    expect(shown.focus).toMatchObject({ nodes: new Set([0, 1]), links: [0], focused: {} });
    scene.hover({ kind: 'vnet', key: b });
    expect(shown.focus?.focused).toEqual({ node: 0 });
  });

  it('dims VNets that cannot be peered, but not the dragged one itself', () => {
    const overlapping = loadFixture('# Three\nvnet a 10.0.0.0/16\nvnet b 10.0.0.0/16\nvnet c 10.1.0.0/16\n');
    const { scene, shown } = setUp({ placement: { ...input.placement, ...overlapping, places: new Map() } });
    scene.dim(refusedPeers(overlapping.topology, keyOf(overlapping.elements, 'a')));
    expect(dimmed(shown.picture)).toEqual(['b']);
    scene.dim(undefined);
    expect(shown.picture?.dimmed).toBeUndefined();
  });

  it('leaves out hidden VNets and shows them again at their places', () => {
    const { scene, shown } = setUp();
    const alone = hideElements(elements, { nodes: new Set([b]), lines: new Set() });
    scene.show(scene.update({ ...input, visible: alone }));
    expect(shown.picture?.scene.nodes.map(({ name }) => name)).toEqual(['b']);
    expect(scene.state.positionOf(b)).toEqual({ x: 300, y: 0 });
    expect(scene.update({ ...input, visible: elements })).toEqual([]);
    expect(scene.state.positionOf(a)).toEqual({ x: 0, y: 0 });
  });

  it('draws a dragged VNet separately and places it in the graph at the end only', () => {
    const { scene, shown } = setUp();
    shown.moved.length = 0;
    scene.setDragged(a);
    expect(shown.picture?.dragged).toBe(scene.state.scene.indexOf.get(a));
    scene.moveVNet(a, { x: 10, y: 10 });
    expect(shown.moved).toEqual([]);
    scene.placeVNet(a, { x: 20, y: 20 });
    expect(shown.moved).toEqual([new Map([[a, { x: 20, y: 20 }]])]);
    expect(scene.state.positionOf(a)).toEqual({ x: 20, y: 20 });
  });

  describe('with lines around cards', () => {
    const row = loadFixture('# Row\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\nvnet c 10.2.0.0/16\nvnet d 10.3.0.0/16\na <-> c\nd <-> c\n');
    const key = (name: string) => keyOf(row.elements, name);
    const places = new Map([
      [key('a'), { x: 0, y: 0 }],
      [key('b'), { x: 300, y: 0 }],
      [key('c'), { x: 600, y: 0 }],
      [key('d'), { x: 300, y: 900 }],
    ]);
    const { scene } = setUp({ placement: { ...input.placement, ...row, places } });
    const indexOf = (name: string) => scene.state.scene.indexOf.get(key(name)) ?? -1;
    const line = (from: string, to: string) => lineBetween(scene.state.scene, indexOf(from), indexOf(to));

    it('leaves the lines of other VNets as they are while one is dragged, and searches all again when it is dropped', () => {
      const before = line('a', 'c');
      expect(before.length).toBeGreaterThan(2);
      const onLine = pointOn(before, 0.5);
      scene.setDragged(key('d'));
      scene.moveVNet(key('d'), onLine);
      expect(line('a', 'c')).toEqual(before);
      expect(line('d', 'c')).toHaveLength(2);
      scene.setDragged(undefined);
      expect(line('a', 'c')).not.toEqual(before);
      scene.placeVNet(key('d'), { x: 300, y: 900 });
      expect(line('a', 'c')).toEqual(before);
    });
  });
});
