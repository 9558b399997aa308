import type { PlanDocument } from '@peerscape/shared/api';
import type { Plan } from '@peerscape/shared/plan';

/** How the server's plan stands to the one that this page makes of the same wishes. */
export type Drift = 'none' | 'page-is-older' | 'plan-is-older';

/** Both rest on what they rest on; where that is not the same, Azure has changed between the two readings. */
export function driftBetween({ plan, madeAt }: Pick<PlanDocument, 'plan' | 'madeAt'>, live: Pick<Plan, 'basedOn'>, readAt: string): Drift {
  if (plan.basedOn === live.basedOn) return 'none';
  return Date.parse(readAt) > Date.parse(madeAt) ? 'plan-is-older' : 'page-is-older';
}
