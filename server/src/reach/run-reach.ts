import { describeError } from '../program/describe-error.ts';
import { toPrintable } from '../program/printable.ts';
import { failWith, type ProgramContext, type ProgramOutput } from '../program/run-program.ts';
import { HELP, parseReachOptions, type ReachOptions } from './arguments.ts';
import { formatAnswersJson, formatRoutesJson } from './format-json.ts';
import { formatAnswersText, formatRoutesText } from './format-text.ts';
import { type CreateReach, openReach } from './open-reach.ts';
import { readEstate } from './read-estate.ts';
import { readLearnedRoutes, readQuestions } from './read-inputs.ts';

/** Runs `reach` or `routes` from the command line. An expected error becomes a message with exit code 2 instead of an exception. */
export async function runReach(context: ProgramContext, create?: CreateReach): Promise<ProgramOutput> {
  const parsed = parseReachOptions(context);
  if (parsed.kind === 'help') return { code: 0, out: HELP, err: '' };
  if (parsed.kind === 'problem') return failWith(parsed.problem);
  try {
    return await run(parsed.options, context, create);
  } catch (error) {
    return failWith(describeError('The command', error));
  }
}

async function run(options: ReachOptions, { clock }: ProgramContext, create: CreateReach | undefined): Promise<ProgramOutput> {
  const questions = options.command === 'reach' ? await readQuestions(options.questions) : [];
  const learned = await readLearnedRoutes(options.learned);
  const { messages, ...estate } = await readEstate(options.source, clock);
  const { reach, topology } = openReach(estate, learned, create);
  const isJson = options.format === 'json';
  const succeed = (out: string): ProgramOutput => ({ code: 0, out, err: messages.map((message) => `${toPrintable(message)}\n`).join('') });
  if (options.command === 'routes') {
    const found = reach.routesOf(options.subnet);
    if (!found.ok) return failWith(found.problem);
    return succeed(isJson ? formatRoutesJson(found.value) : formatRoutesText(found.value));
  }
  const answered = questions.map((question) => ({ question, answer: reach.answer(question) }));
  return succeed(isJson ? formatAnswersJson(answered, topology) : formatAnswersText(answered, topology));
}
