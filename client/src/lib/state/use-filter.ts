import type { ResourceKey } from '@peerscape/shared/arm';
import { type FindingMark, matchFindings, matchPeerings, matchTopology, parseSearch, type SearchProblem } from '@peerscape/shared/search';
import type { SaidRoles } from '@peerscape/shared/shapes';
import type { PeeringKey, Topology } from '@peerscape/shared/topology';
import { useDeferredValue, useMemo, useRef } from 'react';

/** What a filter leaves of a topology. */
export interface Filter {
  /** Nothing typed: everything is shown. */
  readonly shown: ReadonlySet<ResourceKey> | undefined;
  /** As above, for peerings; only worked out for those who show them. */
  readonly peerings: () => ReadonlySet<PeeringKey> | undefined;
  /** As above, for findings, by their ids. */
  readonly findings: (marks: readonly FindingMark[]) => ReadonlySet<string> | undefined;
  /** What is wrong with the text; the last text that made sense is still in force. */
  readonly problem: SearchProblem | undefined;
}

const EVERYTHING = { shown: undefined, peerings: () => undefined, findings: () => undefined };

/** What is told of the topology: what is wrong with it, and what people say of its hubs. */
interface ToldHere {
  readonly marks: readonly FindingMark[];
  readonly roles: SaidRoles;
}

/** The filter of that text, over a topology and what is told of it. Typing stays fluid: the matching follows when the browser has time. */
export function useFilter(topology: Topology, text: string, { marks, roles }: ToldHere): Filter {
  const settled = useDeferredValue(text);
  const parsed = useMemo(() => parseSearch(settled), [settled]);
  const lastGood = useRef(parseSearch(''));
  if (parsed.ok) lastGood.current = parsed;
  const query = lastGood.current.ok ? lastGood.current.value : undefined;
  const found = useMemo(() => {
    if (!query || query.kind === 'everything') return EVERYTHING;
    const told = { findings: marks, said: roles };
    let peerings: ReadonlySet<PeeringKey> | undefined;
    return {
      shown: matchTopology(topology, query, told),
      peerings: () => {
        peerings ??= matchPeerings(topology, query, told);
        return peerings;
      },
      findings: (asked: readonly FindingMark[]) => matchFindings(topology, query, { ...told, findings: asked }),
    };
  }, [topology, query, marks, roles]);
  return useMemo(() => ({ ...found, problem: parsed.ok ? undefined : parsed }), [found, parsed]);
}
