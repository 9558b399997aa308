import type { Box } from '../geometry/bounds.ts';
import type { DrawingContext } from '../paint/paint-context.ts';

/** Stroked line: its ends in the context's units at that time, with colour, opacity, width and dash. */
export interface Stroke {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly colour: string;
  readonly alpha: number;
  readonly width: number;
  readonly dash: readonly number[];
}

/** Drawn text with its bounds in the context's units at that time. */
interface DrawnText {
  readonly text: string;
  readonly box: Box;
}

interface Recording {
  readonly ctx: DrawingContext;
  readonly strokes: Stroke[];
  readonly texts: string[];
  readonly drawnTexts: DrawnText[];
  /** Boxes with round corners, such as cards and plates. */
  readonly boxes: Box[];
}

/** Creates a drawing context that draws nothing and records straight lines, boxes and texts; a character is 6 units wide and 10 high. */
export function createRecordingContext(): Recording {
  const strokes: Stroke[] = [];
  const texts: string[] = [];
  const drawnTexts: DrawnText[] = [];
  const boxes: Box[] = [];
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
    fillText: (text: string, x: number, y: number) => {
      texts.push(text);
      drawnTexts.push({ text, box: boxOfText(text.length * 6, x, y, String(members.textAlign), String(members.textBaseline)) });
    },
    roundRect: (x: number, y: number, width: number, height: number) => void boxes.push({ x1: x, y1: y, x2: x + width, y2: y + height }),
    stroke: () => {
      const { strokeStyle, lineWidth, globalAlpha } = members;
      for (const [from, to] of path)
        strokes.push({ from, to, colour: String(strokeStyle), alpha: Number(globalAlpha), width: Number(lineWidth), dash });
    },
  };
  const ctx = new Proxy(members, { get: (target, name) => target[String(name)] ?? (() => undefined) });
  return { ctx: ctx as unknown as DrawingContext, strokes, texts, drawnTexts, boxes };
}

function boxOfText(width: number, x: number, y: number, align: string, baseline: string): Box {
  const x1 = align === 'center' ? x - width / 2 : x;
  const y1 = baseline === 'top' ? y : baseline === 'middle' ? y - 5 : y - 10;
  return { x1, y1, x2: x1 + width, y2: y1 + 10 };
}
