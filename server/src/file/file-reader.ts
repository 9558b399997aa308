import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isoTime } from '../clock.ts';
import { Failure } from '../failure.ts';
import type { Estate, EstateReader } from '../work/estate.ts';
import { mergeRows } from '../work/merge-rows.ts';
import { decode } from './decode.ts';
import { findJsonFault } from './json-fault.ts';
import { type Held, recognise } from './recognise.ts';

/** Reads the files as one estate; reads them again when one has changed. */
export function createFileReader(files: readonly string[]): EstateReader {
  let stamp: string | undefined;
  return {
    hasChanged: async () => (await stampOf(files)) !== stamp,
    read: async ({ report }) => {
      stamp = await stampOf(files);
      const held: Held[] = [];
      for (const file of files) {
        report({ phase: `Reading ${basename(file)}`, done: held.length, total: files.length });
        held.push(await readOne(file));
      }
      return merge(held);
    },
  };
}

/** What to call an estate that comes from files. */
export function nameOfFiles(files: readonly string[]): string {
  const [first = '', ...others] = files.map((file) => basename(file));
  return others.length === 0 ? first : others.length === 1 ? `${first} and ${others[0]}` : `${first} and ${others.length} more files`;
}

/** As old as its oldest part. Within one merge the first name of a subscription that is more than its id wins. */
function merge(held: readonly Held[]): Estate {
  const rows = mergeRows(held.map((one) => one.rows));
  const named = held.flatMap((one) => one.rows.subscriptions).filter(({ id, name }) => id !== name);
  const names = new Map(named.map((row) => [row.id.toLowerCase(), row]));
  const subscriptions = rows.subscriptions.map((row) => names.get(row.id.toLowerCase()) ?? row);
  const asOf = held.flatMap(({ readAt }) => readAt ?? []).sort()[0];
  return { rows: { ...rows, subscriptions }, unread: held.flatMap(({ unread }) => unread), ...(asOf === undefined ? {} : { asOf }) };
}

async function readOne(file: string): Promise<Held> {
  const { text, changedAt } = await load(file);
  const recognised = recognise(parse(file, text), basename(file));
  if (!recognised.ok) throw badFile(file, recognised.expected);
  return { readAt: isoTime(changedAt), ...recognised.held };
}

async function load(file: string): Promise<{ text: string; changedAt: number }> {
  try {
    const [bytes, { mtimeMs }] = await Promise.all([readFile(file), stat(file)]);
    return { text: decode(bytes).replace(/^\uFEFF/, ''), changedAt: mtimeMs };
  } catch (error) {
    throw badFile(file, READ_ERRORS[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message, error);
  }
}

const READ_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file',
  EISDIR: 'It is a directory',
  EACCES: 'This account may not read it',
};

function parse(file: string, text: string): unknown {
  if (text.trim() === '') throw badFile(file, 'It is empty');
  try {
    return JSON.parse(text);
  } catch (error) {
    const { line, column, expected } = findJsonFault(text);
    const advice = line === 1 && column === 1 ? '. az writes JSON with -o json' : '';
    throw badFile(file, `It is not JSON: at line ${line}, column ${column} ${expected} was expected${advice}`, error);
  }
}

const badFile = (file: string, detail: string, cause?: unknown): Failure =>
  new Failure({ title: `${file} cannot be opened`, status: 422, code: 'bad-file', detail }, { cause });

/** Changes whenever one of the files is written; a missing one counts as a change too, and reading then says what is wrong. */
async function stampOf(files: readonly string[]): Promise<string> {
  const stamps = files.map((file) =>
    stat(file).then(
      ({ mtimeMs, size }) => `${mtimeMs}:${size}`,
      () => 'missing',
    ),
  );
  return (await Promise.all(stamps)).join('|');
}
