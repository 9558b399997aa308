import type { Plan } from '@peerscape/shared/plan';
import type { TopologyRows } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { type ReachJobState, useReachJob } from '../../../lib/server/use-reach-job.ts';

/** Computes which VNets gain and lose reach by a plan, once per plan; nothing for a plan without steps. */
export function useReachPreview(rows: TopologyRows, plan: Pick<Plan, 'steps'> | undefined): ReachJobState<'preview'> {
  const steps = plan?.steps;
  const input = useMemo(() => (steps && steps.length > 0 ? { steps } : undefined), [steps]);
  return useReachJob(rows, 'preview', input);
}
