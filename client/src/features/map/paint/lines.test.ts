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
  const troubled = new Set(['initiated', 'disconnected', 'access-off'].map((look) => HALF_LOOKS[look as 'initiated'].colour.light));

  it('are hairlines where they are well: one device pixel wide', () => {
    expect(all.length).toBeGreaterThan(HAIRLINES_FROM);
    expect((strokes[0]?.width ?? 0) * view.zoom).toBeCloseTo(0.5);
  });

  it('leaves half-configured ones wider and on top', () => {
    const first = strokes.findIndex(({ colour }) => troubled.has(colour));
    const calmAfter = strokes
      .slice(first)
      .filter(({ colour, width }) => colour === HALF_LOOKS.connected.colour.light && width * view.zoom < 0.7);
    expect(first).toBeGreaterThan(0);
    expect(calmAfter).toEqual([]);
    expect(strokes.filter(({ colour }) => troubled.has(colour)).every(({ width }) => width * view.zoom > 1)).toBe(true);
  });
});
