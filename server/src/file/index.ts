/** Reads files that users export from Azure. Does not connect to Azure. */
export { createFileReader, nameOfFiles, readUploads } from './file-reader.ts';
export { readJsonFile, readTextFile } from './json-file.ts';
export { locateResources, type ResourceLocation } from './resource-locations.ts';
