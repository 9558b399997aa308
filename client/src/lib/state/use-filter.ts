import type { ResourceKey } from '@peerscape/shared/arm';
import {
  checkSearch,
  describeMissing,
  type FindingMark,
  filterTopology,
  matchFindings,
  matchPeerings,
  parseSearch,
  type Query,
  type SearchProblem,
} from '@peerscape/shared/search';
import type { RoleOverrides } from '@peerscape/shared/shapes';
import type { PeeringKey, Topology } from '@peerscape/shared/topology';
import { useDeferredValue, useMemo } from 'react';
import type { FilterText } from './use-filter-text.ts';

/** Result of a filter over a topology. */
export interface Filter {
  /** The filter in force: the last valid text. */
  readonly text: string;
  /** VNets and ghosts that match; undefined when there is no filter. */
  readonly shown: ReadonlySet<ResourceKey> | undefined;
  /** Peerings that stand out on the map; undefined when there is no filter. */
  readonly lines: ReadonlySet<PeeringKey> | undefined;
  /** Returns the peerings that match, computed on first use; undefined when there is no filter. */
  readonly peerings: () => ReadonlySet<PeeringKey> | undefined;
  /** Returns the ids of the findings that match; undefined when there is no filter. */
  readonly findings: (marks: readonly FindingMark[]) => ReadonlySet<string> | undefined;
  /** Error in what is typed; until it is fixed, `text` applies. */
  readonly problem: SearchProblem | undefined;
  /** Explains why the result is incomplete, if it is. */
  readonly incomplete: string | undefined;
}

const NO_FILTER = { shown: undefined, lines: undefined, peerings: () => undefined, findings: () => undefined, incomplete: undefined };

/** Findings and role overrides that a filter can refer to. */
interface FilterContext {
  readonly marks: readonly FindingMark[];
  readonly roles: RoleOverrides;
}

/** Parses a filter for a topology. */
export function parseFilter(topology: Topology, text: string): { readonly ok: true; readonly value: Query } | SearchProblem {
  const parsed = parseSearch(text);
  return (parsed.ok && checkSearch(topology, parsed.value, text)) || parsed;
}

/** Filters the topology by the filter in force. Matching is deferred, so that typing stays responsive. */
export function useFilter(
  topology: Topology,
  { text, inForce: latest }: Pick<FilterText, 'text' | 'inForce'>,
  { marks, roles }: FilterContext,
): Filter {
  const deferredText = useDeferredValue(text);
  const parsed = useMemo(() => parseFilter(topology, deferredText), [topology, deferredText]);
  const inForce = useDeferredValue(latest);
  const matches = useMemo(() => {
    const { value: query } = { value: undefined, ...parseSearch(inForce) };
    if (!query || query.kind === 'everything') return NO_FILTER;
    const context = { findings: marks, roleOverrides: roles };
    const { nodes, lines } = filterTopology(topology, query, context);
    let peerings: ReadonlySet<PeeringKey> | undefined;
    return {
      shown: nodes,
      lines,
      peerings: () => {
        peerings ??= matchPeerings(topology, query, context);
        return peerings;
      },
      incomplete: describeMissing(topology, query),
      findings: (candidates: readonly FindingMark[]) => matchFindings(topology, query, { ...context, findings: candidates }),
    };
  }, [topology, inForce, marks, roles]);
  return useMemo(() => ({ ...matches, text: inForce, problem: parsed.ok ? undefined : parsed }), [matches, inForce, parsed]);
}
