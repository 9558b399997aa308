import type { ResourceKey } from '@peerscape/shared/arm';
import {
  describeMissing,
  type FindingMark,
  matchFindings,
  matchPeerings,
  matchTopology,
  parseSearch,
  type SearchProblem,
} from '@peerscape/shared/search';
import type { RoleOverrides } from '@peerscape/shared/shapes';
import type { PeeringKey, Topology } from '@peerscape/shared/topology';
import { useDeferredValue, useMemo, useRef } from 'react';

/** Result of a filter over a topology. */
export interface Filter {
  /** VNets and ghosts that match; undefined when there is no filter. */
  readonly shown: ReadonlySet<ResourceKey> | undefined;
  /** Returns the peerings that match, computed on first use; undefined when there is no filter. */
  readonly peerings: () => ReadonlySet<PeeringKey> | undefined;
  /** Returns the ids of the findings that match; undefined when there is no filter. */
  readonly findings: (marks: readonly FindingMark[]) => ReadonlySet<string> | undefined;
  /** Syntax error in the text; until it is fixed, the last valid filter applies. */
  readonly problem: SearchProblem | undefined;
  /** Names the resource types that the source lacks, if they make the result incomplete. */
  readonly incomplete: string | undefined;
}

const NO_FILTER = { shown: undefined, peerings: () => undefined, findings: () => undefined, incomplete: undefined };

/** Findings and role overrides that a filter can refer to. */
interface FilterContext {
  readonly marks: readonly FindingMark[];
  readonly roles: RoleOverrides;
}

/** Filters the topology by `text`. Matching is deferred, so that typing stays responsive. */
export function useFilter(topology: Topology, text: string, { marks, roles }: FilterContext): Filter {
  const deferredText = useDeferredValue(text);
  const parsed = useMemo(() => parseSearch(deferredText), [deferredText]);
  const lastValid = useRef(parseSearch(''));
  if (parsed.ok) lastValid.current = parsed;
  const query = lastValid.current.ok ? lastValid.current.value : undefined;
  const matches = useMemo(() => {
    if (!query || query.kind === 'everything') return NO_FILTER;
    const context = { findings: marks, roleOverrides: roles };
    let peerings: ReadonlySet<PeeringKey> | undefined;
    return {
      shown: matchTopology(topology, query, context),
      peerings: () => {
        peerings ??= matchPeerings(topology, query, context);
        return peerings;
      },
      incomplete: describeMissing(topology, query),
      findings: (candidates: readonly FindingMark[]) => matchFindings(topology, query, { ...context, findings: candidates }),
    };
  }, [topology, query, marks, roles]);
  return useMemo(() => ({ ...matches, problem: parsed.ok ? undefined : parsed }), [matches, parsed]);
}
