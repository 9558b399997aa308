import { SAMPLE, SAMPLE_TEXT_SIZE, type SampleShape } from '../model/legend-sample.ts';
import { drawGlyph } from '../paint/glyphs.ts';
import type { DrawingContext } from '../paint/paint-context.ts';
import { font } from '../paint/text.ts';

/** Draws one shape of a legend sample, whose left edge is at the origin. */
export function paintSampleShape(ctx: DrawingContext, shape: SampleShape): void {
  switch (shape.kind) {
    case 'line':
      ctx.globalAlpha = shape.opacity ?? 1;
      ctx.beginPath();
      ctx.moveTo(0, 0);
      ctx.lineTo(shape.to, 0);
      strokePath(ctx, shape);
      ctx.globalAlpha = 1;
      break;
    case 'box': {
      const { width, height, radius, fill, stroke } = shape;
      ctx.fillStyle = fill;
      ctx.beginPath();
      ctx.roundRect((SAMPLE.width - width) / 2, -height / 2, width, height, radius);
      ctx.fill();
      if (stroke) strokePath(ctx, stroke);
      break;
    }
    case 'glyph':
      drawGlyph(ctx, shape.glyph, shape, shape.size, shape);
      break;
    case 'text':
      ctx.font = font(SAMPLE_TEXT_SIZE, 600);
      ctx.fillStyle = shape.colour;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      ctx.fillText(shape.text, SAMPLE.width / 2, 0.5);
      break;
  }
}

function strokePath(
  ctx: DrawingContext,
  { colour, width, dash }: { readonly colour: string; readonly width: number; readonly dash: readonly number[] },
): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  // a dash of length zero is a dot
  ctx.lineCap = dash[0] === 0 ? 'round' : 'butt';
  ctx.setLineDash([...dash]);
  ctx.stroke();
  ctx.setLineDash([]);
}
