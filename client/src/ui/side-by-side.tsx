import type { ReactNode } from 'react';
import css from './side-by-side.module.css';

/** Places columns beside each other, or below each other in a narrow panel. */
export const SideBySide = ({ children }: { children: ReactNode }) => <div className={css.columns}>{children}</div>;

interface ColumnProps {
  /** Accessible name. */
  readonly label: string;
  readonly title: ReactNode;
  /** Status beside the title. */
  readonly status?: ReactNode;
  readonly children: ReactNode;
}

/** One of several columns with the same content for different things, such as the two halves of a peering. */
export const Column = ({ label, title, status, children }: ColumnProps) => (
  <section className={css.column} aria-label={label}>
    <header className={css.head}>
      <h3 className={css.title}>{title}</h3>
      {status}
    </header>
    {children}
  </section>
);
