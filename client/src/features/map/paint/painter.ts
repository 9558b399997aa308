import type { Theme } from '../half-looks.ts';
import { levelAt } from '../level.ts';
import { PALETTES } from '../palette.ts';
import type { Scene } from '../scene.ts';
import { onScreen, type Size, type View } from '../view.ts';
import { linksIn, paintLinks } from './lines.ts';
import { nodesIn, paintShapes } from './shapes.ts';

export interface Screen extends Size {
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
}

/** Draws the whole scene as it looks in that view. */
export function paintScene(ctx: CanvasRenderingContext2D, scene: Scene, view: View, screen: Screen, theme: Theme): void {
  const palette = PALETTES[theme];
  const { ratio } = screen;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.fillStyle = palette.background;
  ctx.fillRect(0, 0, screen.width * ratio, screen.height * ratio);
  ctx.setTransform(view.zoom * ratio, 0, 0, view.zoom * ratio, view.x * ratio, view.y * ratio);
  const box = onScreen(view, screen);
  paintLinks(ctx, scene, linksIn(scene, box), { theme, zoom: view.zoom, ratio });
  paintShapes(ctx, scene, nodesIn(scene, box, levelAt(view.zoom) === 'near' ? 90 : 30), palette, view.zoom);
}
