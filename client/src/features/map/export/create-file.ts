import { toDrawio } from './drawio.ts';
import type { ExportFormat } from './export-choice.ts';
import type { MapDrawing } from './map-drawing.ts';
import { createPage, type PageOptions } from './page.ts';
import { toPng } from './png.ts';
import { toSvg } from './svg.ts';
import { createTextMeasurer } from './text-measurer.ts';

/** Input for creating a file. */
export interface FileJob {
  readonly drawing: MapDrawing;
  readonly options: PageOptions;
  readonly format: ExportFormat;
  /** Pixels per CSS pixel; only used for PNG. */
  readonly scale: number;
  /** Time of the read, ISO 8601 UTC. */
  readonly readAt: string;
}

const CREATORS: Readonly<Record<ExportFormat, (job: FileJob) => Promise<Blob | undefined>>> = {
  svg: async ({ drawing, options }) => {
    const measurer = createTextMeasurer();
    return new Blob([toSvg(createPage(drawing, options, measurer), measurer)], { type: 'image/svg+xml;charset=utf-8' });
  },
  png: ({ drawing, options, scale }) => toPng(createPage(drawing, options, createTextMeasurer()), scale),
  drawio: async ({ drawing, options, readAt }) =>
    new Blob([toDrawio(drawing, options, readAt)], { type: 'application/vnd.jgraph.mxfile;charset=utf-8' }),
};

/** Creates the file; undefined if the browser could not draw it. Works in the page and in a worker. */
export const createFile = (job: FileJob): Promise<Blob | undefined> => CREATORS[job.format](job);
