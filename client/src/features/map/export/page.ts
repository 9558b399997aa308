import type { Size, View } from '../geometry/view.ts';
import type { DrawingContext, PaintContext } from '../paint/paint-context.ts';
import { createPaintContext, paintPicture } from '../paint/painter.ts';
import { findLegendItems } from './find-legend-items.ts';
import { createFooter, type Footer, paintFooter } from './footer.ts';
import { boxOf, type Caption, type Extent, type MapDrawing } from './map-drawing.ts';
import type { TextMeasurer } from './text-measurer.ts';

/** Options of an exported page. */
export interface PageOptions {
  readonly extent: Extent;
  readonly hasLegend: boolean;
  readonly caption: Caption;
}

/** A page with the picture and its footer; sizes in CSS pixels. */
export interface Page extends Size {
  readonly drawing: MapDrawing;
  readonly extent: Extent;
  /** Size of the picture on the page. */
  readonly picture: Size;
  /** View of the map in the picture. */
  readonly view: View;
  readonly footer: Footer;
  /** Scale of the footer, which grows with the page so that it is readable when the whole page is on screen. */
  readonly footerScale: number;
  readonly caption: Caption;
}

/** Padding around the whole map. */
const PADDING = 36;
/** Minimum width of a page, so that a caption fits. */
const MIN_WIDTH = 720;
/** Pages up to this width are viewed at their original size; the footer of wider ones is scaled up. */
const SCREEN_WIDTH = 1800;

/** Lays out a page: the whole map at a size at which cards are readable, or the current view as it is on screen. */
export function createPage(drawing: MapDrawing, { extent, hasLegend, caption }: PageOptions, measurer: TextMeasurer): Page {
  const [picture, view] = extent === 'view' ? [drawing.size, drawing.view] : fitWholeMap(drawing);
  const footerScale = Math.max(1, picture.width / SCREEN_WIDTH);
  const footer = createFooter(caption, hasLegend ? findLegendItems(drawing, extent) : [], picture.width / footerScale, measurer);
  return {
    drawing,
    extent,
    picture,
    view,
    footer,
    footerScale,
    caption,
    width: picture.width,
    height: picture.height + Math.ceil(footer.height * footerScale),
  };
}

function fitWholeMap(drawing: MapDrawing): readonly [Size, View] {
  const { x1, y1, x2, y2 } = boxOf(drawing, 'whole');
  const width = Math.max(MIN_WIDTH, Math.ceil(x2 - x1 + 2 * PADDING));
  const height = Math.ceil(y2 - y1 + 2 * PADDING);
  return [
    { width, height },
    { zoom: 1, x: width / 2 - (x1 + x2) / 2, y: PADDING - y1 },
  ];
}

/** Draws a page with `ratio` context pixels per CSS pixel. */
export function paintPage(ctx: DrawingContext, page: Page, ratio: number, about?: PaintContext['onSubject']): void {
  const { drawing, extent, picture, view, footer, footerScale } = page;
  const context = {
    ...createPaintContext(ctx, drawing.picture.scene, view, { ...picture, ratio }, drawing.theme),
    isWhole: extent === 'whole',
  };
  paintPicture(about ? { ...context, onSubject: about } : context, drawing.picture);
  about?.(undefined);
  const scale = ratio * footerScale;
  ctx.setTransform(scale, 0, 0, scale, 0, picture.height * ratio);
  // slightly wider than the page, so that no background seam is visible at the edge
  paintFooter(ctx, footer, picture.width / footerScale + 0.01, drawing.theme);
}
