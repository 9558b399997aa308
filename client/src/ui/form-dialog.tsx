import { Dialog, DialogSurface } from '@fluentui/react-components';
import type { ReactNode } from 'react';

interface FormDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly className: string | undefined;
  readonly children: ReactNode;
}

/** Dialog that unmounts its content when it closes, so that each opening starts with fresh state. */
export function FormDialog({ open, onClose, className, children }: FormDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(_, data) => (data.open ? undefined : onClose())}>
      <DialogSurface {...(className && { className })}>{open ? children : null}</DialogSurface>
    </Dialog>
  );
}
