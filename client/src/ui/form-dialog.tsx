import { Dialog, DialogSurface } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import css from './dialog.module.css';
import { FocusReturn } from './focus-return.ts';

interface FormDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Dialog that unmounts its content when it closes, so that each opening starts with fresh state. */
export const FormDialog = ({ open, onClose, children }: FormDialogProps) => (
  <Dialog open={open} onOpenChange={(_, data) => (data.open ? undefined : onClose())}>
    <DialogSurface className={css.surface ?? ''}>
      <FocusReturn />
      {open ? children : null}
    </DialogSurface>
  </Dialog>
);
