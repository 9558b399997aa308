import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HALF_STATUS_STYLES, PLANNED_STATUS_STYLES, type PlannedChange } from '../../../lib/format/half-status-styles.ts';
import { NO_ANNOTATIONS } from '../model/annotations.ts';
import { annotateConnectedGroups } from '../model/connected-group-annotations.ts';
import { createHalfMarkers } from '../model/half-markers.ts';
import { createScene } from '../model/scene.ts';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { createRecordingContext } from '../testing/recording-context.ts';
import type { FindingCount } from './finding-badges.ts';
import { createPaintContext, type Picture, paintPicture } from './painter.ts';
import { paintPlannedLines } from './planned-halves.ts';
import { rankByImportance } from './vnet-labels.ts';

beforeAll(() => vi.stubGlobal('Path2D', class {}));
afterAll(() => vi.unstubAllGlobals());

const screen = { width: 800, height: 600, ratio: 1 };

/** Paints a fixture of two VNets, `a` on the left and `b` on the right, 400 units apart. */
function painted(
  peering: string,
  zoom = 0.5,
  faint?: readonly number[],
  counts: Readonly<Record<string, FindingCount>> = {},
  planned: Readonly<Record<string, PlannedChange>> = {},
  faintLines?: readonly number[],
) {
  const { elements } = loadFixture(`# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\n${peering}\n`);
  const places = new Map([...elements.nodes.values()].map(({ key, name }) => [key as string, { x: name === 'a' ? 0 : 400, y: 0 }]));
  const scene = createScene(elements, places);
  const recording = createRecordingContext();
  const picture: Picture = {
    scene,
    ...NO_ANNOTATIONS,
    connectedGroups: annotateConnectedGroups(scene),
    labelOrder: rankByImportance(scene),
    dimmed: faint && Uint8Array.from(faint),
    ...(faintLines && { dimmedLinks: Uint8Array.from(faintLines) }),
    dragged: undefined,
    findings: new Map([...elements.nodes.values()].flatMap(({ key, name }) => (counts[name] ? [[key, counts[name]] as const] : []))),
    planned: createHalfMarkers(scene, new Map(Object.entries(planned).map(([half, change]) => [keysOf(elements, half), change]))),
  };
  paintPicture(createPaintContext(recording.ctx, scene, { zoom, x: 200, y: 300 }, screen, 'light'), picture);
  return recording;
}

const keysOf = (elements: Parameters<typeof keyOf>[0], half: string) =>
  half
    .split('>')
    .map((name) => keyOf(elements, name))
    .join('>');

const horizontal = ({ strokes }: ReturnType<typeof painted>) => strokes.filter(({ from, to }) => from[1] === 0 && to[1] === 0);

describe('painting a peering', () => {
  it('draws a full line if both halves are connected', () => {
    expect(horizontal(painted('a <-> b')).map(({ from, to }) => [from[0], to[0]].sort((p, q) => p - q))).toEqual([[0, 400]]);
  });

  it('ends in the middle with a bar if the remote half is missing', () => {
    const recording = painted('a -> b Initiated');
    expect(horizontal(recording)).toMatchObject([{ from: [0, 0], to: [200, 0], colour: HALF_STATUS_STYLES.initiated.colour.light }]);
    expect(recording.strokes.filter(({ from, to }) => from[0] === 200 && to[0] === 200 && from[1] === -to[1])).toHaveLength(1);
  });

  it('draws each half next to its own VNet in the style of its status', () => {
    const halves = horizontal(painted('a <-> b no-access |'));
    expect(halves).toContainEqual(
      expect.objectContaining({ from: [0, 0], to: [200, 0], colour: HALF_STATUS_STYLES['access-off'].colour.light }),
    );
    expect(halves).toContainEqual(
      expect.objectContaining({ from: [400, 0], to: [200, 0], colour: HALF_STATUS_STYLES.connected.colour.light }),
    );
  });

  it('dashes a half as its status requires, in CSS pixels at every zoom', () => {
    for (const zoom of [0.1, 0.5, 1.5]) {
      const [half] = horizontal(painted('a -> b Disconnected', zoom));
      expect(half?.dash.map((length) => Math.round(length * zoom))).toEqual(HALF_STATUS_STYLES.disconnected.dash);
    }
  });

  it('draws names from the mid zoom level on, and prefixes on cards', () => {
    expect(painted('a <-> b', 0.5).texts).toEqual(expect.arrayContaining(['a', 'b']));
    expect(painted('a <-> b', 1).texts).toEqual(expect.arrayContaining(['a', '10.0.0.0/16']));
    expect(painted('a <-> b', 0.05).texts).toEqual([]);
  });

  it('draws no names for VNets that the filter dims', () => {
    expect(painted('a <-> b', 0.3, [0, 1]).texts).toEqual(['a']);
  });
});

describe('painting a filter', () => {
  const alphas = (recording: ReturnType<typeof painted>) => horizontal(recording).map(({ alpha }) => alpha);

  it('fades a line that does not match although both its VNets do', () => {
    expect(alphas(painted('a <-> b', 1, [0, 0], {}, {}, [0]))).toEqual([1]);
    expect(alphas(painted('a <-> b', 1, [0, 0], {}, {}, [1]))).toEqual([0.16]);
  });

  it('draws a line that matches to a VNet that does not, and names that one', () => {
    const recording = painted('a <-> b', 0.5, [0, 1], {}, {}, [0]);
    expect(alphas(recording)).toEqual([1]);
    expect(recording.texts).toEqual(expect.arrayContaining(['a', 'b']));
  });

  it('draws no name of a connected group of which no VNet matches', () => {
    const group = 'group avnm a b';
    const texts = (faint: readonly number[]) => painted(group, 0.5, faint).texts;
    expect(texts([0, 1])).toContain('avnm');
    expect(texts([1, 1])).not.toContain('avnm');
  });

  it('fades the lines of VNets that do not match where lines are not filtered themselves', () => {
    expect(alphas(painted('a <-> b', 1, [0, 1]))).toEqual([0.16]);
  });
});

describe('painting a draft', () => {
  const add = PLANNED_STATUS_STYLES.add.colour.light;
  const lines = (recording: ReturnType<typeof painted>, colour: string) =>
    recording.strokes.filter((stroke) => stroke.colour === colour && stroke.dash.length > 0 && stroke.from[1] === stroke.to[1]);

  it('draws both halves of a peering that does not exist yet, each from its own VNet to the middle', () => {
    const halves = lines(painted('', 0.5, undefined, {}, { 'a>b': 'create', 'b>a': 'create' }), add);
    expect(halves.map(({ to }) => to[0])).toEqual([300, 300]);
    expect(halves.map(({ from }) => from[0] < 300)).toEqual([true, false]);
  });

  it('restores the alpha of the drawing context', () => {
    const { ctx } = painted('a <-> b');
    ctx.globalAlpha = 0.16;
    const scene = createScene(loadFixture('# One\nvnet a 10.0.0.0/16\n').elements, new Map());
    paintPlannedLines(createPaintContext(ctx, scene, { zoom: 1, x: 0, y: 0 }, screen, 'light'), []);
    expect(ctx.globalAlpha).toBe(0.16);
  });

  it('keeps the line of a half to be changed, and draws a half to be removed over its line', () => {
    expect(lines(painted('a <-> b', 0.5, undefined, {}, { 'a>b': 'update' }), PLANNED_STATUS_STYLES.change.colour.light)).toEqual([]);
    expect(lines(painted('a <-> b', 0.5, undefined, {}, { 'a>b': 'delete' }), PLANNED_STATUS_STYLES.remove.colour.light)).toHaveLength(1);
  });
});

describe('painting findings', () => {
  const counts = { a: { count: 3, worst: 'error' } } as const;

  it('draws the count on the VNet that has findings, and only there', () => {
    expect(painted('a <-> b', 0.5, undefined, counts).texts.filter((text) => /^\d+$/.test(text))).toEqual(['3']);
    expect(painted('a <-> b', 1, undefined, counts).texts.filter((text) => /^\d+$/.test(text))).toEqual(['3']);
  });

  it('draws no count where it would be larger than the VNet', () => {
    expect(painted('a <-> b', 0.3, undefined, counts).texts).not.toContain('3');
  });
});
