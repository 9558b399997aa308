import type { DrawingContext } from '../paint/paint-context.ts';

/** Stroked line: its ends in the context's units at that time, with colour, width and dash. */
export interface Stroke {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly colour: string;
  readonly width: number;
  readonly dash: readonly number[];
}

/** Creates a drawing context that draws nothing and records straight lines and texts. */
export function createRecordingContext(): { readonly ctx: DrawingContext; readonly strokes: Stroke[]; readonly texts: string[] } {
  const strokes: Stroke[] = [];
  const texts: string[] = [];
  let path: [readonly [number, number], readonly [number, number]][] = [];
  let at: readonly [number, number] = [0, 0];
  let dash: readonly number[] = [];
  const members: Record<string, unknown> = {
    globalAlpha: 1,
    beginPath: () => {
      path = [];
    },
    moveTo: (x: number, y: number) => {
      at = [x, y];
    },
    lineTo: (x: number, y: number) => {
      path.push([at, [x, y]]);
      at = [x, y];
    },
    setLineDash: (lengths: number[]) => {
      dash = lengths;
    },
    measureText: (text: string) => ({ width: text.length * 6 }),
    fillText: (text: string) => void texts.push(text),
    stroke: () => {
      const { strokeStyle, lineWidth } = members;
      for (const [from, to] of path) strokes.push({ from, to, colour: String(strokeStyle), width: Number(lineWidth), dash });
    },
  };
  const ctx = new Proxy(members, { get: (target, name) => target[String(name)] ?? (() => undefined) });
  return { ctx: ctx as unknown as DrawingContext, strokes, texts };
}
