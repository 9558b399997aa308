import type { Topology } from '../topology/index.ts';
import type { Query, SearchProblem } from './query.ts';
import { type SearchIndex, searchIndex } from './search-index.ts';
import { findTerm, TERMS } from './terms.ts';
import { type QueryTerm, termsOf } from './terms-of.ts';

/**
 * Finds a term that makes no sense in this topology: a VNet that does not exist, or, at the end of the text, the beginning of a key that is
 * part of no name. The filter before it applies until it is corrected.
 */
export function checkSearch(topology: Topology, query: Query, text: string): SearchProblem | undefined {
  const index = searchIndex(topology);
  for (const term of termsOf(query)) {
    const problem = problemOf(index, term, text);
    if (problem !== undefined) return { ok: false, problem, ...term.at, unfinished: isAtEnd(term, text) };
  }
  return undefined;
}

/** Tests whether a text ends in what may become a key, such as `st` for `state:`. */
export function endsInKey(text: string): boolean {
  const [, word] = /(?:^|[\s(!])([a-z-]+)$/i.exec(text) ?? [];
  return word !== undefined && keysFrom(word).length > 0;
}

const keysFrom = (start: string): readonly string[] => TERMS.map(({ key }) => key).filter((key) => key.startsWith(start.toLowerCase()));

/** Tests whether a term is still being typed: nothing follows it, not even a space. */
const isAtEnd = ({ at }: QueryTerm, text: string): boolean => text.length === at.to;

function problemOf(index: SearchIndex, term: QueryTerm, text: string): string | undefined {
  if (term.key !== '') return findTerm(term.key)?.findProblem?.(term.value, index);
  const keys = isAtEnd(term, text) ? keysFrom(term.value) : [];
  if (keys.length === 0) return undefined;
  const test = term.createTest(index);
  if (index.nodes.some(test.node)) return undefined;
  return `Nothing contains "${term.value}". To use a key, continue with ${keys.map((key) => `${key}:`).join(' or ')}`;
}
