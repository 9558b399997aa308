import { Button, Tooltip } from '@fluentui/react-components';
import { ArrowRedoRegular, ArrowUndoRegular, DeleteRegular } from '@fluentui/react-icons';
import type { Changes } from '@peerscape/shared/api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { appliesQuery } from '../../../lib/server/change-queries.ts';
import type { DraftHandle } from '../../../lib/state/use-draft.tsx';
import { useFreshChanges } from '../use-fresh-changes.ts';
import { draftWords } from '../words.ts';
import { ApplyLine } from './apply-line.tsx';
import { ClearDialog } from './clear-dialog.tsx';
import { leadOf } from './lead.ts';
import css from './plan-tray.module.css';

interface PlanTrayProps {
  readonly draft: DraftHandle;
  readonly changes: Changes;
  readonly onReview: () => void;
  readonly onOpenApply: (apply: string) => void;
}

/** Above the status line: what is drafted and what is being applied. Nothing stands there when there is neither. */
export function PlanTray({ draft, changes, onReview, onOpenApply }: PlanTrayProps) {
  useFreshChanges(changes.serial);
  const { data: applies = [] } = useQuery({ ...appliesQuery, enabled: changes.mode !== 'none' });
  const [watched, watch] = useWatched(changes.running[0]);
  const apply = leadOf(applies, watched);
  const [isCleared, setCleared] = useState(false);
  // what was taken back or cleared by hand can be had again here; what was applied is gone from the draft
  const hasDraft = draft.intents.length > 0 || draft.canRedo || (isCleared && draft.canUndo);
  if (!hasDraft && !apply && !draft.notice) return null;
  return (
    <section className={css.tray} aria-label="Draft and applies">
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

/** The apply that was seen under way last: its end is told where its progress was. */
function useWatched(running: string | undefined) {
  const [seen, setSeen] = useState(running);
  const [watched, watch] = useState(running);
  if (running !== undefined && running !== seen) {
    setSeen(running);
    watch(running);
  }
  return [watched, watch] as const;
}

/** Up to so many wishes go at a click; one more click brings them back. */
const ASK_ABOVE = 3;

type DraftLineProps = Pick<PlanTrayProps, 'draft' | 'onReview'> & { readonly onCleared: (isCleared: boolean) => void };

function DraftLine({ draft, onReview, onCleared }: DraftLineProps) {
  const [isAsking, setAsking] = useState(false);
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
      <p className={css.words} aria-live="polite">
        {isEmpty ? 'Draft: empty' : draftWords(intents.length, plan)}
        {plan.blockers.length > 0 ? <strong className={css.blocked}> · Azure would refuse it</strong> : null}
      </p>
      <div className={css.acts}>
        <Tooltip content="Take back the last wish" relationship="label">
          <Button appearance="subtle" size="small" icon={<ArrowUndoRegular />} disabled={!canUndo} onClick={undo} />
        </Tooltip>
        <Tooltip content="Wish it again" relationship="label">
          <Button appearance="subtle" size="small" icon={<ArrowRedoRegular />} disabled={!canRedo} onClick={redo} />
        </Tooltip>
        <Tooltip content="Clear the draft" relationship="label">
          <Button
            appearance="subtle"
            size="small"
            icon={<DeleteRegular />}
            disabled={isEmpty}
            onClick={() => (intents.length > ASK_ABOVE ? setAsking(true) : clear())}
          />
        </Tooltip>
        <Button appearance="primary" size="small" disabled={isEmpty} onClick={review}>
          Review plan
        </Button>
      </div>
      <ClearDialog wishes={intents.length} open={isAsking} onClose={() => setAsking(false)} onClear={clear} />
    </div>
  );
}
