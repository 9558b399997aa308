import { CheckmarkCircle20Regular, ErrorCircle20Regular, Info20Regular, Warning20Regular } from '@fluentui/react-icons';
import type { Problem } from '@peerscape/shared/api';
import type { ReactElement, ReactNode } from 'react';
import css from './notice.module.css';

export type NoticeSeverity = 'error' | 'warning' | 'info' | 'good';

interface NoticeProps {
  readonly severity: NoticeSeverity;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** Code and message from ARM, shown verbatim. */
  readonly arm?: { readonly code?: string | undefined; readonly message: string } | undefined;
  readonly requestId?: string | undefined;
  readonly actions?: ReactNode;
}

const ICONS: Readonly<Record<NoticeSeverity, { icon: ReactElement; label: string }>> = {
  error: { icon: <ErrorCircle20Regular />, label: 'Error' },
  warning: { icon: <Warning20Regular />, label: 'Warning' },
  info: { icon: <Info20Regular />, label: 'Note' },
  good: { icon: <CheckmarkCircle20Regular />, label: 'Done' },
};

/** Message to the user: what happened, what to do next, and ARM's code and message verbatim. */
export function Notice({ severity, title, children, arm, requestId, actions }: NoticeProps) {
  const { icon, label } = ICONS[severity];
  return (
    <div className={`${css.notice} ${css[severity]}`} role={severity === 'error' ? 'alert' : 'note'}>
      <span className={css.icon} aria-hidden="true">
        {icon}
      </span>
      <div className={css.main}>
        <div className={css.text}>
          <p className={css.title}>
            <span className="visually-hidden">{label}: </span>
            {title}
          </p>
          {children ? <div className={css.detail}>{children}</div> : null}
          {arm ? <ArmError {...arm} /> : null}
          {requestId ? <p className={css.request}>Request {requestId}</p> : null}
        </div>
        {actions ? <div className={css.actions}>{actions}</div> : null}
      </div>
    </div>
  );
}

/** Shows the code and message of an ARM error verbatim. */
export function ArmError({ code, message }: { code?: string | undefined; message: string }) {
  return (
    <blockquote className={css.arm}>
      {code ? <code className={css.code}>{code}</code> : null}
      <span>{message}</span>
    </blockquote>
  );
}

/** Shows a problem from the API, or from the connection to it, as a notice. */
export function ProblemNotice({ problem, actions }: { problem: Problem; actions?: ReactNode }) {
  return (
    <Notice severity="error" title={problem.title} arm={problem.arm} requestId={problem.requestId} actions={actions}>
      {problem.detail}
    </Notice>
  );
}
