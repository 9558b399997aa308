import { Button } from '@fluentui/react-components';
import { ArrowRedoRegular, ArrowUndoRegular, DeleteRegular } from '@fluentui/react-icons';
import { type ApplySummary, type Changes, isInProgress } from '@peerscape/shared/api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { count } from '../../../lib/format/format.ts';
import { appliesQuery } from '../../../lib/server/change-queries.ts';
import type { DraftHandle } from '../../../lib/state/use-draft.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Tooltip } from '../../../ui/tooltip.tsx';
import { draftTitle } from '../plan-text.ts';
import { useInvalidateChanges } from '../use-invalidate-changes.ts';
import { ApplyLine } from './apply-line.tsx';
import css from './plan-tray.module.css';

interface PlanTrayProps {
  readonly draft: DraftHandle;
  readonly changes: Changes;
  readonly onReview: () => void;
  readonly onOpenApply: (apply: string) => void;
}

/** Renders the tray above the status line: the draft and the current apply; nothing when there is neither. */
export function PlanTray({ draft, changes, onReview, onOpenApply }: PlanTrayProps) {
  useInvalidateChanges(changes.serial);
  const { data: applies = [] } = useQuery({ ...appliesQuery, enabled: changes.mode !== 'none' });
  const [watched, watch] = useWatched(changes.running[0]);
  const apply = findTrayApply(applies, watched);
  const [isCleared, setCleared] = useState(false);
  // undone and cleared changes can be restored here; applied changes have left the draft
  const hasDraft = draft.intents.length > 0 || draft.canRedo || (isCleared && draft.canUndo);
  if (!hasDraft && !apply && !draft.notice) return null;
  return (
    <section className={css.tray} aria-label="Draft and deployments">
      {apply ? <ApplyLine apply={apply} onOpen={() => onOpenApply(apply.id)} onDismiss={() => watch(undefined)} /> : null}
      {draft.notice ? (
        <p className={css.notice} role="status">
          <strong>{draft.notice.title}.</strong> {draft.notice.detail}
        </p>
      ) : null}
      {hasDraft ? <DraftLine draft={draft} onReview={onReview} onCleared={setCleared} /> : null}
    </section>
  );
}

/** Remembers the apply that was last in progress, so that its result is shown where its progress was. */
function useWatched(running: string | undefined) {
  const [lastRunning, setLastRunning] = useState(running);
  const [watched, watch] = useState(running);
  if (running !== undefined && running !== lastRunning) {
    setLastRunning(running);
    watch(running);
  }
  return [watched, watch] as const;
}

const REVIEW_BUTTON = 'review-plan';

/** Focuses the button that reviews the draft, once an addition to the draft has rendered it. */
export const focusReviewButton = (): void => void requestAnimationFrame(() => document.getElementById(REVIEW_BUTTON)?.focus());

/** Number of changes up to which the draft is cleared without confirmation, because undo restores it. */
const CONFIRM_ABOVE = 3;

type DraftLineProps = Pick<PlanTrayProps, 'draft' | 'onReview'> & { readonly onCleared: (isCleared: boolean) => void };

function DraftLine({ draft, onReview, onCleared }: DraftLineProps) {
  const [isConfirming, setConfirming] = useState(false);
  const { intents, plan, canUndo, canRedo, undo, redo } = draft;
  const clear = () => {
    onCleared(true);
    draft.clear();
  };
  const review = () => {
    onCleared(false);
    onReview();
  };
  const isEmpty = intents.length === 0;
  return (
    <div className={css.line}>
      <p className={css.text} aria-live="polite">
        {isEmpty ? 'Draft: empty' : draftTitle(intents.length, plan)}
        {plan.blockers.length > 0 ? <strong className={css.blocked}> · Azure will reject it</strong> : null}
      </p>
      <div className={css.actions}>
        <Tooltip content="Undo last change" relationship="label">
          <Button appearance="subtle" size="small" icon={<ArrowUndoRegular />} disabled={!canUndo} onClick={undo} />
        </Tooltip>
        <Tooltip content="Redo last change" relationship="label">
          <Button appearance="subtle" size="small" icon={<ArrowRedoRegular />} disabled={!canRedo} onClick={redo} />
        </Tooltip>
        <Tooltip content="Clear draft" relationship="label">
          <Button
            appearance="subtle"
            size="small"
            icon={<DeleteRegular />}
            disabled={isEmpty}
            onClick={() => (intents.length > CONFIRM_ABOVE ? setConfirming(true) : clear())}
          />
        </Tooltip>
        <Button id={REVIEW_BUTTON} appearance="primary" size="small" disabled={isEmpty} onClick={review}>
          Review plan
        </Button>
      </div>
      <ConfirmDialog
        title={`Clear ${count(intents.length, 'change')}?`}
        confirm={`Clear ${count(intents.length, 'change')}`}
        open={isConfirming}
        onClose={() => setConfirming(false)}
        onConfirm={clear}
      >
        This empties the draft for everyone who works on this estate. Nothing changes in Azure.
      </ConfirmDialog>
    </div>
  );
}

/** Returns the apply that the tray shows: one in progress, else one that needs attention, else the watched one that has just ended. */
export const findTrayApply = (applies: readonly ApplySummary[], watched: string | undefined): ApplySummary | undefined =>
  applies.find(({ state }) => isInProgress(state)) ??
  applies.find(({ state }) => state === 'attention') ??
  applies.find(({ id }) => id === watched);
