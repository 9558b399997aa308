import { Button, Dialog, DialogSurface } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import css from './dialog.module.css';
import { DialogLayout } from './dialog-layout.tsx';
import { FocusReturn } from './focus-return.ts';

interface InfoDialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Actions beside the Close button. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Informational dialog with a Close button and optional actions. */
export const InfoDialog = ({ title, open, onClose, actions, children }: InfoDialogProps) => (
  <Dialog open={open} onOpenChange={(_, data) => (data.open ? undefined : onClose())}>
    <DialogSurface className={css.surface ?? ''} data-wide="true">
      <FocusReturn />
      <DialogLayout
        title={title}
        actions={
          <>
            {actions}
            <Button appearance={actions ? 'secondary' : 'primary'} onClick={onClose}>
              Close
            </Button>
          </>
        }
      >
        {children}
      </DialogLayout>
    </DialogSurface>
  </Dialog>
);
