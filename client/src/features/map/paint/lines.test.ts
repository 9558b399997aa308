import { describe, expect, it } from 'vitest';
import { HALF_STATUS_STYLES } from '../../../lib/format/half-status-styles.ts';
import { createScene } from '../model/scene.ts';
import { place } from '../placement/place.ts';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { createRecordingContext } from '../testing/recording-context.ts';
import { HAIRLINE_THRESHOLD, paintLinks } from './lines.ts';
import { createPaintContext } from './painter.ts';

describe('the two halves of a line', () => {
  const { elements } = loadFixture('vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\na -> b Disconnected\nb -> a Initiated\n');
  const [one, other] = [keyOf(elements, 'a'), keyOf(elements, 'b')];
  const places = new Map([
    [one, { x: 0, y: 0 }],
    [other, { x: 400, y: 200 }],
  ]);

  it('start at their own VNets and meet in the middle', () => {
    const { ctx, strokes } = createRecordingContext();
    const screen = { width: 800, height: 600, ratio: 1 };
    paintLinks(createPaintContext(ctx, createScene(elements, places), { zoom: 1, x: 0, y: 0 }, screen, 'light'), [0]);
    const strokesOf = (status: 'disconnected' | 'initiated') =>
      strokes.filter(({ colour }) => colour === HALF_STATUS_STYLES[status].colour.light).map(({ from, to }) => [from, to]);
    expect(strokesOf('disconnected')).toEqual([
      [
        [0, 0],
        [200, 100],
      ],
    ]);
    expect(strokesOf('initiated')).toEqual([
      [
        [400, 200],
        [200, 100],
      ],
    ]);
  });
});

describe('many lines in view', () => {
  const { elements, nodes, links } = loadFixture('generated:1000');
  const scene = createScene(elements, place(nodes, links));
  const { ctx, strokes } = createRecordingContext();
  const view = { zoom: 0.1, x: 0, y: 0 };
  const all = [...scene.links.keys()];
  paintLinks(createPaintContext(ctx, scene, view, { width: 800, height: 600, ratio: 2 }, 'light'), all);
  const attentionColours = new Set(
    ['initiated', 'disconnected', 'access-off'].map((status) => HALF_STATUS_STYLES[status as 'initiated'].colour.light),
  );

  it('are one-device-pixel hairlines if they are healthy', () => {
    expect(all.length).toBeGreaterThan(HAIRLINE_THRESHOLD);
    expect((strokes[0]?.width ?? 0) * view.zoom).toBeCloseTo(0.5);
  });

  it('are not hairlines on an exported page, whose reader zooms in', () => {
    const whole = createRecordingContext();
    const screen = { width: 800, height: 600, ratio: 2 };
    paintLinks({ ...createPaintContext(whole.ctx, scene, view, screen, 'light'), isWhole: true }, all);
    expect(Math.min(...whole.strokes.map(({ width }) => width * view.zoom))).toBeGreaterThan(1);
  });

  it('draws half-configured ones wider and on top', () => {
    const first = strokes.findIndex(({ colour }) => attentionColours.has(colour));
    const healthyAfter = strokes
      .slice(first)
      .filter(({ colour, width }) => colour === HALF_STATUS_STYLES.connected.colour.light && width * view.zoom < 0.7);
    expect(first).toBeGreaterThan(0);
    expect(healthyAfter).toEqual([]);
    expect(strokes.filter(({ colour }) => attentionColours.has(colour)).every(({ width }) => width * view.zoom > 1)).toBe(true);
  });
});
