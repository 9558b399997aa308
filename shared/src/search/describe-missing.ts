import { ATTACHED_KINDS, type AttachedKind, formatKinds, formatNumber, missingOf, type Topology } from '../topology/index.ts';
import type { Query } from './query.ts';
import { searchIndex } from './search-index.ts';
import { findTerm } from './terms.ts';
import { termsOf } from './terms-of.ts';

/** Describes why the result of a query is incomplete: resource types that are not in the source, and peerings that were not read. */
export function describeMissing(topology: Topology, query: Query): string | undefined {
  return [describeMissingKinds(topology, query), describeGaps(topology, query)].filter(Boolean).join(' ') || undefined;
}

/** Maximum number of VNets that are named. */
const MAX_NAMED = 3;

function describeGaps(topology: Topology, query: Query): string | undefined {
  const index = searchIndex(topology);
  const names = [...new Set(termsOf(query).flatMap(({ key, value }) => findTerm(key)?.findGaps?.(value, index) ?? []))];
  if (names.length === 0) return undefined;
  const rest = names.length > MAX_NAMED ? ` and ${formatNumber(names.length - MAX_NAMED)} more` : '';
  return `Not all peerings of ${names.slice(0, MAX_NAMED).join(', ')}${rest} were read, so more VNets may be near.`;
}

/** Describes which resource types decide what the query matches and are missing from the source; undefined if there are none. */
function describeMissingKinds(topology: Topology, query: Query): string | undefined {
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
