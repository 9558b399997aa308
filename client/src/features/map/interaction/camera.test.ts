import { describe, expect, it } from 'vitest';
import { detailLevel, isClose } from '../geometry/detail-level.ts';
import { toScreen, type View, visibleBounds } from '../geometry/view.ts';
import { createScene, positionOf } from '../model/scene.ts';
import { place } from '../placement/place.ts';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { createCamera } from './camera.ts';

/** Creates a camera; it opens the estate unless `isOpen` is false. */
function setUp(world: string, isOpen = true) {
  const { elements, nodes, links } = loadFixture(world);
  const scene = createScene(elements, place(nodes, links));
  const screen = { view: { zoom: 1, x: 0, y: 0 } as View, size: { width: 1000, height: 700 }, hasSelection: false };
  const camera = createCamera({
    content: () => ({ scene, containers: [], size: screen.size, hasSelection: screen.hasSelection }),
    view: () => screen.view,
    show: (view) => {
      screen.view = view;
    },
  });
  if (isOpen) camera.open(undefined);
  const isVisible = (node: number) => {
    const { x, y } = toScreen(screen.view, positionOf(scene, node));
    return x >= 0 && x <= screen.size.width && y >= 0 && y <= screen.size.height;
  };
  return { camera, screen, scene, elements, isVisible };
}

describe('camera', () => {
  it('shows every VNet after a fit', () => {
    const { camera, scene, isVisible } = setUp('generated:500');
    camera.fit();
    expect([...scene.nodes.keys()].every(isVisible)).toBe(true);
  });

  it.each([
    [1440, 800],
    [918, 700],
    [800, 450],
  ])('leaves space for the bar for selected VNets in a window of %s × %s px', (width, height) => {
    const { camera, screen, scene } = setUp('contoso');
    screen.size = { width, height };
    const lowest = () => {
      camera.fit(0);
      return Math.max(...scene.nodes.map((_, node) => toScreen(screen.view, positionOf(scene, node)).y));
    };
    expect(lowest()).toBeGreaterThan(height - 120);
    screen.hasSelection = true;
    expect(lowest()).toBeLessThan(height - (width < 919 ? 84 : 52));
  });

  it('still shows cards after a panel has taken a part of the area, and the focused VNet with them', () => {
    const { camera, screen, elements, isVisible, scene } = setUp('course');
    camera.fit(0);
    const vnet1 = keyOf(elements, 'vnet1');
    const before = screen.size;
    screen.size = { width: 500, height: 700 };
    camera.resize(before, { kind: 'vnet', key: vnet1 });
    expect(detailLevel(screen.view.zoom)).toBe('near');
    expect(isVisible(scene.indexOf.get(vnet1) ?? -1)).toBe(true);
    const narrow = screen.size;
    screen.size = before;
    camera.resize(narrow, undefined);
    expect([...scene.nodes.keys()].every(isVisible)).toBe(true);
  });

  it.each(['course', 'contoso', 'generated:50', 'generated:300', 'generated:1000'])(
    'keeps the level of detail of %s when a panel opens, in windows of every width',
    (world) => {
      const { camera, screen } = setUp(world);
      const levelOf = ({ zoom }: View) => `${detailLevel(zoom)} ${isClose(zoom)}`;
      const widths = Array.from({ length: 30 }, (_, i) => 700 + 50 * i);
      const lessDetail = widths.filter((width) => {
        screen.size = { width, height: 800 };
        camera.fit(0);
        const before = levelOf(screen.view);
        const whole = screen.size;
        screen.size = { width: width - 380, height: 800 };
        camera.resize(whole, undefined);
        return levelOf(screen.view) !== before;
      });
      console.info(`${world}: another level after a panel opened in ${lessDetail.length} of ${widths.length} windows`);
      expect(lessDetail).toEqual([]);
    },
  );

  describe('after the user has moved the view', () => {
    /** Shows the left part of the course at a zoom of the user's choice, with vnet1 at `x` on screen; then shrinks the area as a panel does. */
    function openPanel(x: number, focus: 'vnet1' | 'nothing') {
      const { camera, screen, scene, elements } = setUp('course');
      const key = keyOf(elements, 'vnet1');
      const at = positionOf(scene, scene.indexOf.get(key) ?? -1);
      const before = screen.size;
      screen.view = { zoom: 1.5, x: x - at.x * 1.5, y: 350 - at.y * 1.5 };
      camera.markManual();
      const start = screen.view;
      screen.size = { width: 620, height: 700 };
      camera.resize(before, focus === 'nothing' ? undefined : { kind: 'vnet', key });
      return { screen, start, end: screen.view, x: toScreen(screen.view, at).x };
    }

    it('leaves the view as it is when a panel opens and the focused VNet stays in view', () => {
      const { start, end } = openPanel(300, 'vnet1');
      expect(end).toEqual(start);
    });

    it('moves the focused VNet out from under a panel, at the same zoom', () => {
      const { end, x } = openPanel(900, 'vnet1');
      expect(end.zoom).toBe(1.5);
      expect(x).toBeGreaterThan(500);
      expect(x).toBeLessThan(600);
    });

    it.each([
      { when: 'nothing is focused', x: 300, focus: 'nothing' },
      { when: 'the focused VNet was out of view', x: 1400, focus: 'vnet1' },
    ] as const)('leaves what was in the middle in view when $when', ({ x, focus }) => {
      const { start, end } = openPanel(x, focus);
      expect(end).toEqual(start);
    });

    it('moves what was in the middle back into an area that became very low', () => {
      const { camera, screen } = setUp('course');
      camera.markManual();
      screen.view = { zoom: 1, x: 0, y: 0 };
      screen.size = { width: 1000, height: 300 };
      camera.resize({ width: 1000, height: 700 }, undefined);
      expect(screen.view).toEqual({ zoom: 1, x: 0, y: -110 });
    });
  });

  it('keeps everything in view when the area shrinks, until the user moves the view', () => {
    const { camera, screen, scene, isVisible } = setUp('contoso');
    camera.fit();
    screen.size = { width: 500, height: 700 };
    camera.refit(0);
    expect([...scene.nodes.keys()].every(isVisible)).toBe(true);
    camera.markManual();
    const before = screen.view;
    screen.size = { width: 900, height: 700 };
    camera.refit(0);
    expect(screen.view).toBe(before);
  });

  it('frames a VNet with all its neighbours when they fit legibly', () => {
    const { camera, scene, elements, isVisible, screen } = setUp('contoso');
    const key = keyOf(elements, 'data-etl');
    camera.frame({ kind: 'vnet', key });
    const node = scene.indexOf.get(key) ?? -1;
    expect(scene.linksOf[node]?.every((link) => isVisible(scene.from[link] ?? 0) && isVisible(scene.to[link] ?? 0))).toBe(true);
    expect(screen.view.zoom).toBeGreaterThanOrEqual(0.4);
  });

  it('frames only the hub, at a legible zoom, when it has too many spokes', () => {
    const { camera, scene, screen, isVisible } = setUp('generated:3000');
    const hub = scene.nodes.reduce((best, node, i) => (node.peerings > (scene.nodes[best]?.peerings ?? 0) ? i : best), 0);
    const key = scene.nodes[hub]?.key;
    if (!key) throw new Error('The fixture has no hub');
    camera.frame({ kind: 'vnet', key });
    expect(isVisible(hub)).toBe(true);
    expect(screen.view.zoom).toBeGreaterThan(0.7);
  });

  it('opens an estate at the item that was requested before it arrived, or else at the focused one', () => {
    const requested = setUp('contoso', false);
    const [lake, etl] = ['data-lake', 'data-etl'].map((name) => ({ kind: 'vnet' as const, key: keyOf(requested.elements, name) }));
    if (!lake || !etl) throw new Error('The fixture lacks the VNets');
    const closed = requested.screen.view;
    requested.camera.frame(lake);
    expect(requested.screen.view).toBe(closed);
    requested.camera.open(etl);
    const focused = setUp('contoso', false);
    focused.camera.open(lake);
    expect(requested.screen.view).toEqual(focused.screen.view);
    expect(focused.screen.view).not.toEqual(closed);
    requested.camera.open(etl);
    expect(requested.screen.view).not.toEqual(focused.screen.view);
  });

  it('moves the view only if the VNet is not well inside it', () => {
    const { camera, scene, screen, isVisible } = setUp('contoso');
    camera.fit();
    const before = screen.view;
    const node = scene.nodes.findIndex(({ name }) => name === 'data-lake');
    camera.bringIntoView(node);
    expect(screen.view).toBe(before);
    screen.view = { zoom: 2, x: 9000, y: 9000 };
    camera.bringIntoView(node);
    expect(isVisible(node)).toBe(true);
    expect(screen.view.zoom).toBe(2);
  });

  it('keeps the centre fixed when zooming with a button', () => {
    const { camera, screen } = setUp('contoso');
    const centreOf = ({ x1, x2, y1, y2 }: ReturnType<typeof visibleBounds>) => [(x1 + x2) / 2, (y1 + y2) / 2];
    const before = centreOf(visibleBounds(screen.view, screen.size));
    camera.zoomBy(1.4);
    const after = centreOf(visibleBounds(screen.view, screen.size));
    expect(after[0]).toBeCloseTo(before[0] ?? 0);
    expect(after[1]).toBeCloseTo(before[1] ?? 0);
  });

  it('fits what is shown after VNets were hidden, but leaves a view that the user moved while something is in it', () => {
    const { camera, screen, scene, isVisible } = setUp('contoso');
    camera.showContent();
    expect([...scene.nodes.keys()].every(isVisible)).toBe(true);
    camera.centreOn(positionOf(scene, 0), 0);
    const moved = screen.view;
    camera.showContent();
    expect(screen.view).toBe(moved);
    camera.centreOn({ x: 1e6, y: 1e6 }, 0);
    camera.showContent();
    expect([...scene.nodes.keys()].every(isVisible)).toBe(true);
  });
});
