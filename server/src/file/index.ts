/** Knows what people export from Azure into files; refuses to know Azure itself. */
export { createFileReader, nameOfFiles } from './file-reader.ts';
export { linesOfIds, type Place } from './lines-of-ids.ts';
