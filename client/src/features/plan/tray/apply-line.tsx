import { Button, ProgressBar, Tooltip } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { type ApplySummary, isUnderWay } from '@peerscape/shared/api';
import { APPLY_STATES, announcementOf, applyTitle, howFar } from '../apply/apply-states.ts';
import { StateSign } from '../state-sign.tsx';
import css from './plan-tray.module.css';

interface ApplyLineProps {
  readonly apply: ApplySummary;
  readonly onOpen: () => void;
  readonly onDismiss: () => void;
}

/** One apply in a line: how far it is, and the way to it. When it has ended it stays until it is looked at or put away. */
export function ApplyLine({ apply, onOpen, onDismiss }: ApplyLineProps) {
  const { state, trouble, ended, total } = apply;
  const isGoingOn = isUnderWay(state);
  const open = () => {
    if (!isGoingOn) onDismiss();
    onOpen();
  };
  return (
    <div className={css.line}>
      <p className={css.words}>
        <StateSign tone={APPLY_STATES[state].tone} word={applyTitle(apply)} />
        <span className={css.far}>
          {howFar(apply)}
          {trouble ? ` · ${trouble}` : ''}
        </span>
      </p>
      <span className="visually-hidden" role="status">
        {announcementOf(apply)}
      </span>
      {isGoingOn ? <ProgressBar className={css.bar ?? ''} value={total === 0 ? 0 : ended / total} aria-label={applyTitle(apply)} /> : null}
      <div className={css.acts}>
        <Button size="small" onClick={open}>
          {isGoingOn ? 'Show progress' : 'Show what happened'}
        </Button>
        {isGoingOn || state === 'attention' ? null : (
          <Tooltip content="Put away" relationship="label">
            <Button appearance="subtle" size="small" icon={<DismissRegular />} onClick={onDismiss} />
          </Tooltip>
        )}
      </div>
    </div>
  );
}
