/** Measures text where it is not drawn. */
export interface Ruler {
  /** How wide a text is, in CSS pixels. */
  width(text: string, font: string): number;
  /** How far below a line of that kind the feet of letters stand. */
  drop(font: string, line: CanvasTextBaseline): number;
}

/** About what a font of that size measures, where there is no canvas to ask. */
const sizeOf = (font: string): number => Number(/([\d.]+)px/.exec(font)?.[1] ?? 12);
const DROPS: Partial<Record<CanvasTextBaseline, number>> = { middle: 0.35, top: 0.86 };
const guess: Ruler = {
  width: (text, font) => text.length * sizeOf(font) * 0.55,
  drop: (font, line) => (DROPS[line] ?? 0) * sizeOf(font),
};

/** A canvas of that size, in the page and in a worker alike. */
export function newCanvas(width: number, height: number): HTMLCanvasElement | OffscreenCanvas {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement('canvas'), { width, height });
}

/** A ruler on a canvas of its own. */
export function newRuler(): Ruler {
  const ctx = newCanvas(1, 1).getContext('2d');
  if (!ctx) return guess;
  const drops = new Map<string, number>();
  const ascent = (font: string, line: CanvasTextBaseline): number => {
    ctx.font = font;
    ctx.textBaseline = line;
    return ctx.measureText('x').fontBoundingBoxAscent;
  };
  return {
    width(text, font) {
      ctx.font = font;
      return ctx.measureText(text).width;
    },
    drop(font, line) {
      const key = `${line} ${font}`;
      const known = drops.get(key) ?? ascent(font, 'alphabetic') - ascent(font, line);
      drops.set(key, known);
      return known;
    },
  };
}
