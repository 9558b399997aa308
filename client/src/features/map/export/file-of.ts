import type { Format } from './choice.ts';
import { drawioOf } from './drawio.ts';
import type { Drawn } from './drawn.ts';
import { pngOf } from './png.ts';
import { newRuler } from './ruler.ts';
import { sheetOf, type Wish } from './sheet.ts';
import { svgOf } from './svg.ts';

/** Input for creating a file. */
export interface FileJob {
  readonly drawing: Drawn;
  readonly options: Wish;
  readonly format: Format;
  /** Pixels per CSS pixel; only used for PNG. */
  readonly scale: number;
  /** Time of the read, ISO 8601 UTC. */
  readonly readAt: string;
}

const CREATORS: Readonly<Record<Format, (job: FileJob) => Promise<Blob | undefined>>> = {
  svg: async ({ drawing, options }) => {
    const measurer = newRuler();
    return new Blob([svgOf(sheetOf(drawing, options, measurer), measurer)], { type: 'image/svg+xml;charset=utf-8' });
  },
  png: ({ drawing, options, scale }) => pngOf(sheetOf(drawing, options, newRuler()), scale),
  drawio: async ({ drawing, options, readAt }) =>
    new Blob([drawioOf(drawing, options, readAt)], { type: 'application/vnd.jgraph.mxfile;charset=utf-8' }),
};

/** Creates the file; undefined if the browser could not draw it. Works in the page and in a worker. */
export const fileOf = (job: FileJob): Promise<Blob | undefined> => CREATORS[job.format](job);
