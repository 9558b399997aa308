import { stat } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';

/** The argument that stands for standard input. */
export const STDIN = '-';

/** Extensions of the files that a directory is searched for. */
const EXTENSIONS = '{json,jsonl,ndjson,tfstate}';

/** A file to read. One that was not named itself, but found in a directory, need not be an estate. */
export interface FileToRead {
  readonly file: string;
  readonly isNamed: boolean;
}

/** Replaces directories by the exports in them, and patterns (`exports/*.json`) by the files that match. Other arguments are returned unchanged. */
export async function expandFiles(files: readonly string[]): Promise<readonly FileToRead[]> {
  const expanded = await Promise.all(files.map(expand));
  const found = new Map<string, FileToRead>();
  for (const one of expanded.flat()) {
    const before = found.get(one.file);
    found.set(one.file, before?.isNamed ? before : one);
  }
  return [...found.values()];
}

async function expand(file: string): Promise<readonly FileToRead[]> {
  if (file === STDIN) return [{ file, isNamed: true }];
  const stats = await stat(file).catch(() => undefined);
  if (stats?.isDirectory()) return search([`**/*.${EXTENSIONS}`], file);
  if (stats || !/[*?[{]/.test(file)) return [{ file, isNamed: true }];
  const directory = path.dirname(file.split(/[*?[{]/, 1)[0] ?? '');
  const matches = await search([path.relative(directory, file).split(path.sep).join('/')], directory);
  return matches.length > 0 ? matches : [{ file, isNamed: true }];
}

async function search(patterns: readonly string[], cwd: string): Promise<readonly FileToRead[]> {
  const names = await glob([...patterns], { cwd, ignore: ['**/node_modules/**'], onlyFiles: true });
  return names.sort().map((name) => ({ file: path.join(cwd, name), isNamed: false }));
}
