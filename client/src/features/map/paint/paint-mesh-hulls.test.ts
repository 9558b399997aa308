import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HALF_STATUS_STYLES, type PlannedChange } from '../../../lib/format/half-status-styles.ts';
import { focusOf } from '../interaction/focus.ts';
import { createPlainPicture } from '../testing/drawing-fixtures.ts';
import { createPlacedScene, findLink, meshFixture, nodeIndexOf } from '../testing/mesh-fixtures.ts';
import { createRecordingContext, type Stroke } from '../testing/recording-context.ts';
import { createPaintContext, type Picture, paintFocus, paintPicture } from './painter.ts';

beforeAll(() => vi.stubGlobal('Path2D', class {}));
afterAll(() => vi.unstubAllGlobals());

const screen = { width: 1200, height: 900, ratio: 1 };
const BROKEN = { '1-2': 'm-1 -> m-2 Initiated' };
const OUT = ['vnet out 10.200.0.0/16', 'm-5 <-> out', 'vnet further 10.201.0.0/16', 'out <-> further'];
const scene = createPlacedScene(meshFixture(12, BROKEN, OUT));

const viewAt = (zoom: number) => ({ zoom, x: 600, y: 450 });
const pictureOf = (more: Partial<Picture> = {}): Picture => ({ ...createPlainPicture(scene), ...more });

function painted(zoom: number, more?: Partial<Picture>) {
  const recording = createRecordingContext();
  paintPicture(createPaintContext(recording.ctx, scene, viewAt(zoom), screen, 'light'), pictureOf(more));
  return recording;
}

/** Returns true if a line in the colour of `status` starts at one VNet and leads to the other, in full or up to the middle. */
function draws({ strokes }: { strokes: readonly Stroke[] }, one: string, other: string, status: 'connected' | 'initiated' = 'connected') {
  const link = findLink(scene, one, other);
  const ends = [scene.from[link] ?? 0, scene.to[link] ?? 0].map((node) => [scene.x[node] ?? 0, scene.y[node] ?? 0] as const);
  return strokes.some(
    ({ from, to, colour }) =>
      colour === HALF_STATUS_STYLES[status].colour.light &&
      ends.some(([x, y], i) => {
        const [fx, fy] = ends[1 - i] ?? [0, 0];
        const [mx, my] = [(x + fx) / 2, (y + fy) / 2];
        const isEnd = (p: readonly [number, number], px: number, py: number) => Math.hypot(p[0] - px, p[1] - py) < 0.01;
        return isEnd(from, x, y) && (isEnd(to, fx, fy) || isEnd(to, mx, my));
      }),
  );
}

const healthy = (recording: { strokes: readonly Stroke[] }) =>
  [...scene.meshOfLink.keys()]
    .filter((link) => scene.meshOfLink[link] === 0 && !scene.needsAttention[link])
    .filter((link) => draws(recording, scene.nodes[scene.from[link] ?? 0]?.name ?? '', scene.nodes[scene.to[link] ?? 0]?.name ?? ''));

const mark = <T>(own: string, far: string, what: T) => ({ own: nodeIndexOf(scene, own), far: nodeIndexOf(scene, far), what });

describe('a large mesh at low zoom', () => {
  it('is a hull with a count and without its healthy lines', () => {
    const recording = painted(0.3);
    expect(recording.texts).toContain('mesh of 12, 66 peerings');
    expect(healthy(recording)).toEqual([]);
  });

  it('keeps lines that need attention and lines that leave the mesh', () => {
    const recording = painted(0.3);
    expect(draws(recording, 'm-1', 'm-2', 'initiated')).toBe(true);
    expect(draws(recording, 'm-5', 'out')).toBe(true);
  });

  it('shows lines that a draft or an apply changes', () => {
    const change: PlannedChange = 'update';
    expect(draws(painted(0.3, { planned: [mark('m-9', 'm-3', change)] }), 'm-3', 'm-9')).toBe(true);
    expect(draws(painted(0.3, { applying: [mark('m-3', 'm-9', 'waiting' as const)] }), 'm-3', 'm-9')).toBe(true);
    expect(draws(painted(0.3, { planned: [mark('m-9', 'm-3', change)] }), 'm-4', 'm-9')).toBe(false);
  });

  it('shows all lines of the hovered or focused VNet', () => {
    const key = scene.nodes[nodeIndexOf(scene, 'm-7')]?.key ?? ('' as never);
    const focus = focusOf(scene, undefined, { kind: 'vnet', key });
    if (!focus) throw new Error('m-7 is not in the scene');
    const recording = createRecordingContext();
    paintFocus(createPaintContext(recording.ctx, scene, viewAt(0.3), screen, 'light'), pictureOf(), focus);
    expect(healthy(recording)).toHaveLength(11);
  });

  it('shortens its label where there is less space', () => {
    const { texts } = painted(0.12);
    expect(texts).toContain('mesh of 12');
    expect(painted(0.05).texts.some((text) => text.startsWith('mesh'))).toBe(false);
  });

  it('has no label while the filter dims all of it', () => {
    const faint = Uint8Array.from(scene.nodes, ({ name }) => (name.startsWith('m-') ? 1 : 0));
    expect(painted(0.3, { dimmed: faint }).texts.filter((text) => text.startsWith('mesh'))).toEqual([]);
    const one = Uint8Array.from(scene.nodes, ({ name }) => (name === 'm-1' ? 0 : 1));
    expect(painted(0.3, { dimmed: one }).texts).toContain('mesh of 12, 66 peerings');
  });
});

describe('a large mesh close up', () => {
  it('is drawn as its lines, without a label', () => {
    const recording = painted(0.6);
    expect(healthy(recording)).toHaveLength(65);
    expect(recording.texts.filter((text) => text.startsWith('mesh'))).toEqual([]);
  });
});
