import { readFile } from 'node:fs/promises';
import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { expandFiles, STDIN } from './expand-files.ts';
import { decodeText } from './text-encoding.ts';

/** A line of a file, counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Where in the files each resource stands: the first line that names it. */
export async function linesOfIds(files: readonly string[]): Promise<ReadonlyMap<ResourceKey, Place>> {
  const places = new Map<ResourceKey, Place>();
  for (const { file } of await expandFiles(files)) {
    const decoded = file === STDIN ? undefined : decodeText(await readFile(file));
    const text = decoded?.ok ? decoded.text : '';
    let line = 1;
    let counted = 0;
    for (const { index, 1: id = '' } of text.matchAll(/"(?:id|remoteId)"\s*:\s*"([^"\\]+)"/g)) {
      line += newlines(text, counted, index);
      counted = index;
      const key = resourceKey(id);
      if (!places.has(key)) places.set(key, { file, line });
    }
  }
  return places;
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
