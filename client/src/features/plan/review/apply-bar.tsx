import { Button, Checkbox } from '@fluentui/react-components';
import { type ApplyDocument, api, type PlanDocument, type Problem } from '@peerscape/shared/api';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { count } from '../../../lib/format/format.ts';
import { call, problemFrom } from '../../../lib/server/api.ts';
import { Notice, ProblemNotice } from '../../../ui/notice.tsx';
import panel from '../../../ui/panel.module.css';
import { useStartApply } from './use-start-apply.ts';

interface ApplyBarProps {
  readonly document: PlanDocument;
  readonly onStarted: (apply: ApplyDocument) => void;
  readonly onOpen: (apply: string) => void;
  readonly onMakeAnew: () => void;
}

/** The one button that changes Azure. Deletions ask for a tick of their own first. */
export function ApplyBar({ document, onStarted, onOpen, onMakeAnew }: ApplyBarProps) {
  const { plan, missingRights } = document;
  const [isTicked, setTicked] = useState(false);
  const { start, isSent, problem, isReplyLost } = useStartApply(document, onStarted);
  const halves = count(plan.counts.delete, 'half', 'halves');
  const why = whyNot(document);
  return (
    <>
      {problem ? (
        <Refused planId={document.id} problem={problem} isReplyLost={isReplyLost} onAgain={start} onOpen={onOpen} onMakeAnew={onMakeAnew} />
      ) : null}
      {plan.counts.delete > 0 && !why ? (
        <Checkbox checked={isTicked} label={`Delete ${halves}`} onChange={(_, { checked }) => setTicked(checked === true)} />
      ) : null}
      <div className={panel.acts}>
        <Button
          appearance="primary"
          disabled={why !== undefined || isSent || plan.blockers.length + missingRights.length > 0 || (plan.counts.delete > 0 && !isTicked)}
          onClick={start}
        >
          {isSent ? 'Starting…' : `Apply ${count(plan.steps.length, 'change')}`}
        </Button>
        <span className={panel.quiet}>{why ?? ''}</span>
      </div>
    </>
  );
}

/** Why the plan cannot be applied as it stands, in a few words. */
function whyNot({ plan, missingRights }: PlanDocument): string | undefined {
  if (plan.steps.length === 0) return 'There is nothing to apply.';
  if (plan.blockers.length > 0) return 'Azure would refuse it; see above.';
  if (missingRights.length > 0) return 'Rights are missing; see above.';
  return undefined;
}

/** After these codes the plan is of no use any more, and the wishes are. */
const NEEDS_A_NEW_PLAN: ReadonlySet<string> = new Set(['plan-stale', 'plan-expired', 'hash-differs', 'no-such-plan', 'plan-blocked']);

interface RefusedProps {
  readonly planId: string;
  readonly problem: Problem;
  readonly isReplyLost: boolean;
  readonly onAgain: () => void;
  readonly onOpen: (apply: string) => void;
  readonly onMakeAnew: () => void;
}

function Refused({ planId, problem, isReplyLost, onAgain, onOpen, onMakeAnew }: RefusedProps) {
  if (isReplyLost) {
    return (
      <Notice
        severity="warning"
        title="Whether the apply has begun is not known"
        actions={
          <Button size="small" onClick={onAgain}>
            Ask again
          </Button>
        }
      >
        {problem.title}. Asking again is safe: the same apply is opened if it has begun, and it is begun once if it has not.
      </Notice>
    );
  }
  if (problem.code === 'plan-used') return <Used planId={planId} problem={problem} onOpen={onOpen} />;
  return (
    <ProblemNotice
      problem={problem}
      actions={
        NEEDS_A_NEW_PLAN.has(problem.code) ? (
          <Button size="small" onClick={onMakeAnew}>
            Make the plan anew
          </Button>
        ) : undefined
      }
    />
  );
}

/** Somebody applied this very plan; the plan knows by which apply. */
function Used({ planId, problem, onOpen }: Pick<RefusedProps, 'planId' | 'problem' | 'onOpen'>) {
  const { mutate, error } = useMutation({
    mutationFn: () => call(api.getPlan, { query: { id: planId } }),
    onSuccess: ({ apply }) => {
      if (apply) onOpen(apply);
    },
  });
  return (
    <ProblemNotice
      problem={error ? problemFrom(error) : problem}
      actions={
        <Button size="small" onClick={() => mutate()}>
          Open that apply
        </Button>
      }
    />
  );
}
