import { type Blocker, type Intent, makePlan, type Plan } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { draftReducer, EMPTY_DRAFT } from '../../lib/state/draft.ts';
import type { DraftHandle } from '../../lib/state/use-draft.tsx';

interface PlanPreview {
  /** Plan of the draft including the intent. */
  readonly plan: Plan;
  /** Blockers that the intent adds; those of the draft itself are omitted. */
  readonly blockers: readonly Blocker[];
  /** True when the intent changes the draft. */
  readonly isChange: boolean;
}

/** Plans the draft with one more intent, without changing it. */
export function usePlanPreview(topology: Topology, draft: Pick<DraftHandle, 'intents' | 'plan'>, intent: Intent): PlanPreview {
  const { intents, plan: before } = draft;
  return useMemo(() => {
    const after = draftReducer({ ...EMPTY_DRAFT, intents }, { do: 'add', intents: [intent], topology });
    const plan = makePlan(topology, after.intents);
    const known = new Set(before.blockers.map(({ text }) => text));
    return { plan, blockers: plan.blockers.filter(({ text }) => !known.has(text)), isChange: after.intents !== intents };
  }, [topology, intents, before, intent]);
}
