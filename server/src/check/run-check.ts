import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { diffReadings } from '@peerscape/shared/diff';
import { evaluateExpectations } from '@peerscape/shared/expectations';
import { CATALOGUE } from '@peerscape/shared/health';
import about from '../../package.json' with { type: 'json' };
import { StartFailure } from '../failure.ts';
import { locateResources } from '../file/index.ts';
import { describeError } from '../program/describe-error.ts';
import { toPrintable } from '../program/printable.ts';
import { failWith, type ProgramContext, type ProgramOutput } from '../program/run-program.ts';
import { openReach } from '../reach/open-reach.ts';
import { readExpectations, readLearnedRoutes } from '../reach/read-inputs.ts';
import { type CheckOptions, HELP, parseOptions, type ReportFormat } from './arguments.ts';
import { readBaseline } from './baseline.ts';
import { type CheckResult, checkSource } from './check-source.ts';
import { formatJson } from './format-json.ts';
import { formatSarif } from './format-sarif.ts';
import { formatCounts, formatText } from './format-text.ts';
import { readRulePages } from './rule-pages.ts';
import { decideVerdict } from './verdict.ts';
import { writeExports } from './write-exports.ts';

/** Runs a check from the command line. An expected error becomes a message with exit code 2 instead of an exception. */
export async function runCheck(context: ProgramContext): Promise<ProgramOutput> {
  const parsed = parseOptions(context.environment, context.argv, context.directory);
  if (parsed.kind === 'help') return { code: 0, out: HELP, err: '' };
  if (parsed.kind === 'problem') return failWith(parsed.problem);
  try {
    return await check(parsed.options, context);
  } catch (error) {
    // exit code 1 means that something was found, so an error of Peerscape must not end with it
    return failWith(describeError('The check', error));
  }
}

async function check(options: CheckOptions, context: ProgramContext): Promise<ProgramOutput> {
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
async function readResult(options: CheckOptions, clock: ProgramContext['clock']): Promise<CheckResult> {
  const { source, baseline: file, against, expect, learned } = options;
  const expectations = expect === undefined ? undefined : { file: expect, list: await readExpectations(expect) };
  const learnedRoutes = await readLearnedRoutes(learned);
  const baseline = file === undefined ? undefined : await readBaseline(file, clock.now());
  const earlier = against.length === 0 ? undefined : (await checkSource({ kind: 'file', files: against }, clock)).reading;
  const { estate, reading } = await checkSource(source, clock, learnedRoutes);
  const known = baseline && reading.report.findings.filter(baseline.includes).map(({ id }) => id);
  return {
    ...reading,
    ...(baseline && { baseline: { name: baseline.name, ids: new Set(known) } }),
    ...(earlier && {
      changes: { name: earlier.snapshot.source.name, readAt: earlier.snapshot.readAt, entries: diffReadings(earlier, reading) },
    }),
    ...(expectations && {
      expectations: {
        file: expectations.file,
        results: evaluateExpectations(expectations.list, openReach(estate, learnedRoutes).reach),
      },
    }),
  };
}

type FormatReport = (result: CheckResult, options: CheckOptions, context: ProgramContext) => string | Promise<string>;

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
