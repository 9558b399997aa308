import { Button } from '@fluentui/react-components';
import { type Api, isProblemOf, type PlanDocument, type Problem } from '@peerscape/shared/api';
import type { Plan } from '@peerscape/shared/plan';
import { createNamer } from '@peerscape/shared/topology';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, toProblem } from '../../../lib/server/api.ts';
import { planQuery } from '../../../lib/server/change-queries.ts';
import type { DraftHandle } from '../../../lib/state/use-draft.tsx';
import { Notice } from '../../../ui/notice.tsx';
import panel from '../../../ui/panel.module.css';
import { formatNonZeroCounts } from '../plan-text.ts';
import { DraftChangeList } from './draft-change-list.tsx';
import type { PlanPanelProps } from './plan-panel-props.ts';
import { failInOutage, type PlanQuery, PlanReview } from './plan-review.tsx';

/**
 * Renders the server's plan of the draft, with a warning when the plan and this page are based on different states of Azure. A plan that
 * another session has changed during the review can be applied only after it was accepted: the button would change under the pointer.
 */
export function DraftReview(props: PlanPanelProps) {
  const { draft, readAt, topology } = props;
  const [accepted, setAccepted] = useState(draft.replacements);
  const isReplaced = draft.replacements > accepted;
  const query = useDraftPlan(draft, props.status.store?.problem);
  const drift = query.data ? detectDrift(query.data, draft.plan, readAt) : 'none';
  return (
    <PlanReview
      {...props}
      kind="Draft"
      query={query}
      hold={isReplaced ? 'Changed in another session; see above.' : undefined}
      onStarted={(apply) => {
        draft.clear();
        props.onOpenApply(apply.id);
      }}
    >
      {isReplaced ? (
        <div className={panel.notices}>
          <Notice
            severity="warning"
            title="The draft was changed in another session"
            actions={
              <Button size="small" onClick={() => setAccepted(draft.replacements)}>
                Use this plan
              </Button>
            }
          >
            This plan contains those changes. Check it before you apply it.
          </Notice>
        </div>
      ) : null}
      {query.data && drift === 'page-is-older' ? (
        <div className={panel.notices}>
          <Notice
            severity="warning"
            title="Azure has changed since this page was refreshed"
            actions={
              <Button size="small" onClick={props.onRefresh}>
                Refresh
              </Button>
            }
          >
            This plan is based on the current state of Azure: {formatNonZeroCounts(query.data.plan.counts)}. Based on the data on this page,
            it would be: {formatNonZeroCounts(draft.plan.counts)}.
          </Notice>
        </div>
      ) : null}
      {drift === 'plan-is-older' ? (
        <div className={panel.notices}>
          <Notice
            severity="warning"
            title="Azure has changed since this plan was created"
            actions={
              <Button size="small" onClick={() => void query.refetch()}>
                Create new plan
              </Button>
            }
          >
            This plan can no longer be applied. Nothing has been sent.
          </Notice>
        </div>
      ) : null}
      <DraftChangeList intents={draft.intents} name={createNamer(topology)} onRemove={draft.remove} />
    </PlanReview>
  );
}

/** Queries the plan of the draft as the server has stored it; waits for a save in progress. */
function useDraftPlan({ version, failure, refresh }: DraftHandle, outage: Problem | null | undefined): PlanQuery {
  const query = useQuery({ ...planQuery(version), enabled: !outage });
  if (outage) return failInOutage(query, outage);
  if (version === undefined) return { data: undefined, error: failure ? new ApiError(failure) : null, isFetching: false, refetch: refresh };
  const isOutdated = query.error !== null && isProblemOf<Api['createPlan']>(toProblem(query.error), 'draft-changed');
  return isOutdated ? { ...query, refetch: refresh } : query;
}

/** Result of comparing the age of the server's plan with that of this page. */
type Drift = 'none' | 'page-is-older' | 'plan-is-older';

/** Compares the server's plan with the one of this page: if they are based on different data, Azure changed between the two reads. */
export function detectDrift({ plan, madeAt }: Pick<PlanDocument, 'plan' | 'madeAt'>, live: Pick<Plan, 'basedOn'>, readAt: string): Drift {
  if (plan.basedOn === live.basedOn) return 'none';
  return Date.parse(readAt) > Date.parse(madeAt) ? 'plan-is-older' : 'page-is-older';
}
