import { readFile } from 'node:fs/promises';
import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { expandFiles, STDIN } from './expand-files.ts';
import { decodeText } from './text-encoding.ts';

/** A location in a file; the line is counted from 1. */
export interface ResourceLocation {
  readonly file: string;
  readonly line: number;
}

/** Locates each resource in the files, at the first line that contains its id. */
export async function locateResources(files: readonly string[]): Promise<ReadonlyMap<ResourceKey, ResourceLocation>> {
  const locations = new Map<ResourceKey, ResourceLocation>();
  for (const { file } of await expandFiles(files)) {
    const decoded = file === STDIN ? undefined : decodeText(await readFile(file));
    const text = decoded?.ok ? decoded.text : '';
    let line = 1;
    let countedTo = 0;
    for (const { index, 1: id = '' } of text.matchAll(/"(?:id|remoteId)"\s*:\s*"([^"\\]+)"/g)) {
      line += countNewlines(text, countedTo, index);
      countedTo = index;
      const key = resourceKey(id);
      if (!locations.has(key)) locations.set(key, { file, line });
    }
  }
  return locations;
}

function countNewlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
