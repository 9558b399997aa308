import { Button, DialogActions, DialogBody, DialogContent, DialogTitle, Field, Input } from '@fluentui/react-components';
import type { Source } from '@peerscape/shared/topology';
import { useState } from 'react';
import { problemFrom } from '../../../lib/api.ts';
import { FreshDialog } from '../../../ui/fresh-dialog.tsx';
import { ProblemNotice } from '../../../ui/notice.tsx';
import type { OnSay } from '../on-say.ts';
import css from './mode.module.css';
import { useMode } from './use-mode.ts';

interface AllowDialogProps {
  readonly source: Source;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSay: OnSay;
}

/** Asks for the name of what may be changed from now on: nobody allows changes to Azure by a slip of the hand. */
export function AllowDialog({ open, onClose, ...rest }: AllowDialogProps) {
  return (
    <FreshDialog open={open} onClose={onClose} className={css.surface}>
      <AllowForm onClose={onClose} {...rest} />
    </FreshDialog>
  );
}

function AllowForm({ source, onClose, onSay }: Omit<AllowDialogProps, 'open'>) {
  const [typed, setTyped] = useState('');
  const { mutate, isPending, error } = useMode(onSay);
  const isRight = typed.trim() === source.name;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isRight && !isPending) mutate({ mode: 'allowed', confirm: source.name }, { onSuccess: onClose });
      }}
    >
      <DialogBody>
        <DialogTitle>Allow changes to {source.name}</DialogTitle>
        <DialogContent className={css.form}>
          <p>
            From then on a plan can be applied: Peerscape writes and deletes halves in Azure, with the rights of the identity that it runs
            with. Nothing is changed by allowing it.
          </p>
          <Field label={`Type ${source.name} to confirm`}>
            <Input value={typed} autoComplete="off" spellCheck={false} onChange={(_, { value }) => setTyped(value)} />
          </Field>
          {error ? <ProblemNotice problem={problemFrom(error)} /> : null}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" appearance="primary" disabled={!isRight || isPending}>
            Allow changes
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}
