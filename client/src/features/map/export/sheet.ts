import type { Size, View } from '../geometry/view.ts';
import type { Ink, Painting } from '../paint/canvas.ts';
import { paintingOf, paintPicture } from '../paint/painter.ts';
import { boxOf, type Caption, type Drawn, type Extent } from './drawn.ts';
import { type Foot, footOf, paintFoot } from './foot.ts';
import { legendItems } from './legend-items.ts';
import type { Ruler } from './ruler.ts';

/** What is put on paper. */
export interface Wish {
  readonly extent: Extent;
  readonly hasLegend: boolean;
  readonly caption: Caption;
}

/** A page with the picture and what stands under it; sizes in CSS pixels. */
export interface Sheet extends Size {
  readonly drawn: Drawn;
  readonly extent: Extent;
  /** The page's part for the picture, and the view of the map in it. */
  readonly picture: Size;
  readonly view: View;
  readonly foot: Foot;
  /** A foot grows with the page, so that it is still read when the whole page is looked at. */
  readonly footScale: number;
  readonly caption: Caption;
}

/** Free room around the whole map. */
const EDGE = 36;
/** No narrower than a caption needs. */
const LEAST_WIDTH = 720;
/** A page of this width or less is looked at in its own size. */
const SEEN_WIDTH = 1800;

/** Lays out a page. The whole map is drawn in the size in which cards are read; what is in view, as it is on screen. */
export function sheetOf(drawn: Drawn, { extent, hasLegend, caption }: Wish, ruler: Ruler): Sheet {
  const [picture, view] = extent === 'view' ? [drawn.size, drawn.view] : wholeOf(drawn);
  const footScale = Math.max(1, picture.width / SEEN_WIDTH);
  const foot = footOf(caption, hasLegend ? legendItems(drawn, extent) : [], picture.width / footScale, ruler);
  return {
    drawn,
    extent,
    picture,
    view,
    foot,
    footScale,
    caption,
    width: picture.width,
    height: picture.height + Math.ceil(foot.height * footScale),
  };
}

function wholeOf(drawn: Drawn): readonly [Size, View] {
  const { x1, y1, x2, y2 } = boxOf(drawn, 'whole');
  const width = Math.max(LEAST_WIDTH, Math.ceil(x2 - x1 + 2 * EDGE));
  const height = Math.ceil(y2 - y1 + 2 * EDGE);
  return [
    { width, height },
    { zoom: 1, x: width / 2 - (x1 + x2) / 2, y: EDGE - y1 },
  ];
}

/** Draws a page, with so many pixels of the ink per CSS pixel. */
export function paintSheet(ink: Ink, sheet: Sheet, ratio: number, about?: Painting['about']): void {
  const { drawn, extent, picture, view, foot, footScale } = sheet;
  const painting = { ...paintingOf(ink, drawn.picture.scene, view, { ...picture, ratio }, drawn.theme), isWhole: extent === 'whole' };
  paintPicture(about ? { ...painting, about } : painting, drawn.picture);
  about?.(undefined);
  const scale = ratio * footScale;
  ink.setTransform(scale, 0, 0, scale, 0, picture.height * ratio);
  // a hundredth more than the page is wide: no seam of what lies below shows at the edge
  paintFoot(ink, foot, picture.width / footScale + 0.01, drawn.theme);
}
