import { type Expectation, parseExpectations } from '@peerscape/shared/expectations';
import type { ParseResult } from '@peerscape/shared/net';
import { type LearnedRoutes, NO_LEARNED_ROUTES } from '@peerscape/shared/reach';
import { StartFailure } from '../failure.ts';
import { readJsonFile, readTextFile } from '../file/index.ts';
import { parseLearnedRoutes } from './parse-learned-routes.ts';
import { type NumberedQuestion, parseQuestions } from './parse-questions.ts';

/** Reads the file of `--ask`. Rejects with a `Failure`, or a `StartFailure` if its content is not as expected, as all functions here. */
export const readQuestions = async (file: string): Promise<readonly NumberedQuestion[]> =>
  valueIn(file, parseQuestions(await readJsonFile(file)));

/** Reads the file of `--learned`; without one, nothing is known of learned routes. */
export const readLearnedRoutes = async (file: string | undefined): Promise<LearnedRoutes> =>
  file === undefined ? NO_LEARNED_ROUTES : valueIn(file, parseLearnedRoutes(await readJsonFile(file)));

/** Reads the file of `--expect`. */
export const readExpectations = async (file: string): Promise<readonly Expectation[]> =>
  valueIn(file, await parseExpectations(await readTextFile(file)));

function valueIn<T>(file: string, parsed: ParseResult<T>): T {
  if (!parsed.ok) throw new StartFailure(`${file}: ${parsed.problem}`);
  return parsed.value;
}
