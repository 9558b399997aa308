import { createNamer } from '@peerscape/shared/topology';
import { useQuery } from '@tanstack/react-query';
import { undoQuery } from '../../../lib/server/change-queries.ts';
import { Notice } from '../../../ui/notice.tsx';
import panel from '../../../ui/panel.module.css';
import { Panel } from '../../../ui/panel.tsx';
import { planHeading } from '../plan-text.ts';
import { DraftChangeList } from './draft-change-list.tsx';
import { DraftReview } from './draft-review.tsx';
import { PlanDetails } from './plan-details.tsx';
import type { PlanPanelProps } from './plan-panel-props.ts';
import { failInOutage, PlanReview } from './plan-review.tsx';
import { hasReachSummary, ReachSummary } from './reach-summary.tsx';
import { useReachPreview } from './use-reach-preview.ts';

/** Renders the review of a plan: of the draft, or of undoing an apply. */
export function PlanPanel(props: PlanPanelProps) {
  const { draft, status, undoes } = props;
  if (undoes) return <UndoReview {...props} undoes={undoes} />;
  if (draft.intents.length === 0) return <EmptyDraft onClose={props.onClose} />;
  if (status.changes.mode === 'none') return <LocalPlan {...props} />;
  return <DraftReview {...props} />;
}

function UndoReview(props: PlanPanelProps & { undoes: string }) {
  const outage = props.status.store?.problem;
  const query = useQuery({ ...undoQuery(props.undoes), enabled: !outage });
  return (
    <PlanReview {...props} kind="Undo" query={failInOutage(query, outage)} onStarted={({ id }) => props.onOpenApply(id)}>
      {null}
    </PlanReview>
  );
}

/** Renders the plan that this page creates when there is no Azure to apply it to. */
function LocalPlan({ draft, topology, rows, status, onAsk, onClose, onCopy }: PlanPanelProps) {
  const name = createNamer(topology);
  const preview = useReachPreview(rows, draft.plan);
  return (
    <Panel
      kind="Draft"
      title={planHeading(draft.plan, name)}
      onClose={onClose}
      footer={hasReachSummary(preview) ? <ReachSummary preview={preview} /> : null}
    >
      <div className={panel.notices}>
        <Notice severity="info" title="Not connected to Azure">
          This estate was opened from {status.source.name}, so plans cannot be applied here. Save the plan as code, or open the estate with{' '}
          <code>npm start -- --azure</code>.
        </Notice>
      </div>
      <DraftChangeList intents={draft.intents} name={name} onRemove={draft.remove} />
      <PlanDetails
        topology={topology}
        plan={draft.plan}
        document={undefined}
        reach={preview.result}
        onAsk={onAsk}
        onCopy={onCopy}
        onAdd={(remedy) => draft.add(...remedy)}
      />
    </Panel>
  );
}

const EmptyDraft = ({ onClose }: { onClose: () => void }) => (
  <Panel kind="Draft" title="The draft is empty" onClose={onClose}>
    <div className={panel.notices}>
      <p>
        Changes are collected in the draft: new peerings, options, deletions and fixes of findings. Drag from one VNet to another on the
        map, or open a peering and edit it. Nothing is sent to Azure until you apply the plan.
      </p>
    </div>
  </Panel>
);
