import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { CATALOGUE } from '@peerscape/shared/health';
import about from '../../package.json' with { type: 'json' };
import type { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import { linesOfIds } from '../file/index.ts';
import { StartFailure } from '../open-source.ts';
import { type Format, HELP, type Options, readOptions } from './arguments.ts';
import { asJson } from './as-json.ts';
import { asSarif } from './as-sarif.ts';
import { asText, countLine } from './as-text.ts';
import { type Looked, look } from './look.ts';
import { printable } from './printable.ts';
import { rulePages } from './rule-pages.ts';
import { verdictOn } from './verdict.ts';

/** Inputs and environment of a check. */
export interface CheckParts {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Working directory of the caller. */
  readonly directory: string;
  readonly colours: boolean;
  readonly clock: Clock;
}

/** Output and exit code of the process. */
export interface Ended {
  readonly code: 0 | 1 | 2;
  readonly out: string;
  readonly err: string;
}

/** Runs a check from the command line. An expected error becomes a message with exit code 2 instead of an exception. */
export async function runCheck(context: CheckParts): Promise<Ended> {
  const parsed = readOptions(context.environment, context.argv, context.directory);
  if (parsed.kind === 'help') return { code: 0, out: HELP, err: '' };
  if (parsed.kind === 'problem') return failWith(parsed.problem);
  try {
    return await check(parsed.options, context);
  } catch (error) {
    return failWith(describeError(error));
  }
}

const failWith = (message: string): Ended => ({ code: 2, out: '', err: `${printable(message)}\n` });

async function check(options: Options, context: CheckParts): Promise<Ended> {
  const result = await look(options.source, context.clock);
  const { code, sentence } = verdictOn(result, options);
  const report = await FORMATTERS[options.format](result, options, context);
  if (options.output === undefined) {
    // A report for programs is the only output on its stream.
    const counts = options.format === 'text' ? '' : `${countLine(result)}\n`;
    return { code, out: report, err: `${counts}${sentence}\n` };
  }
  await write(options.output, report);
  const file = relative(context.directory, options.output);
  return { code, out: `${countLine(result)}\nReport written to ${printable(file)}\n`, err: `${sentence}\n` };
}

type FormatReport = (result: Looked, options: Options, context: CheckParts) => string | Promise<string>;

const FORMATTERS: Readonly<Record<Format, FormatReport>> = {
  text: (result, { output }, { colours }) => asText(result, colours && output === undefined),
  json: asJson,
  sarif: async (result, { source }, { directory }) =>
    asSarif(result, {
      version: about.version,
      rules: CATALOGUE,
      pages: rulePages(CATALOGUE),
      places: await linesOfIds(source.kind === 'file' ? source.files : []),
      directory,
    }),
};

const write = (file: string, report: string): Promise<void> =>
  writeFile(file, report).catch((error: Error) => {
    throw new StartFailure(`Cannot write the report: ${error.message}`);
  });

function describeError(error: unknown): string {
  if (error instanceof StartFailure) return error.message;
  // exit code 1 means that something was found, so an error of Peerscape must not end with it
  if (!(error instanceof Failure))
    return `The check failed because of an error in Peerscape: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  const { title, detail, arm } = error.problem;
  return [title, detail, arm && `Azure returned ${arm.code}: ${arm.message}`].filter(Boolean).join('. ');
}
