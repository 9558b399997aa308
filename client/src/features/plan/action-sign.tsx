import type { Action } from '@peerscape/shared/plan';
import css from './action-sign.module.css';

const SIGNS: Readonly<Record<Action, string>> = { create: '+', update: '~', sync: '=', delete: '−' };

/** The sign of what a step does. The sentence beside it says it, too. */
export const ActionSign = ({ action }: { action: Action }) => (
  <span className={css.sign} data-action={action} aria-hidden="true">
    {SIGNS[action]}
  </span>
);
