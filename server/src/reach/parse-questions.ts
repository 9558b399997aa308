import { createPropertyFailure, parseQuestion } from '@peerscape/shared/expectations';
import { type ParseResult, parseFailure, parseSuccess } from '@peerscape/shared/net';
import type { Question } from '@peerscape/shared/reach';

/** Question with the id that its answer repeats. */
export interface NumberedQuestion extends Question {
  readonly id: string;
}

/** Parses the list of questions of `--ask`. A problem names the entry, counted from 1, and the property. */
export function parseQuestions(json: unknown): ParseResult<readonly NumberedQuestion[]> {
  if (!Array.isArray(json)) return parseFailure('a list of questions is expected: [{ "id": "1", "from": …, "to": …, "protocol": "icmp" }]');
  const questions: NumberedQuestion[] = [];
  const ids = new Set<string>();
  for (const [i, entry] of json.entries()) {
    const parsed = parseNumbered(entry);
    if (!parsed.ok) return parseFailure(`entry ${i + 1}: ${parsed.problem}`);
    const { id } = parsed.value;
    if (ids.has(id)) return parseFailure(`entry ${i + 1}: "id" is ${JSON.stringify(id)}, as in an earlier entry`);
    ids.add(id);
    questions.push(parsed.value);
  }
  return parseSuccess(questions);
}

function parseNumbered(entry: unknown): ParseResult<NumberedQuestion> {
  const question = parseQuestion(entry);
  if (!question.ok) return question;
  const { id } = entry as { readonly id?: unknown };
  if (typeof id !== 'string' || id === '') return createPropertyFailure('id', 'a text', id);
  return parseSuccess({ id, ...question.value });
}
