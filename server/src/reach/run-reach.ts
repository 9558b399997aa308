import type { ParseResult } from '@peerscape/shared/net';
import { createReach, type LearnedRoutes, NO_LEARNED_ROUTES, type Reach } from '@peerscape/shared/reach';
import { buildTopology, type Topology } from '@peerscape/shared/topology';
import { StartFailure } from '../failure.ts';
import { readJsonFile } from '../file/index.ts';
import { describeError } from '../program/describe-error.ts';
import { toPrintable } from '../program/printable.ts';
import { failWith, type ProgramContext, type ProgramOutput } from '../program/run-program.ts';
import { describeAbsentKinds, describeAbsentRoutes } from './absent-kinds.ts';
import { HELP, parseReachOptions, type ReachOptions } from './arguments.ts';
import { formatAnswersJson, formatRoutesJson } from './format-json.ts';
import { formatAnswersText, formatRoutesText } from './format-text.ts';
import { parseLearnedRoutes } from './parse-learned-routes.ts';
import { parseQuestions } from './parse-questions.ts';
import { readEstate } from './read-estate.ts';

/** Creates the engine; tests of the command pass another. */
type CreateReach = (topology: Topology, learned: LearnedRoutes) => Reach;

/** Runs `reach` or `routes` from the command line. An expected error becomes a message with exit code 2 instead of an exception. */
export async function runReach(context: ProgramContext, create: CreateReach = createReach): Promise<ProgramOutput> {
  const parsed = parseReachOptions(context);
  if (parsed.kind === 'help') return { code: 0, out: HELP, err: '' };
  if (parsed.kind === 'problem') return failWith(parsed.problem);
  try {
    return await run(parsed.options, context, create);
  } catch (error) {
    return failWith(describeError('The command', error));
  }
}

async function run(options: ReachOptions, { clock }: ProgramContext, create: CreateReach): Promise<ProgramOutput> {
  const questions = options.command === 'reach' ? await readParsed(options.questions, parseQuestions) : [];
  const learned = options.learned === undefined ? NO_LEARNED_ROUTES : await readParsed(options.learned, parseLearnedRoutes);
  const { rows, absentKinds, messages } = await readEstate(options.source, clock);
  const topology = buildTopology(rows);
  const reach = create(topology, learned);
  const isJson = options.format === 'json';
  const succeed = (out: string): ProgramOutput => ({ code: 0, out, err: messages.map((message) => `${toPrintable(message)}\n`).join('') });
  if (options.command === 'routes') {
    const found = reach.routesOf(options.subnet);
    if (!found.ok) return failWith(found.problem);
    const { routes, assumptions } = found.value;
    const complete = { routes, assumptions: [...assumptions, ...describeAbsentRoutes(absentKinds)] };
    return succeed(isJson ? formatRoutesJson(complete) : formatRoutesText(complete));
  }
  const answered = questions.map((question) => {
    const answer = reach.answer(question);
    return { question, answer: { ...answer, assumptions: [...answer.assumptions, ...describeAbsentKinds(absentKinds, answer)] } };
  });
  return succeed(isJson ? formatAnswersJson(answered, topology) : formatAnswersText(answered, topology));
}

/** Reads and parses a JSON file. Rejects with a `Failure`, or with a `StartFailure` if its content is not as expected. */
async function readParsed<T>(file: string, parse: (json: unknown) => ParseResult<T>): Promise<T> {
  const parsed = parse(await readJsonFile(file));
  if (!parsed.ok) throw new StartFailure(`${file}: ${parsed.problem}`);
  return parsed.value;
}
