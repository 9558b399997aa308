import type { ReactNode } from 'react';
import css from './facts.module.css';

interface FactsProps {
  readonly facts: readonly (readonly [name: string, value: ReactNode])[];
  /** Sets the facts apart from the text around them. */
  readonly isBoxed?: boolean;
}

/** Lists names and values in two columns; facts without a value are left out. */
export const Facts = ({ facts, isBoxed = false }: FactsProps) => (
  <dl className={css.facts} data-boxed={isBoxed}>
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
