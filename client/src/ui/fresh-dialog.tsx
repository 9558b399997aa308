import { Dialog, DialogSurface } from '@fluentui/react-components';
import type { ReactNode } from 'react';

interface FreshDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly className: string | undefined;
  readonly children: ReactNode;
}

/** A dialog whose content begins anew each time it opens: what was typed and given up is gone. */
export function FreshDialog({ open, onClose, className, children }: FreshDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(_, { open: wanted }) => (wanted ? undefined : onClose())}>
      <DialogSurface {...(className && { className })}>{open ? children : null}</DialogSurface>
    </Dialog>
  );
}
