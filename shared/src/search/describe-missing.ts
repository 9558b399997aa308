import { ATTACHED_KINDS, type AttachedKind, formatKinds, missingOf, type Topology } from '../topology/index.ts';
import type { Query } from './query.ts';

/**
 * Describes which resource types decide what the query matches and are missing from the source, so that its result is incomplete; undefined
 * if there are none.
 */
export function describeMissing(topology: Topology, query: Query): string | undefined {
  const terms = [...new Set(termsOf(query).filter(({ needs }) => missingOf(topology, needs).length > 0))];
  if (terms.length === 0) return undefined;
  const needs = new Set<AttachedKind>(terms.flatMap((term) => term.needs));
  const names = [...new Set(terms.map(({ key, value }) => `${key}:${value}`))];
  const kinds = missingOf(
    topology,
    ATTACHED_KINDS.filter((kind) => needs.has(kind)),
  );
  const extent = kinds.every((kind) => topology.missingKinds.has(kind)) ? '' : 'all ';
  return `This source does not include ${extent}${formatKinds(kinds)}, so the result of ${names.join(' and ')} is incomplete.`;
}

type TermOfQuery = Extract<Query, { kind: 'term' }>;

function termsOf(query: Query): readonly TermOfQuery[] {
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
