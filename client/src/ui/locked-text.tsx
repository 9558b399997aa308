import { LockClosed16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import css from './locked-text.module.css';

/** Text with a lock icon: the action is not allowed. */
export const LockedText = ({ children }: { children: ReactNode }) => (
  <div className={css.locked}>
    <LockClosed16Regular aria-hidden="true" />
    <div>{children}</div>
  </div>
);
