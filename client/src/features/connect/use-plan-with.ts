import { type Blocker, type Intent, makePlan, type Plan } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { draftReducer, EMPTY_DRAFT } from '../../lib/state/draft.ts';
import type { DraftHandle } from '../../lib/state/use-draft.tsx';

interface PlanWith {
  /** Of the draft with the intent in it. */
  readonly plan: Plan;
  /** What Azure would refuse because of the intent; what it refuses of the draft anyway is not told again. */
  readonly blockers: readonly Blocker[];
  /** Whether the draft would be another. */
  readonly isChange: boolean;
}

/** What the draft would be with one more intent. */
export function usePlanWith(topology: Topology, draft: Pick<DraftHandle, 'intents' | 'plan'>, intent: Intent): PlanWith {
  const { intents, plan: before } = draft;
  return useMemo(() => {
    const after = draftReducer({ ...EMPTY_DRAFT, intents }, { do: 'add', intents: [intent], topology });
    const plan = makePlan(topology, after.intents);
    const told = new Set(before.blockers.map(({ text }) => text));
    return { plan, blockers: plan.blockers.filter(({ text }) => !told.has(text)), isChange: after.intents !== intents };
  }, [topology, intents, before, intent]);
}
