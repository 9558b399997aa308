import { Button, Checkbox } from '@fluentui/react-components';
import { type Api, type ApplyDocument, api, isProblemOf, type PlanDocument, type Problem } from '@peerscape/shared/api';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { count, formatElapsed } from '../../../lib/format/format.ts';
import { call, toProblem } from '../../../lib/server/api.ts';
import { Notice, ProblemNotice } from '../../../ui/notice.tsx';
import panel from '../../../ui/panel.module.css';
import { Time } from '../../../ui/time.tsx';
import { useNow } from '../../../ui/use-now.ts';
import css from './apply-bar.module.css';
import { useStartApply } from './use-start-apply.ts';

interface ApplyBarProps {
  readonly document: PlanDocument;
  /** Reason why no deployment can start at the moment. */
  readonly hold: string | undefined;
  readonly onStarted: (apply: ApplyDocument) => void;
  readonly onOpen: (apply: string) => void;
  readonly onCreateAgain: () => void;
}

/** Renders the only button that changes Azure. Deletions require a separate confirmation first. */
export function ApplyBar({ document, hold, onStarted, onOpen, onCreateAgain }: ApplyBarProps) {
  const { plan, missingRights } = document;
  const [isConfirmed, setConfirmed] = useState(false);
  const { start, cancel, isSent, sentAt, isRetrying, isCanceling, isCanceled, problem, isReplyLost, cancelProblem } = useStartApply(
    document,
    onStarted,
  );
  const actions = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // the Cancel button has disappeared, with the focus unless that was moved elsewhere
    if (isCanceled && window.document.activeElement === window.document.body) actions.current?.querySelector('button')?.focus();
  }, [isCanceled]);
  const halves = count(plan.counts.delete, 'half', 'halves');
  const reason = hold ?? disabledReason(document);
  const isUnconfirmed = plan.counts.delete > 0 && !isConfirmed;
  return (
    <>
      {problem ? (
        <StartProblem
          planId={document.id}
          problem={problem}
          isReplyLost={isReplyLost}
          onRetry={start}
          onOpen={onOpen}
          onCreateAgain={onCreateAgain}
        />
      ) : null}
      {cancelProblem ? <ProblemNotice problem={{ ...cancelProblem, title: `The start was not canceled. ${cancelProblem.title}` }} /> : null}
      {plan.counts.delete > 0 && !reason ? (
        <Checkbox checked={isConfirmed} label={`Delete ${halves}`} onChange={(_, { checked }) => setConfirmed(checked === true)} />
      ) : null}
      <div className={`${panel.actions} ${css.actions}`} ref={actions}>
        <Button
          appearance="primary"
          disabledFocusable={isSent}
          disabled={reason !== undefined || plan.blockers.length + missingRights.length > 0 || isUnconfirmed}
          onClick={start}
        >
          {isSent ? 'Starting…' : `Apply ${count(plan.steps.length, 'step')}`}
        </Button>
        {isSent ? (
          <Button disabledFocusable={isCanceling} onClick={cancel}>
            {isCanceling ? 'Canceling…' : 'Cancel'}
          </Button>
        ) : null}
        <span className={panel.quiet}>
          <span role="status">{isSent ? (isRetrying ? RETRYING : CHECKING) : isCanceled ? CANCELED : ''}</span>{' '}
          {isSent ? <WaitingSince sentAt={sentAt} /> : (reason ?? (isUnconfirmed ? `Select “Delete ${halves}” first.` : undefined))}
        </span>
      </div>
    </>
  );
}

const CHECKING = 'Peerscape checks in Azure whether the plan is still current. It sends no change before that.';
const RETRYING = 'The Peerscape server has not replied. Trying again, which never starts the deployment twice.';
const CANCELED = 'Canceled before anything was written.';

function WaitingSince({ sentAt }: { readonly sentAt: number }) {
  const now = useNow(1000);
  return (
    <>
      Waiting since <Time at={sentAt} now={now} /> ({formatElapsed(now - sentAt)}).
    </>
  );
}

/** Explains why the plan cannot be applied; undefined if it can. */
function disabledReason({ plan, missingRights }: PlanDocument): string | undefined {
  if (plan.steps.length === 0) return 'Nothing to apply.';
  if (plan.blockers.length > 0) return 'Azure will reject this plan; see above.';
  if (missingRights.length > 0) return 'Permissions are missing; see above.';
  return undefined;
}

/** Error codes after which a new plan for the same changes is required. */
const NEEDS_A_NEW_PLAN = ['plan-stale', 'plan-expired', 'hash-differs', 'no-such-plan', 'plan-blocked'] as const;

interface StartProblemProps {
  readonly planId: string;
  readonly problem: Problem;
  readonly isReplyLost: boolean;
  readonly onRetry: () => void;
  readonly onOpen: (apply: string) => void;
  readonly onCreateAgain: () => void;
}

function StartProblem({ planId, problem, isReplyLost, onRetry, onOpen, onCreateAgain }: StartProblemProps) {
  if (isReplyLost) {
    return (
      <Notice
        severity="warning"
        title="It is not known whether the deployment started"
        actions={
          <Button size="small" onClick={onRetry}>
            Retry
          </Button>
        }
      >
        {problem.title}. Retrying is safe: it opens the deployment if it has started, and starts it once if it has not.
      </Notice>
    );
  }
  if (isProblemOf<Api['startApply']>(problem, 'plan-used')) return <PlanAlreadyUsed planId={planId} problem={problem} onOpen={onOpen} />;
  return (
    <ProblemNotice
      problem={problem}
      actions={
        isProblemOf<Api['startApply']>(problem, ...NEEDS_A_NEW_PLAN) ? (
          <Button size="small" onClick={onCreateAgain}>
            Create new plan
          </Button>
        ) : undefined
      }
    />
  );
}

/** Shows that the plan has already been applied, and opens that apply. */
function PlanAlreadyUsed({ planId, problem, onOpen }: Pick<StartProblemProps, 'planId' | 'problem' | 'onOpen'>) {
  const { mutate, error } = useMutation({
    mutationFn: () => call(api.getPlan, { query: { id: planId } }),
    onSuccess: ({ apply }) => {
      if (apply) onOpen(apply);
    },
  });
  return (
    <ProblemNotice
      problem={error ? toProblem(error) : problem}
      actions={
        <Button size="small" onClick={() => mutate()}>
          Open deployment
        </Button>
      }
    />
  );
}
