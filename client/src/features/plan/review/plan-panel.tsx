import { countsInWords } from '@peerscape/shared/plan';
import { namesIn } from '@peerscape/shared/topology';
import { useQuery } from '@tanstack/react-query';
import { undoQuery } from '../../../lib/server/change-queries.ts';
import { Notice } from '../../../ui/notice.tsx';
import panel from '../../../ui/panel.module.css';
import { Panel } from '../../../ui/panel.tsx';
import { DraftReview } from './draft-review.tsx';
import type { PlanPanelProps } from './plan-panel-props.ts';
import { PlanParts } from './plan-parts.tsx';
import { Reviewed } from './reviewed.tsx';
import { WishList } from './wish-list.tsx';

/** The review of a plan: of the draft, or of taking an apply back. */
export function PlanPanel(props: PlanPanelProps) {
  const { draft, status, undoes } = props;
  if (undoes) return <UndoReview {...props} undoes={undoes} />;
  if (draft.intents.length === 0) return <NothingDrafted onClose={props.onClose} />;
  if (status.changes.mode === 'none') return <OwnPlan {...props} />;
  return <DraftReview {...props} />;
}

function UndoReview(props: PlanPanelProps & { undoes: string }) {
  const query = useQuery(undoQuery(props.undoes));
  return (
    <Reviewed {...props} kind="Plan that takes an apply back" query={query} onStarted={({ id }) => props.onOpenApply(id)}>
      {null}
    </Reviewed>
  );
}

/** Without Azure behind the map: the plan that this page makes, to read and to save. */
function OwnPlan({ draft, topology, status, onClose, onCopy }: PlanPanelProps) {
  return (
    <Panel kind="Plan of the draft" title={countsInWords(draft.plan)} onClose={onClose}>
      <div className={panel.notices}>
        <Notice severity="info" title="There is no Azure behind this map">
          It was opened from {status.source.name}, so a plan cannot be applied from here. Save it as code, or open the estate with{' '}
          <code>npm start -- --azure</code>.
        </Notice>
      </div>
      <WishList intents={draft.intents} name={namesIn(topology)} onRemove={draft.remove} />
      <PlanParts topology={topology} plan={draft.plan} document={undefined} onCopy={onCopy} />
    </Panel>
  );
}

const NothingDrafted = ({ onClose }: { onClose: () => void }) => (
  <Panel kind="Plan of the draft" title="The draft is empty" onClose={onClose}>
    <div className={panel.notices}>
      <p>
        Every act becomes a wish in the draft: connecting two VNets, an option of a half, a deletion, a finding’s fix. Drag from one VNet to
        another on the map, or open a peering and change it there. Nothing is sent before a plan is applied.
      </p>
    </div>
  </Panel>
);
