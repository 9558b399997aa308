import type { Point } from '../geometry/room.ts';
import type { Ink, Subject } from '../paint/canvas.ts';
import { glyphData } from '../paint/glyphs.ts';
import { at, type Matrix, moved, roundedCorner, type Shape, scaleOf, times, unevenBox } from './path.ts';
import type { Ruler } from './ruler.ts';
import { type Attributes, short } from './xml.ts';

/** One element of the file, and what it is a part of. */
export interface Mark {
  readonly subject: Subject | undefined;
  readonly name: 'path' | 'circle' | 'rect' | 'text';
  attributes: Attributes;
  readonly text?: string;
}

type Style = Pick<
  Ink,
  'fillStyle' | 'strokeStyle' | 'lineWidth' | 'lineCap' | 'lineJoin' | 'globalAlpha' | 'font' | 'textAlign' | 'textBaseline'
>;
interface Kept extends Style {
  readonly matrix: Matrix;
  readonly dash: readonly number[];
}

const STILL: Matrix = [1, 0, 0, 1, 0, 0];
/** Where text is not just words with a space between them, the spaces must be kept; some programs know one way, some the other. */
const SPACED = /^\s|\s\s|\s$/;
const PRESERVED: Attributes = { 'xml:space': 'preserve', style: 'white-space:pre' };
const ANCHORS: Partial<Record<CanvasTextAlign, string>> = { center: 'middle', right: 'end' };

/** Ink that writes down what it is asked to draw, as elements of an SVG file. It knows what the map's painters use, in the way they use it. */
export class SvgInk implements Ink {
  fillStyle: Ink['fillStyle'] = '#000000';
  strokeStyle: Ink['strokeStyle'] = '#000000';
  lineWidth = 1;
  lineCap: CanvasLineCap = 'butt';
  lineJoin: CanvasLineJoin = 'miter';
  globalAlpha = 1;
  font = '10px sans-serif';
  textAlign: CanvasTextAlign = 'start';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  readonly marks: Mark[] = [];
  private matrix = STILL;
  private dash: readonly number[] = [];
  private kept: Kept[] = [];
  private shapes: { readonly shape: Shape; readonly subject: Subject | undefined }[] = [];
  private pen: Point = { x: 0, y: 0 };
  private subject: Subject | undefined;
  /** What the path as it stands was filled as, to be stroked by the same elements. */
  private filled: readonly Mark[] | undefined;

  private readonly ruler: Ruler;

  constructor(ruler: Ruler) {
    this.ruler = ruler;
  }

  /** From here on that is being drawn. */
  readonly about = (subject: Subject | undefined): void => {
    this.subject = subject;
  };

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, lineCap, lineJoin, globalAlpha, font, textAlign, textBaseline, matrix, dash } = this;
    this.kept.push({ fillStyle, strokeStyle, lineWidth, lineCap, lineJoin, globalAlpha, font, textAlign, textBaseline, matrix, dash });
  }

  restore(): void {
    Object.assign(this, this.kept.pop());
  }

  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.matrix = [a, b, c, d, e, f];
  }

  translate(x: number, y: number): void {
    this.matrix = times(this.matrix, [1, 0, 0, 1, x, y]);
  }

  scale(x: number, y: number): void {
    this.matrix = times(this.matrix, [x, 0, 0, y, 0, 0]);
  }

  rotate(angle: number): void {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.matrix = times(this.matrix, [cos, sin, -sin, cos, 0, 0]);
  }

  setLineDash(lengths: number[]): void {
    this.dash = [...lengths];
  }

  beginPath(): void {
    this.shapes = [];
    this.filled = undefined;
  }

  moveTo(x: number, y: number): void {
    this.pen = moved(this.matrix, x, y);
  }

  lineTo(x: number, y: number): void {
    const to = moved(this.matrix, x, y);
    this.extend(`L${at(to)}`, to);
  }

  /** Only whole circles are ever drawn. */
  arc(x: number, y: number, radius: number, _from: number, _to: number): void {
    this.add({ kind: 'circle', at: moved(this.matrix, x, y), radius: radius * scaleOf(this.matrix) });
  }

  arcTo(x1: number, y1: number, x2: number, y2: number, radius: number): void {
    const r = radius * scaleOf(this.matrix);
    const corner = roundedCorner(this.pen, moved(this.matrix, x1, y1), moved(this.matrix, x2, y2), r);
    this.extend(`L${at(corner.from)}A${short(r)} ${short(r)} 0 0 ${corner.sweep} ${at(corner.to)}`, corner.to);
  }

  closePath(): void {
    this.extend('Z', this.pen);
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.roundRect(x, y, width, height, 0);
  }

  roundRect(x: number, y: number, width: number, height: number, radius: number | number[]): void {
    const k = scaleOf(this.matrix);
    const from = moved(this.matrix, x, y);
    if (typeof radius !== 'number') {
      const d = unevenBox(
        from,
        width * k,
        height * k,
        radius.map((one) => one * k),
      );
      this.add({ kind: 'line', d, end: from });
    } else {
      const most = Math.min(radius, width / 2, height / 2);
      this.add({ kind: 'box', at: from, width: width * k, height: height * k, radius: most * k });
    }
  }

  fill(path?: Path2D): void {
    const paint = { fill: String(this.fillStyle) };
    if (path) this.sign(path, paint);
    else this.filled = this.drawPath(paint);
  }

  stroke(path?: Path2D): void {
    if (path) {
      this.sign(path, this.strokePaint(1));
      return;
    }
    const paint = this.strokePaint(scaleOf(this.matrix));
    if (!this.filled) this.drawPath({ fill: 'none', ...paint });
    for (const mark of this.filled ?? []) mark.attributes = { ...mark.attributes, ...paint };
    this.filled = undefined;
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.beginPath();
    this.rect(x, y, width, height);
    this.fill();
    this.beginPath();
  }

  fillText(text: string, x: number, y: number): void {
    this.write(text, x, y, { fill: String(this.fillStyle) });
  }

  strokeText(text: string, x: number, y: number): void {
    // the same text is written again over its halo: it is to be read aloud and found once
    this.write(text, x, y, { fill: 'none', ...this.strokePaint(scaleOf(this.matrix)), 'aria-hidden': 'true' });
  }

  measureText(text: string): { readonly width: number } {
    return { width: this.ruler.width(text, this.font) };
  }

  private add(shape: Shape): void {
    this.shapes.push({ shape, subject: this.subject });
    this.filled = undefined;
  }

  /** Goes on with the line that ends where the pen stands, or begins one there. */
  private extend(data: string, to: Point): void {
    const last = this.shapes.at(-1);
    const goesOn = last?.shape.kind === 'line' && last.shape.end === this.pen;
    if (goesOn && last.shape.kind === 'line') {
      last.shape.d += data;
      last.shape.end = to;
    } else this.add({ kind: 'line', d: `M${at(this.pen)}${data}`, end: to });
    this.pen = to;
  }

  /** Lines of the same subject that follow each other become one path; circles and boxes stay what they are. */
  private drawPath(paint: Attributes): readonly Mark[] {
    const first = this.marks.length;
    const shared = { ...paint, opacity: opacityOf(this.globalAlpha) };
    const runs: { readonly shape: Shape; readonly subject: Subject | undefined; readonly data: string[] }[] = [];
    for (const { shape, subject } of this.shapes) {
      const last = runs.at(-1);
      if (shape.kind === 'line' && last?.shape.kind === 'line' && last.subject === subject) last.data.push(shape.d);
      else runs.push({ shape, subject, data: shape.kind === 'line' ? [shape.d] : [] });
    }
    for (const { shape, subject, data } of runs) this.marks.push({ subject, ...markOf(shape, data.join(''), shared) });
    return this.marks.slice(first);
  }

  private sign(path: Path2D, paint: Attributes): void {
    const transform = `matrix(${this.matrix.map((value) => Math.round(value * 1000) / 1000).join(' ')})`;
    const attributes = { d: glyphData(path), transform, fill: 'none', ...paint, opacity: opacityOf(this.globalAlpha) };
    this.marks.push({ subject: this.subject, name: 'path', attributes });
  }

  private strokePaint(scale: number): Attributes {
    return {
      stroke: String(this.strokeStyle),
      'stroke-width': this.lineWidth * scale,
      'stroke-dasharray': this.dash.length > 0 ? this.dash.map((length) => short(length * scale)).join(' ') : undefined,
      'stroke-linecap': this.lineCap === 'butt' ? undefined : this.lineCap,
      'stroke-linejoin': this.lineJoin === 'miter' ? undefined : this.lineJoin,
    };
  }

  private write(text: string, x: number, y: number, paint: Attributes): void {
    const [, style, weight, size] = /^(\S+) (\S+) ([\d.]+)px /.exec(this.font) ?? [];
    const k = scaleOf(this.matrix);
    const place = moved(this.matrix, x, y);
    const attributes = {
      x: place.x,
      y: place.y + this.ruler.drop(this.font, this.textBaseline) * k,
      'font-size': Number(size ?? 10) * k,
      'font-weight': weight === '400' ? undefined : weight,
      'font-style': style === 'normal' ? undefined : style,
      'text-anchor': ANCHORS[this.textAlign],
      ...(SPACED.test(text) && PRESERVED),
      ...paint,
      opacity: opacityOf(this.globalAlpha),
    };
    this.marks.push({ subject: this.subject, name: 'text', attributes, text });
  }
}

const opacityOf = (alpha: number): number | undefined => (alpha === 1 ? undefined : alpha);

function markOf(shape: Shape, d: string, shared: Attributes): Pick<Mark, 'name' | 'attributes'> {
  switch (shape.kind) {
    case 'line':
      return { name: 'path', attributes: { d, ...shared } };
    case 'circle':
      return { name: 'circle', attributes: { cx: shape.at.x, cy: shape.at.y, r: shape.radius, ...shared } };
    case 'box': {
      const { width, height, radius } = shape;
      return { name: 'rect', attributes: { x: shape.at.x, y: shape.at.y, width, height, rx: radius || undefined, ...shared } };
    }
  }
}
