/** Measures text without drawing it. */
export interface TextMeasurer {
  /** Returns the width of a text in CSS pixels. */
  width(text: string, font: string): number;
  /** Returns the distance from a text baseline of this kind down to the alphabetic baseline, in CSS pixels. */
  baselineOffset(font: string, baseline: CanvasTextBaseline): number;
}

/** Returns the size of a CSS font in CSS pixels. */
const sizeOf = (font: string): number => Number(/([\d.]+)px/.exec(font)?.[1] ?? 12);
/** Offsets of baselines relative to the font size, for environments without a canvas. */
const BASELINE_OFFSETS: Partial<Record<CanvasTextBaseline, number>> = { middle: 0.35, top: 0.86 };
const estimate: TextMeasurer = {
  width: (text, font) => text.length * sizeOf(font) * 0.55,
  baselineOffset: (font, baseline) => (BASELINE_OFFSETS[baseline] ?? 0) * sizeOf(font),
};

/** Creates a canvas of this size, in the page or in a worker. */
export function createCanvas(width: number, height: number): HTMLCanvasElement | OffscreenCanvas {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement('canvas'), { width, height });
}

/** Creates a text measurer with its own canvas. */
export function createTextMeasurer(): TextMeasurer {
  const ctx = createCanvas(1, 1).getContext('2d');
  if (!ctx) return estimate;
  const offsets = new Map<string, number>();
  const ascent = (font: string, baseline: CanvasTextBaseline): number => {
    ctx.font = font;
    ctx.textBaseline = baseline;
    return ctx.measureText('x').fontBoundingBoxAscent;
  };
  return {
    width(text, font) {
      ctx.font = font;
      return ctx.measureText(text).width;
    },
    baselineOffset(font, baseline) {
      const key = `${baseline} ${font}`;
      const offset = offsets.get(key) ?? ascent(font, 'alphabetic') - ascent(font, baseline);
      offsets.set(key, offset);
      return offset;
    },
  };
}
