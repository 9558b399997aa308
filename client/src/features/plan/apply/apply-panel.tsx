import { Button, ProgressBar } from '@fluentui/react-components';
import { type ApplyDocument, api, isInProgress, type PlanDocument, type Problem } from '@peerscape/shared/api';
import { createNamer, type Topology } from '@peerscape/shared/topology';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { formatAge } from '../../../lib/format/format.ts';
import { call, toProblem } from '../../../lib/server/api.ts';
import { applyQuery } from '../../../lib/server/change-queries.ts';
import type { DraftHandle } from '../../../lib/state/use-draft.tsx';
import { Notice, ProblemNotice } from '../../../ui/notice.tsx';
import panel from '../../../ui/panel.module.css';
import { Panel, Section } from '../../../ui/panel.tsx';
import { Time } from '../../../ui/time.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { StateSign } from '../state-sign.tsx';
import { useInvalidateChanges } from '../use-invalidate-changes.ts';
import css from './apply-panel.module.css';
import { APPLY_STATES, applyTitle, formatApplyAnnouncement, formatApplyProgress } from './apply-states.ts';
import { AuditLog } from './audit-log.tsx';
import { IncompletePairs } from './incomplete-pairs.tsx';
import { StepProgressList } from './step-progress-list.tsx';

/** Finding to look at after an apply. */
interface NextFinding {
  readonly code: string;
  readonly where: string;
  readonly open: () => void;
}

export interface ApplyPanelProps {
  readonly topology: Topology;
  readonly apply: string;
  /** Changes when the server has something new. */
  readonly serial: number;
  /** Reason why nothing can be stored on the server at the moment. */
  readonly outage?: Problem | null | undefined;
  readonly draft: DraftHandle;
  /** Returns the finding that follows those that were fixed, with the action that opens it. */
  readonly findNext?: (fixed: PlanDocument['closes']) => NextFinding | undefined;
  readonly onUndo: (apply: string) => void;
  readonly onOpenApply: (apply: string) => void;
  readonly onReview: () => void;
  readonly onClose: () => void;
}

/** Renders one apply: progress of each step, errors as Azure reported them, and the available actions. Its state lives on the server. */
export function ApplyPanel(props: ApplyPanelProps) {
  useInvalidateChanges(props.serial);
  const { data, error, refetch } = useQuery(applyQuery(props.apply));
  if (data) return <LoadedApply {...props} document={data} error={error} />;
  return (
    <Panel kind="Deployment" title={error ? 'This deployment cannot be shown' : 'Loading deployment…'} onClose={props.onClose}>
      {error ? (
        <div className={panel.notices}>
          <ProblemNotice
            problem={toProblem(error)}
            actions={
              <Button size="small" onClick={() => void refetch()}>
                Retry
              </Button>
            }
          />
        </div>
      ) : null}
    </Panel>
  );
}

type LoadedApplyProps = ApplyPanelProps & { readonly document: ApplyDocument; readonly error: Error | null };

function LoadedApply(props: LoadedApplyProps) {
  const { document, error, topology, draft, onClose, onReview } = props;
  const name = useMemo(() => createNamer(topology), [topology]);
  const list = useRef<HTMLOListElement>(null);
  return (
    <Panel
      kind={document.kind === 'undo' ? 'Deployment (undo)' : 'Deployment'}
      title={document.title}
      intro={<Intro document={document} onOpenApply={props.onOpenApply} />}
      onClose={onClose}
      list={list}
      footer={<Actions {...props} />}
    >
      {error ? (
        <div className={panel.notices}>
          <Notice severity="warning" title="This page may be out of date">
            {toProblem(error).title}. The deployment continues without this page, which refreshes automatically.
          </Notice>
        </div>
      ) : null}
      {document.trouble ? (
        <div className={panel.notices}>
          <Notice severity="warning" title={document.trouble} />
        </div>
      ) : null}
      <IncompletePairs pairs={document.halfOpen} draft={draft} onReview={onReview} />
      <Section title="Steps" count={document.total}>
        <StepProgressList document={document} name={name} list={list} />
      </Section>
      <AuditLog apply={document.id} />
    </Panel>
  );
}

function Intro({ document, onOpenApply }: { document: ApplyDocument; onOpenApply: (apply: string) => void }) {
  const now = useNow(1000);
  const { state, by, startedAt, endedAt, ended, total, undoes, undoneBy } = document;
  const started = Date.parse(startedAt);
  return (
    <>
      <p className={css.state}>
        <StateSign tone={APPLY_STATES[state].tone} word={APPLY_STATES[state].word} />
        <span>{formatApplyProgress(document)}</span>
      </p>
      {isInProgress(state) ? (
        <ProgressBar className={css.bar ?? ''} value={total === 0 ? 0 : ended / total} aria-label={applyTitle(document)} />
      ) : null}
      <span className="visually-hidden" role="status">
        {formatApplyAnnouncement(document)}
      </span>
      <p className={panel.quiet}>
        By {by}, started <Time at={started} now={now} />, {formatAge(started, now)}
        {endedAt ? (
          <>
            ; ended <Time at={endedAt} now={now} />
          </>
        ) : null}
        . {undoes ? <Link text="Undoes this deployment" onOpen={() => onOpenApply(undoes)} /> : null}{' '}
        {undoneBy ? <Link text="Undone by this deployment" onOpen={() => onOpenApply(undoneBy)} /> : null}
      </p>
    </>
  );
}

const Link = ({ text, onOpen }: { text: string; onOpen: () => void }) => (
  <button type="button" className={panel.link} onClick={onOpen}>
    {text}
  </button>
);

/** Renders the actions on an apply: stop it, retry it, undo it. */
function Actions({ document, outage, findNext, onUndo }: LoadedApplyProps) {
  const client = useQueryClient();
  const { id, state, done } = document;
  const next = isInProgress(state) || done === 0 ? undefined : findNext?.(document.plan.closes);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (endpoint: typeof api.cancelApply | typeof api.retryApply) => call(endpoint, { body: { id } }),
    onSuccess: (changed) => client.setQueryData(applyQuery(id).queryKey, changed),
  });
  return (
    <>
      {error ? <ProblemNotice problem={toProblem(error)} /> : null}
      <div className={panel.actions}>
        {state === 'running' || state === 'paused' ? (
          <>
            <Button disabled={isPending || Boolean(outage)} onClick={() => mutate(api.cancelApply)}>
              Stop after current step
            </Button>
            <span className={panel.quiet}>
              {outage ? `${outage.title}.` : 'Peerscape waits for changes already sent. You can close this page.'}
            </span>
          </>
        ) : null}
        {state === 'cancelling' ? <span className={panel.quiet}>Peerscape waits for changes already sent.</span> : null}
        {state === 'attention' ? (
          <>
            <Button appearance="primary" disabled={isPending || Boolean(outage)} onClick={() => mutate(api.retryApply)}>
              Check again and continue
            </Button>
            {outage ? <span className={panel.quiet}>{outage.title}.</span> : null}
          </>
        ) : null}
        {next ? (
          <Button appearance="primary" onClick={next.open}>
            Next finding
          </Button>
        ) : null}
        {!isInProgress(state) && done > 0 ? <Button onClick={() => onUndo(id)}>Undo…</Button> : null}
        {!isInProgress(state) && done === 0 ? <span className={panel.quiet}>Nothing was changed, so there is nothing to undo.</span> : null}
        {next ? (
          <span className={panel.quiet}>
            {next.code} {next.where}
          </span>
        ) : null}
      </div>
    </>
  );
}
