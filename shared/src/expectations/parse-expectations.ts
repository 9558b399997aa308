import { type ParseResult, parseFailure, parseSuccess } from '../net/index.ts';
import type { Question } from '../reach/index.ts';
import { parseQuestion } from './parse-question.ts';

/** Statement about the network that must be true. */
export interface Expectation {
  readonly question: Question;
  readonly must: 'reach' | 'not-reach';
  readonly because: string | undefined;
  /** Line of the entry in its file, counted from 1. */
  readonly line: number;
}

/** Properties of an entry. Others are rejected: with a misspelled `port`, the statement would be about all ports. */
const PROPERTIES: ReadonlySet<string> = new Set(['from', 'to', 'protocol', 'port', 'must', 'because']);

/** Parses a list of expectations in YAML, which includes JSON. A problem names the line. */
export async function parseExpectations(text: string): Promise<ParseResult<readonly Expectation[]>> {
  // loaded only for a check of expectations
  const { isSeq, LineCounter, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  const lineAt = (offset: number): number => lineCounter.linePos(offset).line;
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error) return parseFailure(`line ${lineAt(error.pos[0])}: ${error.message}`);
  if (!isSeq(document.contents)) return parseFailure('a list of expectations is required: - { from: …, to: …, must: not-reach }');
  const expectations: Expectation[] = [];
  for (const item of document.contents.items) {
    const line = lineAt(item.range[0]);
    const parsed = parseItem(() => item.toJS(document), line);
    if (!parsed.ok) return parseFailure(`line ${line}: ${parsed.problem}`);
    expectations.push(parsed.value);
  }
  return parseSuccess(expectations);
}

/** Parses one entry. Aliases are resolved only in `toValue`, which throws if their anchor is missing or if they expand to too much. */
function parseItem(toValue: () => unknown, line: number): ParseResult<Expectation> {
  try {
    return parseExpectation(toValue(), line);
  } catch (error) {
    return parseFailure(error instanceof Error ? error.message : String(error));
  }
}

function parseExpectation(entry: unknown, line: number): ParseResult<Expectation> {
  const question = parseQuestion(entry);
  if (!question.ok) return question;
  const { must, because } = entry as { readonly must?: unknown; readonly because?: unknown };
  const other = Object.keys(entry as object).find((name) => !PROPERTIES.has(name));
  if (other !== undefined) return parseFailure(`"${other}" is not a property of an expectation: ${[...PROPERTIES].join(', ')}`);
  if (must !== 'reach' && must !== 'not-reach') return parseFailure('"must" must be reach or not-reach');
  if (because !== undefined && because !== null && typeof because !== 'string') return parseFailure('"because" must be a text');
  return parseSuccess({ question: question.value, must, because: because ?? undefined, line });
}
