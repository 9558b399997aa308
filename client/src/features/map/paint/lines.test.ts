import { describe, expect, it } from 'vitest';
import { HALF_LOOKS } from '../../../lib/format/half-looks.ts';
import { sceneOf } from '../model/scene.ts';
import { place } from '../placement/place.ts';
import { placeable } from '../testing/map-worlds.ts';
import { recordingContext } from '../testing/recording-context.ts';
import { HAIRLINES_FROM, paintLinks } from './lines.ts';
import { paintingOf } from './painter.ts';

describe('many lines in view', () => {
  const { elements, nodes, links } = placeable('generated:1000');
  const scene = sceneOf(elements, place(nodes, links));
  const { ctx, strokes } = recordingContext();
  const view = { zoom: 0.1, x: 0, y: 0 };
  const all = [...scene.links.keys()];
  paintLinks(paintingOf(ctx, scene, view, { width: 800, height: 600, ratio: 2 }, 'light'), all);
  const attentionColours = new Set(
    ['initiated', 'disconnected', 'access-off'].map((status) => HALF_LOOKS[status as 'initiated'].colour.light),
  );

  it('are one-device-pixel hairlines if they are healthy', () => {
    expect(all.length).toBeGreaterThan(HAIRLINES_FROM);
    expect((strokes[0]?.width ?? 0) * view.zoom).toBeCloseTo(0.5);
  });

  it('draws half-configured ones wider and on top', () => {
    const first = strokes.findIndex(({ colour }) => attentionColours.has(colour));
    const healthyAfter = strokes
      .slice(first)
      .filter(({ colour, width }) => colour === HALF_LOOKS.connected.colour.light && width * view.zoom < 0.7);
    expect(first).toBeGreaterThan(0);
    expect(healthyAfter).toEqual([]);
    expect(strokes.filter(({ colour }) => attentionColours.has(colour)).every(({ width }) => width * view.zoom > 1)).toBe(true);
  });
});
