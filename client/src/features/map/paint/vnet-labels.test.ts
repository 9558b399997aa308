import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Grouping } from '../../../lib/format/grouping.ts';
import { type Box, boxAround } from '../geometry/bounds.ts';
import { touchesSegment } from '../geometry/obstacles.ts';
import { fitView, toScreen, toScreenBox } from '../geometry/view.ts';
import { boundsOf } from '../model/hit-test.ts';
import { halfLine, lineBetween } from '../model/link-lines.ts';
import { createScene, halfSizeOf, MISSING, positionOf, type Scene } from '../model/scene.ts';
import { computePositions } from '../placement/placer.ts';
import { createPlainPicture } from '../testing/drawing-fixtures.ts';
import { readEstate } from '../testing/estates.ts';
import { loadFixture } from '../testing/map-fixtures.ts';
import { createPlacedScene } from '../testing/mesh-fixtures.ts';
import { createRecordingContext } from '../testing/recording-context.ts';
import { type FindingCounts, paintFindings } from './finding-badges.ts';
import { computeHalfLine } from './half-glyphs.ts';
import { boxesOverlap, type Leader, touchesLeader } from './label-declutter.ts';
import type { PaintContext } from './paint-context.ts';
import { paintLabels } from './paint-labels.ts';
import { createPaintContext } from './painter.ts';
import { findVisibleItems } from './visible-items.ts';

const SCREEN = { width: 1440, height: 800, ratio: 1 };

function sceneOf(world: string, grouping: Grouping = 'none'): Scene {
  const { elements, nodes, links } = loadFixture(world, grouping);
  return createScene(elements, computePositions({ nodes, links, layout: 'auto', card: elements.card, before: undefined }));
}

/** Draws the labels of a scene at a zoom factor, around its centre, and counts those on lines and on other labels. */
function countCollisions(scene: Scene, zoom: number) {
  const recording = createRecordingContext();
  const view = fitView(boundsOf(scene), SCREEN, 0, zoom);
  const context = createPaintContext(recording.ctx, scene, { ...view, ...centred(scene, zoom), zoom }, SCREEN, 'light');
  const picture = createPlainPicture(scene);
  const { nodes, links } = findVisibleItems(context, picture).matching;
  const findings: FindingCounts = new Map(
    scene.nodes.flatMap(({ key }, i) => (i % 3 === 0 ? [[key, { count: 1 + (i % 12), worst: 'error' }]] : [])),
  );
  paintLabels(context, { ...picture, findings }, { nodes, links });
  const backgrounds = recording.boxes;
  const labels = recording.drawnTexts.map(({ box }) => box);
  const hasBackground = (box: Box) =>
    backgrounds.some(({ x1, y1, x2, y2 }) => x1 <= box.x1 && x2 >= box.x2 && y1 <= box.y1 && y2 >= box.y2);
  const lines = links.flatMap((link) =>
    drawnLines(scene, link, context.isClose).map((line) => line.map((point) => toScreen(context.view, point))),
  );
  const isOnLine = ({ x1, y1, x2, y2 }: Box) =>
    lines.some((line) =>
      line.some((point, i) => {
        const half = { width: (x2 - x1) / 2, height: (y2 - y1) / 2 };
        return i > 0 && touchesSegment({ x: (x1 + x2) / 2, y: (y1 + y2) / 2 }, half, line[i - 1] ?? point, point);
      }),
    );
  const badges = createRecordingContext();
  paintFindings({ ...context, ctx: badges.ctx }, findings, nodes);
  const shapes = context.level === 'near' ? [] : nodes.map((node) => shapeOf(context, node));
  // the leader of a label begins at its own shape and ends at its own text
  const leaders = recording.strokes.filter(({ width }) => width === 0.8).map(({ from, to }) => shorten(from, to));
  const outlines = picture.connectedGroups.flatMap(({ outline }) => (outline ? [outline.map((at) => toScreen(context.view, at))] : []));
  const isOnOutline = (box: Box) =>
    outlines.some((corners) => corners.some((corner, i) => touchesLeader(box, [corner, corners[(i + 1) % corners.length] ?? corner])));
  return {
    leaders: leaders.length,
    leadersOnLabels: leaders.filter((leader) => labels.some((box) => touchesLeader(box, leader))).length,
    leadersOnShapes: leaders.filter((leader) => [...shapes, ...badges.boxes].some((box) => touchesLeader(box, leader))).length,
    onOutlines: labels.filter(isOnOutline).length,
    labels: labels.length,
    vnetsInView: nodes.length,
    onLines: labels.filter((box) => !hasBackground(box) && isOnLine(box)).length,
    onLabels: labels.filter((box, i) => labels.slice(i + 1).some((other) => boxesOverlap(box, other))).length,
  };
}

const shapeOf = ({ scene, view }: PaintContext, node: number): Box => {
  const side = 2 * halfSizeOf(scene, node, view.zoom).width * view.zoom;
  return boxAround(toScreen(view, positionOf(scene, node)), { width: side, height: side });
};

/** Returns a leader without its ends: what it has inside the square around its own shape, and next to its own text. */
const shorten = ([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): Leader => {
  const at = (share: number) => ({ x: x1 + (x2 - x1) * share, y: y1 + (y2 - y1) * share });
  const length = Math.hypot(x2 - x1, y2 - y1);
  const [start, end] = [Math.min(0.5, 12 / length), 3 / length];
  return [at(start), at(Math.max(start, 1 - end))];
};

const centred = (scene: Scene, zoom: number) => {
  const { x1, y1, x2, y2 } = boundsOf(scene);
  return { x: SCREEN.width / 2 - ((x1 + x2) / 2) * zoom, y: SCREEN.height / 2 - ((y1 + y2) / 2) * zoom };
};

function drawnLines(scene: Scene, link: number, isClose: boolean) {
  const sides = ([0, 1] as const).filter((side) => scene.halfStatus[2 * link + side] !== MISSING);
  if (sides.length === 2) return [lineBetween(scene, scene.from[link] ?? 0, scene.to[link] ?? 0, isClose)];
  return sides.map((side) => halfLine(scene, link, side, isClose));
}

describe('labels', () => {
  // glyphs are paths, which the test environment does not have
  beforeAll(() => void vi.stubGlobal('Path2D', class {}));
  afterAll(() => void vi.unstubAllGlobals());

  it.each([
    ['course', 'course'],
    ['contoso', 'contoso'],
    ['the own estate', readEstate('own-estate')],
    ['generated:50', 'generated:50'],
    ['generated:300', 'generated:300'],
    ['generated:1000', 'generated:1000'],
  ])('of %s are on no line and on no other label, at every level that shows them', (name, world) => {
    const scene = sceneOf(world);
    for (const zoom of [0.28, 0.45, 0.6, 0.77, 1]) {
      const { labels, leaders, vnetsInView, ...collisions } = countCollisions(scene, zoom);
      const { onLines, onLabels, onOutlines, leadersOnLabels, leadersOnShapes } = collisions;
      console.info(
        `${name} at ${zoom}: of ${labels} lines of text at ${vnetsInView} VNets, ${onLines} on lines, ${onLabels} on others and ${onOutlines} on outlines; of ${leaders} leaders, ${leadersOnLabels} across text and ${leadersOnShapes} across VNets or badges`,
      );
      expect({ zoom, ...collisions }).toEqual({ zoom, onLines: 0, onLabels: 0, onOutlines: 0, leadersOnLabels: 0, leadersOnShapes: 0 });
    }
  });

  it.each([
    ['contoso', 'contoso'],
    ['the own estate', readEstate('own-estate')],
    ['generated:300', 'generated:300'],
  ])('of %s stay out of the boxes of other groups', (_, world) => {
    const scene = sceneOf(world, 'region');
    const picture = createPlainPicture(scene);
    const labels = new Map(scene.nodes.map(({ label, group }) => [label.text, group.id]));
    const inOtherGroups = [0.2, 0.28, 0.33, 0.4, 0.5, 0.65].map((zoom) => {
      const recording = createRecordingContext();
      const view = { ...centred(scene, zoom), zoom };
      const context = createPaintContext(recording.ctx, scene, view, SCREEN, 'light');
      paintLabels(context, picture, findVisibleItems(context, picture).matching);
      const others = (id: string | undefined) =>
        picture.containers.flatMap((group) => (group.id === id ? [] : toScreenBox(view, group.box)));
      return recording.drawnTexts.flatMap(({ text, box }) => {
        const group = labels.get(text);
        return group !== undefined && others(group).some((other) => boxesOverlap(box, other)) ? [`${text} at ${zoom}`] : [];
      });
    });
    expect(inOtherGroups.flat()).toEqual([]);
  });

  it('do not reach under the controls at the upper edge', () => {
    const scene = sceneOf('contoso');
    const screen = { ...SCREEN, controls: 80 };
    const recording = createRecordingContext();
    const context = createPaintContext(recording.ctx, scene, fitView(boundsOf(scene), SCREEN, 90), screen, 'light');
    paintLabels(context, createPlainPicture(scene), findVisibleItems(context, createPlainPicture(scene)).matching);
    expect(recording.drawnTexts.length).toBeGreaterThan(80);
    expect(recording.drawnTexts.filter(({ box }) => box.y1 < 80).map(({ text }) => text)).toEqual([]);
  });

  it('of hubs and connected groups at the upper edge do not reach under the controls either', () => {
    const scene = sceneOf('contoso');
    const picture = createPlainPicture(scene);
    const hubs = scene.nodes.flatMap(({ role }, node) => (role === 'hub' ? [node] : []));
    const groups = picture.connectedGroups.flatMap(({ outline }) => outline?.map(({ y }) => y) ?? []);
    expect(groups).not.toEqual([]);
    const whole = fitView(boundsOf(scene), SCREEN, 90);
    for (const top of [Math.min(...groups), ...hubs.map((hub) => positionOf(scene, hub).y)]) {
      const recording = createRecordingContext();
      const view = { ...whole, y: 50 + 8 - top * whole.zoom };
      const context = createPaintContext(recording.ctx, scene, view, { ...SCREEN, controls: 50 }, 'light');
      paintLabels(context, picture, findVisibleItems(context, picture).matching);
      const isBelow = (node: number) => toScreen(view, positionOf(scene, node)).y >= 50;
      const names = [
        ...picture.connectedGroups.map(({ name }) => name),
        ...hubs.filter(isBelow).map((hub) => scene.nodes[hub]?.label.text ?? ''),
      ];
      const drawn = recording.drawnTexts.filter(({ text }) => names.includes(text));
      expect(drawn).not.toEqual([]);
      expect(drawn.filter(({ box }) => box.y1 < 50).map(({ text }) => text)).toEqual([]);
    }
  });

  it('of missing ends do not reach under the controls either', () => {
    const scene = createPlacedScene('# Up\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na -> b Initiated\n', {
      a: { x: 0, y: 400 },
      b: { x: 0, y: 0 },
    });
    const drawnAt = (controls: number) => {
      const recording = createRecordingContext();
      const context = createPaintContext(recording.ctx, scene, { zoom: 1.2, x: 700, y: 0 }, { ...SCREEN, controls }, 'light');
      paintLabels(context, createPlainPicture(scene), findVisibleItems(context, createPlainPicture(scene)).matching);
      return recording.drawnTexts.find(({ text }) => text === '→ b')?.box.y1 ?? Number.NaN;
    };
    const controls = drawnAt(0) + 2;
    expect(drawnAt(controls)).toBeGreaterThanOrEqual(controls);
  });

  it('name VNets that need attention before others where not all names have space', () => {
    const scene = sceneOf('contoso');
    const screen = { ...SCREEN, width: 640, height: 700 };
    const ends = scene.links.flatMap((_, link) => (scene.needsAttention[link] ? [scene.from[link] ?? 0, scene.to[link] ?? 0] : []));
    const island = scene.nodes.findIndex(({ role }) => role === 'island');
    const findings: FindingCounts = new Map(
      [...ends, island].flatMap((node) => (scene.nodes[node] ? [[scene.nodes[node].key, { count: 1, worst: 'error' }]] : [])),
    );
    const recording = createRecordingContext();
    const context = createPaintContext(recording.ctx, scene, fitView(boundsOf(scene), screen, 48), screen, 'light');
    const picture = { ...createPlainPicture(scene), findings };
    paintLabels(context, picture, findVisibleItems(context, picture).matching);
    const unnamed = scene.nodes.filter(({ label }) => !recording.texts.includes(label.text)).map(({ key }) => key);
    expect(context.level).toBe('mid');
    expect(unnamed.length).toBeGreaterThan(5);
    expect(unnamed.filter((key) => findings.has(key))).toEqual([]);
  });

  it('of VNets that need attention cover lines where there is no place off them', () => {
    const scene = sceneOf('generated:300');
    const spokes = scene.nodes.filter(({ role }) => role === 'spoke');
    const findings: FindingCounts = new Map(spokes.flatMap(({ key }, i) => (i % 9 === 0 ? [[key, { count: 1, worst: 'warning' }]] : [])));
    const recording = createRecordingContext();
    const view = { ...fitView(boundsOf(scene), SCREEN, 0, 0.28), ...centred(scene, 0.28), zoom: 0.28 };
    const context = createPaintContext(recording.ctx, scene, view, SCREEN, 'light');
    const picture = { ...createPlainPicture(scene), findings };
    const { nodes, links } = findVisibleItems(context, picture).matching;
    paintLabels(context, picture, { nodes, links });
    const drawn = recording.texts.join(' ').replaceAll('- ', '-');
    const share = (of: (node: number) => boolean) => {
      const some = nodes.filter(of);
      return some.filter((node) => drawn.includes(scene.nodes[node]?.label.text ?? '')).length / some.length;
    };
    const isSpoke = (node: number) => scene.nodes[node]?.role === 'spoke';
    const isFound = (node: number) => scene.nodes[node] !== undefined && findings.has(scene.nodes[node].key);
    expect(share((node) => isSpoke(node) && !isFound(node))).toBeLessThan(0.5);
    expect(share(isFound)).toBeGreaterThan(0.9);
  });

  it('are off the halves of the draft', () => {
    const scene = sceneOf('contoso');
    const recording = createRecordingContext();
    const context = createPaintContext(recording.ctx, scene, fitView(boundsOf(scene), SCREEN, 48), SCREEN, 'light');
    const missing = [...scene.halfStatus.keys()].filter((half) => scene.halfStatus[half] === MISSING);
    const planned = missing.map((half) => {
      const ends = [scene.from[half >> 1] ?? 0, scene.to[half >> 1] ?? 0] as const;
      return { own: ends[half & 1] ?? 0, far: ends[1 - (half & 1)] ?? 0, what: 'create' as const };
    });
    const picture = { ...createPlainPicture(scene), planned };
    paintLabels(context, picture, findVisibleItems(context, picture).matching);
    const names = recording.drawnTexts.filter(({ text }) => scene.nodes.some(({ label, role }) => label.text === text && role !== 'hub'));
    expect(planned.length).toBeGreaterThan(4);
    expect(names.length).toBeGreaterThan(40);
    for (const { own, far } of planned) {
      const { line } = computeHalfLine(context, own, far);
      const covered = names.filter(({ box: { x1, y1, x2, y2 } }) =>
        line.some((to, i) => {
          const half = { width: (x2 - x1) / 2, height: (y2 - y1) / 2 };
          return i > 0 && touchesSegment({ x: (x1 + x2) / 2, y: (y1 + y2) / 2 }, half, line[i - 1] ?? to, to);
        }),
      );
      expect(covered.map(({ text }) => text)).toEqual([]);
    }
  });

  it('name all 48 VNets of contoso with their prefixes when it is fitted to a window', () => {
    const scene = sceneOf('contoso');
    const recording = createRecordingContext();
    const context = createPaintContext(recording.ctx, scene, fitView(boundsOf(scene), SCREEN, 48), SCREEN, 'light');
    const { nodes, links } = findVisibleItems(context, createPlainPicture(scene)).matching;
    const findings: FindingCounts = new Map(
      scene.nodes.flatMap(({ key }, i) => (i % 3 === 0 ? [[key, { count: 1, worst: 'error' }]] : [])),
    );
    paintLabels(context, { ...createPlainPicture(scene), findings }, { nodes, links });
    const unnamed = scene.nodes.filter(({ label }) => !recording.texts.includes(label.text)).map(({ name }) => name);
    expect(context.level).toBe('mid');
    expect(unnamed).toEqual([]);
    expect(recording.texts).toContain('10.100.0.0/22');
  });
});
