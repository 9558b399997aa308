import type { Query, SearchParseResult, SearchProblem, TextRange } from './query.ts';
import { scan, type Token } from './scan.ts';
import { findTerm, parseBareWord, parsePrefix, TERMS, type Term } from './terms.ts';

/**
 * Parses a search. Adjacent terms must all match; `OR` binds weaker, `!` binds stronger, and parentheses group. An empty text matches
 * everything.
 *
 *     name:hub (state:initiated OR state:missing) !region:westeurope
 */
export function parseSearch(text: string): SearchParseResult {
  const tokens = scan(text);
  if (tokens.length === 0) return { ok: true, value: { kind: 'everything' } };
  try {
    const [query, next] = parseOr({ tokens, end: text.length }, 0);
    const rest = tokens[next];
    if (rest) throw new ParseError(rest.kind === ')' ? 'Unmatched closing parenthesis' : `"${rest.text}" is not allowed here`, rest);
    return { ok: true, value: query };
  } catch (error) {
    if (error instanceof ParseError) return error.toProblem(text);
    throw error;
  }
}

/** Thrown inside the parser only, and caught by `parseSearch`. */
class ParseError extends Error {
  readonly at: Pick<Token, 'from' | 'to'>;
  readonly continuation: 'could fix' | 'cannot fix';
  constructor(problem: string, at: Pick<Token, 'from' | 'to'>, continuation: 'could fix' | 'cannot fix' = 'cannot fix') {
    super(problem);
    this.at = at;
    this.continuation = continuation;
  }
  /** Converts the error to a problem; it is unfinished only when further typing could fix it and nothing follows it. */
  toProblem(text: string): SearchProblem {
    const { from, to } = this.at;
    return { ok: false, problem: this.message, from, to, unfinished: this.continuation === 'could fix' && text.slice(to).trim() === '' };
  }
}

interface ParserInput {
  readonly tokens: readonly Token[];
  readonly end: number;
}

/** A part of the search, and the position of the token after it. */
type Position = readonly [Query, number];

function parseOr(input: ParserInput, start: number): Position {
  const operands: Query[] = [];
  let at = start;
  do {
    const [operand, next] = parseAnd(input, operands.length === 0 ? at : at + 1);
    operands.push(operand);
    at = next;
  } while (input.tokens[at]?.kind === 'OR');
  return [combine('or', operands), at];
}

function parseAnd(input: ParserInput, start: number): Position {
  const operands: Query[] = [];
  let at = start;
  for (;;) {
    const [operand, next] = parseOperand(input, at);
    operands.push(operand);
    const kind = input.tokens[next]?.kind;
    if (kind === undefined || kind === 'OR' || kind === ')') return [combine('and', operands), next];
    at = kind === 'AND' ? next + 1 : next;
  }
}

function parseOperand(input: ParserInput, at: number): Position {
  const token = input.tokens[at];
  if (!token) throw new ParseError('Expected a term at the end', { from: input.end, to: input.end }, 'could fix');
  switch (token.kind) {
    case '!': {
      const [of, next] = parseOperand(input, at + 1);
      return [{ kind: 'not', of }, next];
    }
    case '(': {
      const [query, next] = parseOr(input, at + 1);
      if (input.tokens[next]?.kind !== ')')
        throw new ParseError('Unmatched opening parenthesis', { from: token.from, to: input.end }, 'could fix');
      return [query, next + 1];
    }
    case 'word':
      return [parseTerm(token), at + 1];
    case 'open-quote':
      throw new ParseError('Unmatched quotation mark', token, 'could fix');
    default:
      throw new ParseError(`Expected a term before "${token.text}"`, token);
  }
}

const combine = (kind: 'and' | 'or', operands: readonly Query[]): Query => {
  const [only] = operands;
  return operands.length === 1 && only ? only : { kind, of: operands };
};

function parseTerm(token: Token): Query {
  const [, key, value] = /^([a-z-]+):(.*)$/is.exec(token.text) ?? [];
  if (key === undefined || value === undefined || isAddress(token.text)) {
    return { kind: 'term', key: '', value: token.text, createTest: parseBareWord(token.text), needs: [], at: rangeOf(token) };
  }
  const term = findTerm(key);
  if (!term) throw new ParseError(`Unknown key "${key}:". Use ${TERMS.map((t) => `${t.key}:`).join(', ')}`, token);
  if (value === '') throw new ParseError(`Enter a value after "${key}:"`, token, 'could fix');
  const parsed = term.parse(value);
  if (!parsed.ok) throw new ParseError(parsed.problem, token, isPrefixOfValue(term, value) ? 'could fix' : 'cannot fix');
  return {
    kind: 'term',
    key: term.key,
    value,
    createTest: parsed.value,
    needs: term.needs?.get(value.toLowerCase()) ?? [],
    at: rangeOf(token),
  };
}

const rangeOf = ({ from, to }: Token): TextRange => ({ from, to });

/** Returns whether further typing could turn the value into one of the term’s values. */
const isPrefixOfValue = ({ values }: Term, value: string): boolean =>
  values.size === 0 || [...values.keys()].some((known) => known.startsWith(value.toLowerCase()));

/** Returns whether the text is an address or prefix: an IPv6 prefix also contains colons, so `cafe::/16` is not a term. */
const isAddress = (text: string): boolean => parsePrefix(text).ok;
