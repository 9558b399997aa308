import { ChevronRight12Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import panel from '../../ui/panel.module.css';
import { Counted } from '../../ui/panel.tsx';
import css from './inspect.module.css';

interface SectionProps {
  readonly title: string;
  readonly count?: number;
  readonly children: ReactNode;
}

/** A part of the panel under its heading. */
export function Section({ title, count, children }: SectionProps) {
  return (
    <section className={css.section}>
      <h3 className={panel.heading}>
        <Counted title={title} count={count} />
      </h3>
      {children}
    </section>
  );
}

/** A part that opens on demand. */
export function Fold({ title, count, children }: SectionProps) {
  return (
    <details className={css.fold}>
      <summary className={css.summary}>
        <ChevronRight12Regular className={css.chevron ?? ''} aria-hidden="true" />
        <span className={panel.heading}>
          <Counted title={title} count={count} />
        </span>
      </summary>
      <div className={css.folded}>{children}</div>
    </details>
  );
}

/** Names and what they are, in two columns; a fact without a value is left out. */
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
