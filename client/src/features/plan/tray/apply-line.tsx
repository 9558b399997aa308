import { Button, ProgressBar } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { type ApplySummary, isInProgress } from '@peerscape/shared/api';
import { Tooltip } from '../../../ui/tooltip.tsx';
import { APPLY_STATES, applyTitle, formatApplyAnnouncement, formatApplyProgress } from '../apply/apply-states.ts';
import { StateSign } from '../state-sign.tsx';
import css from './plan-tray.module.css';

interface ApplyLineProps {
  readonly apply: ApplySummary;
  readonly onOpen: () => void;
  readonly onDismiss: () => void;
}

/** Renders one apply as a line with its progress. After it has ended, the line stays until it is opened or dismissed. */
export function ApplyLine({ apply, onOpen, onDismiss }: ApplyLineProps) {
  const { state, trouble: reason, ended, total } = apply;
  const isRunning = isInProgress(state);
  const open = () => {
    if (!isRunning) onDismiss();
    onOpen();
  };
  return (
    <div className={css.line}>
      <p className={css.text}>
        <StateSign tone={APPLY_STATES[state].tone} word={applyTitle(apply)} />
        <span className={css.progress}>
          {formatApplyProgress(apply)}
          {reason ? ` · ${reason}` : ''}
        </span>
      </p>
      <span className="visually-hidden" role="status">
        {formatApplyAnnouncement(apply)}
      </span>
      {isRunning ? <ProgressBar className={css.bar ?? ''} value={total === 0 ? 0 : ended / total} aria-label={applyTitle(apply)} /> : null}
      <div className={css.actions}>
        <Button size="small" onClick={open}>
          {isRunning ? 'Show progress' : 'Show results'}
        </Button>
        {isRunning || state === 'attention' ? null : (
          <Tooltip content="Dismiss" relationship="label">
            <Button appearance="subtle" size="small" icon={<DismissRegular />} onClick={onDismiss} />
          </Tooltip>
        )}
      </div>
    </div>
  );
}
