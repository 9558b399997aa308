import { Button, Spinner } from '@fluentui/react-components';
import type { ApplyDocument, PlanDocument, Problem } from '@peerscape/shared/api';
import { createNamer, type Namer } from '@peerscape/shared/topology';
import { type ReactNode, useMemo, useRef } from 'react';
import { ApiError, toProblem } from '../../../lib/server/api.ts';
import { ProblemNotice } from '../../../ui/notice.tsx';
import panel from '../../../ui/panel.module.css';
import { Panel } from '../../../ui/panel.tsx';
import { Time } from '../../../ui/time.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { ReadOnlyNotice } from '../mode/read-only-notice.tsx';
import { planOf } from '../plan-of.ts';
import { describeEstimate, planHeading } from '../plan-text.ts';
import { ApplyBar } from './apply-bar.tsx';
import { PlanDetails } from './plan-details.tsx';
import type { PlanPanelProps } from './plan-panel-props.ts';
import { ReachSummary } from './reach-summary.tsx';
import { useReachPreview } from './use-reach-preview.ts';

interface PlanReviewProps extends PlanPanelProps {
  readonly kind: string;
  readonly query: PlanQuery;
  /** Reason why the plan must not be applied yet. */
  readonly hold?: string | undefined;
  readonly onStarted: (apply: ApplyDocument) => void;
  /** Shown between the heading and the plan. */
  readonly children: ReactNode;
}

export interface PlanQuery {
  readonly data: PlanDocument | undefined;
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
}

/** Replaces a missing plan with the reason why the server cannot store one at the moment. */
export const failInOutage = (query: PlanQuery, outage: Problem | null | undefined): PlanQuery =>
  outage && !query.data
    ? { ...query, error: new ApiError({ ...outage, detail: 'The plan is created as soon as it can be stored.' }), isFetching: false }
    : query;

/** Renders a plan of the server with everything to review, and the button that applies it. */
export function PlanReview({ kind, query, children, ...props }: PlanReviewProps) {
  const { topology, onClose } = props;
  const { data: document, error, isFetching } = query;
  const name = useMemo(() => createNamer(topology), [topology]);
  const preview = useReachPreview(props.rows, document && planOf(document));
  const list = useRef<HTMLDivElement>(null);
  const retry = () => void query.refetch();
  const problem = error && !isFetching ? toProblem(error) : undefined;
  return (
    <Panel
      kind={kind}
      title={document ? planHeading(planOf(document), name, document.kind) : problem ? 'The plan could not be created' : 'Creating plan…'}
      intro={document ? <Intro document={document} name={name} isFetching={isFetching} /> : null}
      onClose={onClose}
      list={list}
      footer={
        document ? (
          <>
            <ReachSummary preview={preview} />
            <Footer document={document} onRetry={retry} {...props} />
          </>
        ) : null
      }
    >
      {children}
      {problem ? <PlanProblem problem={problem} onRetry={props.status.store?.problem ? undefined : retry} /> : null}
      {document ? (
        <PlanDetails
          topology={topology}
          plan={planOf(document)}
          document={document}
          reach={preview.result}
          list={list}
          onAsk={props.onAsk}
          onCopy={props.onCopy}
          onAdd={document.kind === 'change' ? (remedy) => props.draft.add(...remedy) : undefined}
        />
      ) : problem ? null : (
        <PlanLoading />
      )}
    </Panel>
  );
}

type FooterProps = Pick<PlanReviewProps, 'status' | 'hold' | 'onStarted' | 'onOpenApply' | 'onAnnounce'> & {
  readonly document: PlanDocument;
  readonly onRetry: () => void;
};

/** Renders the Apply button, or the switch that allows changes. A new plan resets confirmation, idempotency key and errors. */
function Footer({ document, status, hold, onStarted, onOpenApply, onRetry, onAnnounce }: FooterProps) {
  if (status.changes.mode !== 'allowed') return <ReadOnlyNotice status={status} onAnnounce={onAnnounce} />;
  return (
    <ApplyBar
      key={document.id}
      document={document}
      hold={status.store?.problem ? `${status.store.problem.title}.` : hold}
      onStarted={onStarted}
      onOpen={onOpenApply}
      onCreateAgain={onRetry}
    />
  );
}

function Intro({ document, name, isFetching }: { document: PlanDocument; name: Namer; isFetching: boolean }) {
  const now = useNow(10_000);
  const { plan, seconds, madeAt, expiresAt } = document;
  return (
    <div aria-live="polite">
      {plan.steps.length > 0 ? (
        <p>{describeEstimate(planOf(document), seconds, name)}</p>
      ) : (
        <p>Nothing to do: Azure already has this state.</p>
      )}
      <p className={panel.quiet}>
        {isFetching ? (
          'Creating new plan…'
        ) : (
          <>
            Created <Time at={madeAt} now={now} />, {Date.parse(expiresAt) < now ? 'expired' : 'expires'} <Time at={expiresAt} now={now} />.
          </>
        )}
      </p>
    </div>
  );
}

const PlanLoading = () => (
  <div className={panel.notices}>
    <Spinner size="tiny" labelPosition="after" label="Reading the current state from Azure. Nothing is changed." />
  </div>
);

function PlanProblem({ problem, onRetry }: { problem: Problem; onRetry: (() => void) | undefined }) {
  return (
    <div className={panel.notices}>
      <ProblemNotice
        problem={problem}
        actions={
          onRetry ? (
            <Button size="small" onClick={onRetry}>
              Retry
            </Button>
          ) : undefined
        }
      />
    </div>
  );
}
