import type { Query } from './query.ts';

/** A term of a query. */
export type QueryTerm = Extract<Query, { kind: 'term' }>;

/** Returns the terms of a query, in the order of the text. */
export function termsOf(query: Query): readonly QueryTerm[] {
  switch (query.kind) {
    case 'everything':
      return [];
    case 'term':
      return [query];
    case 'not':
      return termsOf(query.of);
    default:
      return query.of.flatMap(termsOf);
  }
}
