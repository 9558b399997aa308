import { CheckmarkCircle20Regular, ErrorCircle20Regular, Info20Regular, Warning20Regular } from '@fluentui/react-icons';
import type { Problem } from '@peerscape/shared/api';
import type { ReactElement, ReactNode } from 'react';
import css from './notice.module.css';

export type Severity = 'error' | 'warning' | 'info' | 'good';

interface NoticeProps {
  readonly severity: Severity;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** ARM's own words, never rephrased. */
  readonly arm?: { readonly code?: string | undefined; readonly message: string } | undefined;
  readonly requestId?: string | undefined;
  readonly actions?: ReactNode;
}

const ICONS: Readonly<Record<Severity, { icon: ReactElement; word: string }>> = {
  error: { icon: <ErrorCircle20Regular />, word: 'Error' },
  warning: { icon: <Warning20Regular />, word: 'Warning' },
  info: { icon: <Info20Regular />, word: 'Note' },
  good: { icon: <CheckmarkCircle20Regular />, word: 'Done' },
};

/** Anything the product tells a person: what is so, where, what to do next, and ARM's words as they came. */
export function Notice({ severity, title, children, arm, requestId, actions }: NoticeProps) {
  const { icon, word } = ICONS[severity];
  return (
    <div className={`${css.notice} ${css[severity]}`} role={severity === 'error' ? 'alert' : 'note'}>
      <span className={css.icon} aria-hidden="true">
        {icon}
      </span>
      <div className={css.text}>
        <p className={css.title}>
          <span className="visually-hidden">{word}: </span>
          {title}
        </p>
        {children ? <div className={css.detail}>{children}</div> : null}
        {arm ? <ArmWords {...arm} /> : null}
        {requestId ? <p className={css.request}>Request {requestId}</p> : null}
      </div>
      {actions ? <div className={css.actions}>{actions}</div> : null}
    </div>
  );
}

/** ARM's code and message, verbatim. */
export function ArmWords({ code, message }: { code?: string | undefined; message: string }) {
  return (
    <blockquote className={css.arm}>
      {code ? <code className={css.code}>{code}</code> : null}
      <span>{message}</span>
    </blockquote>
  );
}

/** A problem from the server or the way to it, as a notice. */
export function ProblemNotice({ problem, actions }: { problem: Problem; actions?: ReactNode }) {
  return (
    <Notice severity="error" title={problem.title} arm={problem.arm} requestId={problem.requestId} actions={actions}>
      {problem.detail}
    </Notice>
  );
}
