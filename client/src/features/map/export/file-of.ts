import type { Format } from './choice.ts';
import { drawioOf } from './drawio.ts';
import type { Drawn } from './drawn.ts';
import { pngOf } from './png.ts';
import { newRuler } from './ruler.ts';
import { sheetOf, type Wish } from './sheet.ts';
import { svgOf } from './svg.ts';

/** All that a file is made of. */
export interface FileJob {
  readonly drawn: Drawn;
  readonly wish: Wish;
  readonly format: Format;
  /** Pixels per CSS pixel, where there are pixels. */
  readonly scale: number;
  /** When what is drawn was read, ISO 8601 UTC. */
  readonly readAt: string;
}

const MAKERS: Readonly<Record<Format, (job: FileJob) => Promise<Blob | undefined>>> = {
  svg: async ({ drawn, wish }) => {
    const ruler = newRuler();
    return new Blob([svgOf(sheetOf(drawn, wish, ruler), ruler)], { type: 'image/svg+xml;charset=utf-8' });
  },
  png: ({ drawn, wish, scale }) => pngOf(sheetOf(drawn, wish, newRuler()), scale),
  drawio: async ({ drawn, wish, readAt }) =>
    new Blob([drawioOf(drawn, wish, readAt)], { type: 'application/vnd.jgraph.mxfile;charset=utf-8' }),
};

/** The file; undefined when the browser could not draw it. Runs in the page and beside it alike. */
export const fileOf = (job: FileJob): Promise<Blob | undefined> => MAKERS[job.format](job);
