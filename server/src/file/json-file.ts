import { readFile, stat } from 'node:fs/promises';
import { Failure } from '../failure.ts';
import { STDIN } from './expand-files.ts';
import { type IgnoredLine, MAX_DEPTH, parseJsonValues } from './json-values.ts';
import { describeBinary, describeText } from './other-formats.ts';
import { decodeText } from './text-encoding.ts';

export interface LoadedFile {
  readonly bytes: Uint8Array;
  readonly changedAt: number | undefined;
}

/** Strings in V8 have at most about 512 million characters. */
const MAX_BYTES = 500_000_000;

/** Reads the bytes of a file. Rejects with a `Failure`. */
export async function loadFile(file: string): Promise<LoadedFile> {
  try {
    const { mtimeMs, size } = await stat(file);
    if (size > MAX_BYTES) {
      throw badFile(
        file,
        `The file has ${Math.round(size / 1e6)} MB, and at most ${MAX_BYTES / 1e6} MB can be read. Export subscription by subscription`,
      );
    }
    return { bytes: await readFile(file), changedAt: mtimeMs };
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw badFile(file, READ_ERRORS[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message, error);
  }
}

const READ_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'The file does not exist',
  EACCES: 'This account has no permission to read the file',
};

/** Reads a file that contains one JSON value. Rejects with a `Failure`. */
export async function readJsonFile(file: string): Promise<unknown> {
  const { bytes } = await loadFile(file);
  const { values } = parseJsonBytes(file, bytes);
  if (values.length > 1) throw badFile(file, `The file contains ${values.length} JSON values, and one is expected`);
  return values[0];
}

/** Reads a text file. Rejects with a `Failure`. */
export const readTextFile = async (file: string): Promise<string> => decode(file, (await loadFile(file)).bytes);

/** Parses the bytes of a file as JSON values, and text around them. Throws a `Failure` that says what the file is instead. */
export function parseJsonBytes(
  file: string,
  bytes: Uint8Array,
): { readonly values: readonly unknown[]; readonly ignored: readonly IgnoredLine[] } {
  const text = decode(file, bytes);
  const parsed = parseJsonValues(text);
  if (parsed.ok) return parsed;
  const { line, column, expected } = parsed.fault;
  if (expected === undefined)
    throw badFile(file, `The file is nested more than ${MAX_DEPTH} levels deep at line ${line}, which no export of Azure is`);
  const advice = line === 1 && column === 1 ? '. Use az with -o json to export JSON' : '';
  throw badFile(file, describeText(text) ?? `Invalid JSON at line ${line}, column ${column}: expected ${expected}${advice}`);
}

function decode(file: string, bytes: Uint8Array): string {
  const binary = describeBinary(bytes);
  if (binary) throw badFile(file, binary);
  const decoded = decodeText(bytes);
  if (!decoded.ok) throw badFile(file, decoded.problem);
  if (decoded.text.trim() === '') throw badFile(file, 'The file is empty');
  return decoded.text;
}

/** Creates the failure of a file that cannot be opened. */
export const badFile = (file: string, detail: string, cause?: unknown): Failure =>
  new Failure('bad-file', { title: `${file === STDIN ? 'Standard input' : file} cannot be opened`, detail }, { cause });
