import type { Point } from '../geometry/bounds.ts';
import { glyphData } from '../paint/glyphs.ts';
import type { DrawingContext, Subject } from '../paint/paint-context.ts';
import { formatPoint, formatRoundRect, type Matrix, multiply, roundedCorner, type Shape, scaleOf, transform } from './svg-path.ts';
import type { TextMeasurer } from './text-measurer.ts';
import { type Attributes, roundToHundredths } from './xml.ts';

/** An element of the file, with the VNet or half that it is part of. */
export interface SvgMark {
  readonly subject: Subject | undefined;
  readonly name: 'path' | 'circle' | 'rect' | 'text';
  attributes: Attributes;
  readonly text?: string;
}

type Style = Pick<
  DrawingContext,
  'fillStyle' | 'strokeStyle' | 'lineWidth' | 'lineCap' | 'lineJoin' | 'globalAlpha' | 'font' | 'textAlign' | 'textBaseline'
>;
interface SavedState extends Style {
  readonly matrix: Matrix;
  readonly dash: readonly number[];
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
/** Text with leading, trailing or repeated spaces, which SVG collapses by default. */
const SIGNIFICANT_SPACES = /^\s|\s\s|\s$/;
/** Attributes that preserve spaces; programs support one or the other. */
const PRESERVE_SPACES: Attributes = { 'xml:space': 'preserve', style: 'white-space:pre' };
const ANCHORS: Partial<Record<CanvasTextAlign, string>> = { center: 'middle', right: 'end' };

/** Drawing context that records draw calls as SVG elements. Supports only the subset of canvas features that the map's painters use. */
export class SvgContext implements DrawingContext {
  fillStyle: DrawingContext['fillStyle'] = '#000000';
  strokeStyle: DrawingContext['strokeStyle'] = '#000000';
  lineWidth = 1;
  lineCap: CanvasLineCap = 'butt';
  lineJoin: CanvasLineJoin = 'miter';
  globalAlpha = 1;
  font = '10px sans-serif';
  textAlign: CanvasTextAlign = 'start';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  readonly marks: SvgMark[] = [];
  private matrix = IDENTITY;
  private dash: readonly number[] = [];
  private savedStates: SavedState[] = [];
  private shapes: { readonly shape: Shape; readonly subject: Subject | undefined }[] = [];
  private pen: Point = { x: 0, y: 0 };
  private subject: Subject | undefined;
  /** Elements of the last fill of the current path; a stroke of the same path reuses them. */
  private filled: readonly SvgMark[] | undefined;

  private readonly measurer: TextMeasurer;

  constructor(measurer: TextMeasurer) {
    this.measurer = measurer;
  }

  /** Sets the subject of the following draw calls. */
  readonly setSubject = (subject: Subject | undefined): void => {
    this.subject = subject;
  };

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, lineCap, lineJoin, globalAlpha, font, textAlign, textBaseline, matrix, dash } = this;
    this.savedStates.push({
      fillStyle,
      strokeStyle,
      lineWidth,
      lineCap,
      lineJoin,
      globalAlpha,
      font,
      textAlign,
      textBaseline,
      matrix,
      dash,
    });
  }

  restore(): void {
    Object.assign(this, this.savedStates.pop());
  }

  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.matrix = [a, b, c, d, e, f];
  }

  translate(x: number, y: number): void {
    this.matrix = multiply(this.matrix, [1, 0, 0, 1, x, y]);
  }

  scale(x: number, y: number): void {
    this.matrix = multiply(this.matrix, [x, 0, 0, y, 0, 0]);
  }

  rotate(angle: number): void {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.matrix = multiply(this.matrix, [cos, sin, -sin, cos, 0, 0]);
  }

  setLineDash(lengths: number[]): void {
    this.dash = [...lengths];
  }

  beginPath(): void {
    this.shapes = [];
    this.filled = undefined;
  }

  moveTo(x: number, y: number): void {
    this.pen = transform(this.matrix, x, y);
  }

  lineTo(x: number, y: number): void {
    const to = transform(this.matrix, x, y);
    this.extend(`L${formatPoint(to)}`, to);
  }

  /** Draws a full circle; the painters do not use partial arcs. */
  arc(x: number, y: number, radius: number, _from: number, _to: number): void {
    this.add({ kind: 'circle', at: transform(this.matrix, x, y), radius: radius * scaleOf(this.matrix) });
  }

  arcTo(x1: number, y1: number, x2: number, y2: number, radius: number): void {
    const r = radius * scaleOf(this.matrix);
    const corner = roundedCorner(this.pen, transform(this.matrix, x1, y1), transform(this.matrix, x2, y2), r);
    this.extend(
      `L${formatPoint(corner.from)}A${roundToHundredths(r)} ${roundToHundredths(r)} 0 0 ${corner.sweep} ${formatPoint(corner.to)}`,
      corner.to,
    );
  }

  closePath(): void {
    this.extend('Z', this.pen);
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.roundRect(x, y, width, height, 0);
  }

  roundRect(x: number, y: number, width: number, height: number, radius: number | number[]): void {
    const k = scaleOf(this.matrix);
    const from = transform(this.matrix, x, y);
    if (typeof radius !== 'number') {
      const d = formatRoundRect(
        from,
        width * k,
        height * k,
        radius.map((corner) => corner * k),
      );
      this.add({ kind: 'line', d, end: from });
    } else {
      const clamped = Math.min(radius, width / 2, height / 2);
      this.add({ kind: 'box', at: from, width: width * k, height: height * k, radius: clamped * k });
    }
  }

  fill(path?: Path2D): void {
    const paint = { fill: String(this.fillStyle) };
    if (path) this.recordGlyph(path, paint);
    else this.filled = this.drawPath(paint);
  }

  stroke(path?: Path2D): void {
    if (path) {
      this.recordGlyph(path, this.strokePaint(1));
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
    this.recordText(text, x, y, { fill: String(this.fillStyle) });
  }

  strokeText(text: string, x: number, y: number): void {
    // the text is filled again over its halo: hide the halo from screen readers and search
    this.recordText(text, x, y, { fill: 'none', ...this.strokePaint(scaleOf(this.matrix)), 'aria-hidden': 'true' });
  }

  measureText(text: string): { readonly width: number } {
    return { width: this.measurer.width(text, this.font) };
  }

  private add(shape: Shape): void {
    this.shapes.push({ shape, subject: this.subject });
    this.filled = undefined;
  }

  /** Extends the line that ends at the pen position, or starts a new one there. */
  private extend(data: string, to: Point): void {
    const last = this.shapes.at(-1);
    const continuesLast = last?.shape.kind === 'line' && last.shape.end === this.pen;
    if (continuesLast && last.shape.kind === 'line') {
      last.shape.d += data;
      last.shape.end = to;
    } else this.add({ kind: 'line', d: `M${formatPoint(this.pen)}${data}`, end: to });
    this.pen = to;
  }

  /** Records the current path. Consecutive lines of the same subject become one `path` element; circles and boxes stay separate elements. */
  private drawPath(paint: Attributes): readonly SvgMark[] {
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

  private recordGlyph(path: Path2D, paint: Attributes): void {
    const transform = `matrix(${this.matrix.map((value) => Math.round(value * 1000) / 1000).join(' ')})`;
    const attributes = { d: glyphData(path), transform, fill: 'none', ...paint, opacity: opacityOf(this.globalAlpha) };
    this.marks.push({ subject: this.subject, name: 'path', attributes });
  }

  private strokePaint(scale: number): Attributes {
    return {
      stroke: String(this.strokeStyle),
      'stroke-width': this.lineWidth * scale,
      'stroke-dasharray': this.dash.length > 0 ? this.dash.map((length) => roundToHundredths(length * scale)).join(' ') : undefined,
      'stroke-linecap': this.lineCap === 'butt' ? undefined : this.lineCap,
      'stroke-linejoin': this.lineJoin === 'miter' ? undefined : this.lineJoin,
    };
  }

  private recordText(text: string, x: number, y: number, paint: Attributes): void {
    const [, style, weight, size] = /^(\S+) (\S+) ([\d.]+)px /.exec(this.font) ?? [];
    const k = scaleOf(this.matrix);
    const position = transform(this.matrix, x, y);
    const attributes = {
      x: position.x,
      y: position.y + this.measurer.baselineOffset(this.font, this.textBaseline) * k,
      'font-size': Number(size ?? 10) * k,
      'font-weight': weight === '400' ? undefined : weight,
      'font-style': style === 'normal' ? undefined : style,
      'text-anchor': ANCHORS[this.textAlign],
      ...(SIGNIFICANT_SPACES.test(text) && PRESERVE_SPACES),
      ...paint,
      opacity: opacityOf(this.globalAlpha),
    };
    this.marks.push({ subject: this.subject, name: 'text', attributes, text });
  }
}

const opacityOf = (alpha: number): number | undefined => (alpha === 1 ? undefined : alpha);

function markOf(shape: Shape, d: string, shared: Attributes): Pick<SvgMark, 'name' | 'attributes'> {
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
