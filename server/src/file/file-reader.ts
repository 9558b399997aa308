import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { resourceKey } from '@peerscape/shared/arm';
import { formatNumber, type ReadError, type TopologyRows } from '@peerscape/shared/topology';
import { formatIsoTime } from '../clock.ts';
import { Failure } from '../failure.ts';
import type { Estate, EstateReader } from '../work/estate.ts';
import type { Upload } from '../work/opened-files.ts';
import { expandFiles, type FileToRead, STDIN } from './expand-files.ts';
import { describeMissingPages } from './find-resources.ts';
import { badFile, type LoadedFile, loadFile, parseJsonBytes } from './json-file.ts';
import type { IgnoredLine } from './json-values.ts';
import { mergeFiles, type NamedContents } from './merge-files.ts';
import { isAzError } from './other-formats.ts';
import { describeProblems, parseEstate } from './parse-estate.ts';

/** Creates a reader of files, directories and patterns as one estate. `readStdin` returns the bytes for the argument `-`. */
export function createFileReader(files: readonly string[], readStdin: () => Promise<Uint8Array> = readStandardInput): EstateReader {
  let stamp: string | undefined;
  let fromStdin: Promise<Uint8Array> | undefined;
  const loadStdin = async (): Promise<LoadedFile> => {
    // standard input can be read only once
    fromStdin ??= readStdin();
    return { bytes: await fromStdin, changedAt: undefined };
  };
  const load = (file: string): Promise<LoadedFile> => (file === STDIN ? loadStdin() : loadFile(file));
  return {
    hasChanged: async () => (await stampOf(files)) !== stamp,
    read: async ({ report }) => {
      stamp = await stampOf(files);
      const toRead = await expandFiles(files);
      const all: ReadFile[] = [];
      const skipped: ReadError[] = [];
      for (const one of toRead) {
        report({ phase: `Reading ${nameOf(one.file)}`, done: all.length, total: toRead.length });
        const read = await readOne(one, load).catch((error: unknown) => {
          if (one.isNamed || !(error instanceof Failure)) throw error;
          skipped.push({ scope: one.file, name: nameOf(one.file), message: error.problem.detail ?? error.problem.title });
          return undefined;
        });
        if (read) all.push(read);
      }
      if (all.length === 0) throw nothingToRead(files, skipped);
      return merge(all, skipped);
    },
  };
}

/** Reads files that were sent by a browser as one estate. Throws a `Failure` if one of them cannot be opened. */
export const readUploads = (uploads: readonly Upload[]): Estate =>
  merge(
    uploads.map((upload) => parseLoaded(upload.name, upload)),
    [],
  );

/** Returns the name of an estate that comes from files. */
export function nameOfFiles(files: readonly string[]): string {
  const [first = '', ...others] = files.map(nameOf);
  return others.length === 0
    ? first
    : others.length === 1
      ? `${first} and ${others[0]}`
      : `${first} and ${formatNumber(others.length)} more files`;
}

const nameOf = (file: string): string => (file === STDIN ? 'standard input' : basename(file));

interface ReadFile extends NamedContents {
  /** Modification time of the file; undefined for standard input. */
  readonly changedAt: number | undefined;
}

/** Merges the files into one estate, which is as old as the oldest of them. */
function merge(files: readonly ReadFile[], skipped: readonly ReadError[]): Estate {
  const { rows, messages } = mergeFiles(files);
  const pages = files.flatMap((file) => file.pages.map((page) => ({ ...page, file: file.name })));
  const times = files.flatMap(({ asOf, changedAt }) => asOf ?? (changedAt === undefined ? [] : formatIsoTime(changedAt)));
  const [asOf] = times.sort();
  return {
    rows,
    unread: [
      ...skipped,
      ...files.flatMap(({ unread }) => unread),
      ...files.flatMap((file) =>
        describeProblems(stillMissing(file, rows)).map((message) => ({ scope: file.name, name: file.name, message })),
      ),
      ...describeMissingPages(pages).map(({ page: { file }, message }) => ({ scope: file, name: file, message })),
    ],
    messages: [...files.flatMap((file) => file.messages), ...messages, ...describeTimes(files)],
    canBeWhole: files.every((file) => file.canBeWhole),
    ...(asOf === undefined ? {} : { asOf }),
  };
}

/** Returns the read errors of a file without those about a VNet whose halves another file contains. */
function stillMissing({ problems }: ReadFile, { vnets }: TopologyRows): readonly ReadError[] {
  const complete = new Set(vnets.filter(({ halvesNotRead }) => !halvesNotRead).map(({ id }) => resourceKey(id)));
  return problems.filter(({ scope }) => !complete.has(resourceKey(scope)));
}

/** Describes how old the files are. They seldom state when they were exported; then the estate is as old as the file, which may have been copied since. */
function describeTimes(files: readonly ReadFile[]): readonly string[] {
  const [first, ...others] = files.filter(({ asOf, changedAt }) => asOf === undefined && changedAt !== undefined);
  if (!first) return [];
  return others.length === 0
    ? [`${first.name} does not state when it was exported; the time is when it was last written.`]
    : [`${others.length + 1} files do not state when they were exported; the time is when the oldest was last written.`];
}

const readOne = async ({ file }: FileToRead, load: (file: string) => Promise<LoadedFile>): Promise<ReadFile> =>
  parseLoaded(file, await load(file));

function parseLoaded(file: string, { bytes, changedAt }: LoadedFile): ReadFile {
  const { values, ignored } = parseJsonBytes(file, bytes);
  const parsed = parseEstate(values, nameOf(file));
  if (!parsed.ok) throw badFile(file, parsed.problem);
  const name = nameOf(file);
  const texts = ignored.filter(({ text }) => !isAzError(text));
  const messages = [...describeIgnoredLines(texts).map((message) => `${name}: ${message}`), ...parsed.contents.messages];
  const refusals = ignored.filter(({ text }) => isAzError(text)).map(({ line, text }) => describeAzError(line, text));
  const unread = [...parsed.contents.unread, ...refusals.map((message) => ({ scope: name, name, message }))];
  return { ...parsed.contents, messages, unread, name, changedAt };
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

const describeAzError = (line: number, text: string): string =>
  `az reported an error while it wrote the file, at line ${line}: “${text.slice(0, 300)}”`;

const describeIgnoredLines = (lines: readonly IgnoredLine[]): readonly string[] => {
  const [first] = lines;
  if (!first) return [];
  const more = lines.length > 1 ? ` and ${formatNumber(lines.length - 1)} more` : '';
  return [`Ignored text that is not JSON: line ${first.line} “${first.text.slice(0, 200)}”${more}`];
};

function nothingToRead(files: readonly string[], skipped: readonly ReadError[]): Failure {
  const [first] = skipped;
  return badFile(
    files.join(', '),
    first ? `None of its files is an estate. ${first.name}: ${first.message}` : 'The folder contains no JSON file',
  );
}

/** Changes whenever a file is written, added or deleted. A missing file counts as a change too, and reading it then reports the error. */
async function stampOf(files: readonly string[]): Promise<string> {
  const expanded = await expandFiles(files);
  const stamps = expanded.map(({ file }) =>
    stat(file).then(
      ({ mtimeMs, size }) => `${file}:${mtimeMs}:${size}`,
      () => `${file}:missing`,
    ),
  );
  return (await Promise.all(stamps)).join('|');
}
