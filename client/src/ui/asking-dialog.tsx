import { Dialog, DialogSurface } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import css from './asking-dialog.module.css';

interface AskingDialogProps {
  /** What is asked for; undefined while nothing is. */
  readonly label: string | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * One dialog for all that is asked by a list to type into. What leads from one question to the next stays in it:
 * a second dialog that opens while the first closes may find the focus and the screen reader still with that one.
 */
export function AskingDialog({ label, onClose, children }: AskingDialogProps) {
  return (
    <Dialog open={label !== undefined} onOpenChange={(_, { open }) => (open ? undefined : onClose())}>
      <DialogSurface className={css.surface ?? ''} aria-label={label}>
        {children}
      </DialogSurface>
    </Dialog>
  );
}
