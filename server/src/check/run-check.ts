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

export interface CheckParts {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where it was typed. */
  readonly directory: string;
  readonly colours: boolean;
  readonly clock: Clock;
}

/** What the process says and ends with. */
export interface Ended {
  readonly code: 0 | 1 | 2;
  readonly out: string;
  readonly err: string;
}

/** Looks once and says what is wrong. What cannot be looked at is a sentence and the code 2, never an exception. */
export async function runCheck(parts: CheckParts): Promise<Ended> {
  const asked = readOptions(parts.environment, parts.argv, parts.directory);
  if (asked.kind === 'help') return { code: 0, out: HELP, err: '' };
  if (asked.kind === 'problem') return refused(asked.problem);
  try {
    return await check(asked.options, parts);
  } catch (error) {
    return refused(sentenceOf(error));
  }
}

const refused = (sentence: string): Ended => ({ code: 2, out: '', err: `${printable(sentence)}\n` });

async function check(options: Options, parts: CheckParts): Promise<Ended> {
  const looked = await look(options.source, parts.clock);
  const { code, sentence } = verdictOn(looked, options);
  const report = await REPORTS[options.format](looked, options, parts);
  if (options.output === undefined) {
    // A report for programs stays alone on its stream.
    const closing = options.format === 'text' ? '' : `${countLine(looked)}\n`;
    return { code, out: report, err: `${closing}${sentence}\n` };
  }
  await write(options.output, report);
  const file = relative(parts.directory, options.output);
  return { code, out: `${countLine(looked)}\nWritten to ${printable(file)}\n`, err: `${sentence}\n` };
}

type MakeReport = (looked: Looked, options: Options, parts: CheckParts) => string | Promise<string>;

const REPORTS: Readonly<Record<Format, MakeReport>> = {
  text: (looked, { output }, { colours }) => asText(looked, colours && output === undefined),
  json: asJson,
  sarif: async (looked, { source }, { directory }) =>
    asSarif(looked, {
      version: about.version,
      rules: CATALOGUE,
      pages: rulePages(CATALOGUE),
      places: await linesOfIds(source.kind === 'file' ? source.files : []),
      directory,
    }),
};

const write = (file: string, report: string): Promise<void> =>
  writeFile(file, report).catch((error: Error) => {
    throw new StartFailure(`The report cannot be written: ${error.message}`);
  });

function sentenceOf(error: unknown): string {
  if (error instanceof StartFailure) return error.message;
  if (!(error instanceof Failure)) throw error;
  const { title, detail, arm } = error.problem;
  return [title, detail, arm && `Azure says: ${arm.code}: ${arm.message}`].filter(Boolean).join('. ');
}
