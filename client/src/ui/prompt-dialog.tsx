import { Dialog, DialogSurface } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { FocusReturn } from './focus-return.ts';
import css from './prompt-dialog.module.css';

interface PromptDialogProps {
  /** Accessible name of the open prompt; undefined closes the dialog. */
  readonly label: string | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * Dialog for prompts with a searchable list. Consecutive prompts share it: a second dialog that opens while the first one closes
 * may not receive the focus or the screen reader's attention.
 */
export function PromptDialog({ label, onClose, children }: PromptDialogProps) {
  return (
    <Dialog open={label !== undefined} onOpenChange={(_, { open }) => (open ? undefined : onClose())}>
      <DialogSurface className={css.surface ?? ''} aria-label={label}>
        <FocusReturn />
        {children}
      </DialogSurface>
    </Dialog>
  );
}
