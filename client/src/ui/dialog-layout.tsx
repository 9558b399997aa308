import { DialogActions, DialogBody, DialogContent, DialogTitle } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import css from './dialog.module.css';

interface DialogLayoutProps {
  readonly title: string;
  /** Buttons at the bottom, the primary one last. */
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

/** Title, content and buttons of a dialog. The content scrolls. */
export const DialogLayout = ({ title, actions, children }: DialogLayoutProps) => (
  <DialogBody className={css.body ?? ''}>
    <DialogTitle>{title}</DialogTitle>
    <DialogContent className={css.content ?? ''}>{children}</DialogContent>
    <DialogActions>{actions}</DialogActions>
  </DialogBody>
);
