import type { Query, SearchParseResult, SearchProblem } from './query.ts';
import { scan, type Token } from './scan.ts';
import { parseBareWord, parsePrefix, TERMS, type Term, findTerm } from './terms.ts';

/**
 * The search that the text means. Terms side by side must all be true; `OR` binds weaker than that, `!` stronger; brackets group.
 * An empty text means everything.
 *
 *     name:hub (state:initiated OR state:missing) !region:westeurope
 */
export function parseSearch(text: string): SearchParseResult {
  const tokens = scan(text);
  if (tokens.length === 0) return { ok: true, value: { kind: 'everything' } };
  try {
    const [query, next] = anyOf({ tokens, end: text.length }, 0);
    const left = tokens[next];
    if (left) throw new Refusal(left.kind === ')' ? 'This bracket was never opened' : `"${left.text}" cannot stand here`, left);
    return { ok: true, value: query };
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal.inText(text);
    throw refusal;
  }
}

/** Thrown inside the parser only, and caught by its door. */
class Refusal extends Error {
  readonly at: Pick<Token, 'from' | 'to'>;
  readonly more: 'could help' | 'cannot help';
  constructor(problem: string, at: Pick<Token, 'from' | 'to'>, more: 'could help' | 'cannot help' = 'cannot help') {
    super(problem);
    this.at = at;
    this.more = more;
  }
  /** A thing further back stays wrong however one types on, unless it only waits for its other end. */
  inText(text: string): SearchProblem {
    const { from, to } = this.at;
    return { ok: false, problem: this.message, from, to, unfinished: this.more === 'could help' && text.slice(to).trim() === '' };
  }
}

interface Text {
  readonly tokens: readonly Token[];
  readonly end: number;
}

/** A part of the search, and the number of the token after it. */
type Step = readonly [Query, number];

function anyOf(text: Text, start: number): Step {
  const parts: Query[] = [];
  let at = start;
  do {
    const [part, next] = allOf(text, parts.length === 0 ? at : at + 1);
    parts.push(part);
    at = next;
  } while (text.tokens[at]?.kind === 'OR');
  return [together('or', parts), at];
}

function allOf(text: Text, start: number): Step {
  const parts: Query[] = [];
  let at = start;
  for (;;) {
    const [part, next] = single(text, at);
    parts.push(part);
    const kind = text.tokens[next]?.kind;
    if (kind === undefined || kind === 'OR' || kind === ')') return [together('and', parts), next];
    at = kind === 'AND' ? next + 1 : next;
  }
}

function single(text: Text, at: number): Step {
  const token = text.tokens[at];
  if (!token) throw new Refusal('Something is missing at the end', { from: text.end, to: text.end }, 'could help');
  switch (token.kind) {
    case '!': {
      const [of, next] = single(text, at + 1);
      return [{ kind: 'not', of }, next];
    }
    case '(': {
      const [query, next] = anyOf(text, at + 1);
      if (text.tokens[next]?.kind !== ')')
        throw new Refusal('This bracket is never closed', { from: token.from, to: text.end }, 'could help');
      return [query, next + 1];
    }
    case 'word':
      return [termFrom(token), at + 1];
    case 'open-quote':
      throw new Refusal('This quote is never closed', token, 'could help');
    default:
      throw new Refusal(`Something is missing before "${token.text}"`, token);
  }
}

const together = (kind: 'and' | 'or', parts: readonly Query[]): Query => {
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind, of: parts };
};

function termFrom(token: Token): Query {
  const [, key, value] = /^([a-z-]+):(.*)$/is.exec(token.text) ?? [];
  if (key === undefined || value === undefined || isAddress(token.text)) {
    return { kind: 'term', key: '', value: token.text, ask: parseBareWord(token.text) };
  }
  const term = findTerm(key);
  if (!term) throw new Refusal(`There is no "${key}:" to search by; there are ${TERMS.map((t) => `${t.key}:`).join(', ')}`, token);
  if (value === '') throw new Refusal(`After "${key}:" a value is missing`, token, 'could help');
  const ask = term.parse(value);
  if (!ask.ok) throw new Refusal(ask.problem, token, isBegun(term, value) ? 'could help' : 'cannot help');
  return { kind: 'term', key: term.key, value, ask: ask.value };
}

/** Whether the value may become one that the term knows. */
const isBegun = ({ values }: Term, value: string): boolean =>
  values.size === 0 || [...values.keys()].some((known) => known.startsWith(value.toLowerCase()));

/** An IPv6 prefix has colons too: `cafe::/16` is no term. */
const isAddress = (text: string): boolean => parsePrefix(text).ok;
