import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { diffReadings } from '@peerscape/shared/diff';
import { CATALOGUE } from '@peerscape/shared/health';
import about from '../../package.json' with { type: 'json' };
import type { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import { locateResources } from '../file/index.ts';
import { StartFailure } from '../open-source.ts';
import { type CheckOptions, HELP, parseOptions, type ReportFormat } from './arguments.ts';
import { readBaseline } from './baseline.ts';
import { type CheckResult, checkSource } from './check-source.ts';
import { formatJson } from './format-json.ts';
import { formatSarif } from './format-sarif.ts';
import { formatCounts, formatText } from './format-text.ts';
import { toPrintable } from './printable.ts';
import { readRulePages } from './rule-pages.ts';
import { decideVerdict } from './verdict.ts';
import { writeExports } from './write-exports.ts';

/** Inputs and environment of a check. */
export interface CheckContext {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Working directory of the caller. */
  readonly directory: string;
  readonly colours: boolean;
  readonly clock: Clock;
}

/** Output and exit code of the process. */
export interface CheckOutput {
  readonly code: 0 | 1 | 2;
  readonly out: string;
  readonly err: string;
}

/** Runs a check from the command line. An expected error becomes a message with exit code 2 instead of an exception. */
export async function runCheck(context: CheckContext): Promise<CheckOutput> {
  const parsed = parseOptions(context.environment, context.argv, context.directory);
  if (parsed.kind === 'help') return { code: 0, out: HELP, err: '' };
  if (parsed.kind === 'problem') return failWith(parsed.problem);
  try {
    return await check(parsed.options, context);
  } catch (error) {
    return failWith(describeError(error));
  }
}

const failWith = (message: string): CheckOutput => ({ code: 2, out: '', err: `${toPrintable(message)}\n` });

async function check(options: CheckOptions, context: CheckContext): Promise<CheckOutput> {
  const result = await readResult(options, context.clock);
  const { code, message } = decideVerdict(result, options);
  const report = await FORMATTERS[options.format](result, options, context);
  const exported = await writeExports(result.snapshot, options);
  const describeFile = (what: string, file: string): string => `${what} written to ${toPrintable(relative(context.directory, file))}\n`;
  const messages = `${exported.map((file) => describeFile('Export', file)).join('')}${toPrintable(message)}\n`;
  if (options.output === undefined) {
    // A report for programs is the only output on its stream.
    const counts = options.format === 'text' ? '' : `${formatCounts(result)}\n`;
    return { code, out: report, err: `${counts}${messages}` };
  }
  await write(options.output, report);
  return { code, out: `${formatCounts(result)}\n${describeFile('Report', options.output)}`, err: messages };
}

/** Reads the source, and what the options compare it with. */
async function readResult({ source, baseline: file, against }: CheckOptions, clock: Clock): Promise<CheckResult> {
  const baseline = file === undefined ? undefined : await readBaseline(file, clock.now());
  const earlier = against.length === 0 ? undefined : await checkSource({ kind: 'file', files: against }, clock);
  const reading = await checkSource(source, clock);
  const known = baseline && reading.report.findings.filter(baseline.includes).map(({ id }) => id);
  return {
    ...reading,
    ...(baseline && { baseline: { name: baseline.name, ids: new Set(known) } }),
    ...(earlier && {
      changes: { name: earlier.snapshot.source.name, readAt: earlier.snapshot.readAt, entries: diffReadings(earlier, reading) },
    }),
  };
}

type FormatReport = (result: CheckResult, options: CheckOptions, context: CheckContext) => string | Promise<string>;

const FORMATTERS: Readonly<Record<ReportFormat, FormatReport>> = {
  text: (result, { output }, { colours }) => formatText(result, colours && output === undefined),
  json: formatJson,
  sarif: async (result, { source }, { directory }) =>
    formatSarif(result, {
      version: about.version,
      rules: CATALOGUE,
      pages: readRulePages(CATALOGUE),
      locations: await locateResources(source.kind === 'file' ? source.files : []),
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
  const { title, detail, arm, retryAt } = error.problem;
  const wait = retryAt && `Azure asks clients to wait until ${retryAt}`;
  return [title, detail, wait, arm && `Azure returned ${arm.code}: ${arm.message}`].filter(Boolean).join('. ');
}
