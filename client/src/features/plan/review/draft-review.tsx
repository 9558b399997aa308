import { Button } from '@fluentui/react-components';
import { namesIn } from '@peerscape/shared/topology';
import { useQuery } from '@tanstack/react-query';
import { planQuery } from '../../../lib/server/change-queries.ts';
import { Notice } from '../../../ui/notice.tsx';
import panel from '../../../ui/panel.module.css';
import { countsThatAre } from '../words.ts';
import { driftBetween } from './drift.ts';
import type { PlanPanelProps } from './plan-panel-props.ts';
import { Reviewed } from './reviewed.tsx';
import { WishList } from './wish-list.tsx';

/** The server's plan of the draft, with what has changed between the two readings it and this page rest on. */
export function DraftReview(props: PlanPanelProps) {
  const { draft, readAt, topology } = props;
  const query = useQuery(planQuery(draft.intents));
  const drift = query.data ? driftBetween(query.data, draft.plan, readAt) : 'none';
  return (
    <Reviewed
      {...props}
      kind="Plan of the draft"
      query={query}
      onStarted={(apply) => {
        draft.clear();
        props.onOpenApply(apply.id);
      }}
    >
      {query.data && drift === 'page-is-older' ? (
        <div className={panel.notices}>
          <Notice
            severity="warning"
            title="Azure has changed since this page was read"
            actions={
              <Button size="small" onClick={props.onRefresh}>
                Read again
              </Button>
            }
          >
            This plan is made on what Azure says now: {countsThatAre(query.data.plan.counts)}. On what the page shows it would be{' '}
            {countsThatAre(draft.plan.counts)}.
          </Notice>
        </div>
      ) : null}
      {drift === 'plan-is-older' ? (
        <div className={panel.notices}>
          <Notice
            severity="warning"
            title="Azure has changed since this plan was made"
            actions={
              <Button size="small" onClick={() => void query.refetch()}>
                Make the plan anew
              </Button>
            }
          >
            As it stands it would be refused, and nothing would be sent.
          </Notice>
        </div>
      ) : null}
      <WishList intents={draft.intents} name={namesIn(topology)} onRemove={draft.remove} />
    </Reviewed>
  );
}
