import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { DialogLayout } from './dialog-layout.tsx';
import { FormDialog } from './form-dialog.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  /** Label of the button that confirms: a verb with its object. */
  readonly confirm: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  /** Consequences of the action, including what is lost. */
  readonly children: ReactNode;
}

/** Asks for confirmation of an action that cannot be undone. */
export const ConfirmDialog = ({ title, confirm, open, onClose, onConfirm, children }: ConfirmDialogProps) => (
  <FormDialog open={open} onClose={onClose}>
    <DialogLayout
      title={title}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            appearance="primary"
            onClick={() => {
              onConfirm();
              onClose();
            }}
          >
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </DialogLayout>
  </FormDialog>
);
