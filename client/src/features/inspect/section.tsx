import { ChevronRight12Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import panel from '../../ui/panel.module.css';
import { TitleWithCount } from '../../ui/panel.tsx';
import css from './inspect.module.css';

interface SectionProps {
  readonly title: string;
  readonly count?: number;
  readonly children: ReactNode;
}

/** Renders a section of the inspector with a heading. */
export function Section({ title, count, children }: SectionProps) {
  return (
    <section className={css.section}>
      <h3 className={panel.heading}>
        <TitleWithCount title={title} count={count} />
      </h3>
      {children}
    </section>
  );
}

/** Renders a section that is collapsed until it is opened. */
export function Fold({ title, count, children }: SectionProps) {
  return (
    <details className={css.fold}>
      <summary className={css.summary}>
        <ChevronRight12Regular className={css.chevron ?? ''} aria-hidden="true" />
        <span className={panel.heading}>
          <TitleWithCount title={title} count={count} />
        </span>
      </summary>
      <div className={css.folded}>{children}</div>
    </details>
  );
}

/** Renders names and values in two columns; facts without a value are left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={css.facts}>
      {facts.map(([name, value]) =>
        value === undefined || value === '' ? null : (
          <div key={name} className={css.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
