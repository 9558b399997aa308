import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import css from './info-dialog.module.css';

interface InfoDialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly className: string | undefined;
  readonly contentClassName?: string | undefined;
  /** Actions beside the Close button. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Informational dialog with a Close button and optional actions. */
export function InfoDialog({ title, open, onClose, className, contentClassName, actions, children }: InfoDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(_, data) => (data.open ? undefined : onClose())}>
      <DialogSurface {...(className && { className })}>
        <DialogBody className={css.body ?? ''}>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent {...(contentClassName && { className: contentClassName })}>{children}</DialogContent>
          <DialogActions>
            {actions}
            <Button appearance={actions ? 'secondary' : 'primary'} onClick={onClose}>
              Close
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
