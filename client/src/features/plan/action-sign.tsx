import type { Action } from '@peerscape/shared/plan';
import css from './action-sign.module.css';

const SYMBOLS: Readonly<Record<Action, string>> = { create: '+', update: '~', sync: '=', delete: '−' };

/** Shows the symbol of the action of a step; the sentence beside it carries the meaning for screen readers. */
export const ActionSign = ({ action }: { action: Action }) => (
  <span className={css.sign} data-action={action} aria-hidden="true">
    {SYMBOLS[action]}
  </span>
);
