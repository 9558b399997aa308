import type { ReactNode } from 'react';
import css from './screen.module.css';

interface ScreenProps {
  readonly title: string;
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly busy?: boolean;
}

/** Message in place of a whole view: title, explanation and actions. */
export function Screen({ title, icon, children, actions, busy = false }: ScreenProps) {
  return (
    <section className={css.screen} aria-busy={busy}>
      <div className={css.card}>
        {icon ? <div className={css.icon}>{icon}</div> : null}
        <h1 className={css.title}>{title}</h1>
        <div className={css.body}>{children}</div>
        {actions ? <div className={css.actions}>{actions}</div> : null}
      </div>
    </section>
  );
}
