import { Button, DialogActions, DialogBody, DialogContent, DialogTitle, Field, Input } from '@fluentui/react-components';
import type { Status } from '@peerscape/shared/api';
import { useState } from 'react';
import { problemFrom } from '../../../lib/server/api.ts';
import { FreshDialog } from '../../../ui/fresh-dialog.tsx';
import { ProblemNotice } from '../../../ui/notice.tsx';
import type { OnSay } from '../on-say.ts';
import css from './mode.module.css';
import { useMode } from './use-mode.ts';

interface AllowDialogProps {
  readonly status: Pick<Status, 'changes' | 'source' | 'tenant'>;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSay: OnSay;
}

/** Asks for the name of the tenant that may be changed from now on: nobody allows changes to Azure by a slip of the hand. */
export function AllowDialog({ open, onClose, ...rest }: AllowDialogProps) {
  return (
    <FreshDialog open={open} onClose={onClose} className={css.surface}>
      <AllowForm onClose={onClose} {...rest} />
    </FreshDialog>
  );
}

function AllowForm({ status: { changes, source, tenant }, onClose, onSay }: Omit<AllowDialogProps, 'open'>) {
  const [typed, setTyped] = useState('');
  const { mutate, isPending, error } = useMode(onSay);
  const phrase = changes.confirm ?? source.name;
  const isRight = typed.trim() === phrase;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isRight && !isPending) mutate({ mode: 'allowed', confirm: phrase }, { onSuccess: onClose });
      }}
    >
      <DialogBody>
        <DialogTitle>Allow changes to {tenant?.domain ?? source.name}</DialogTitle>
        <DialogContent className={css.form}>
          {tenant ? (
            <p>
              {source.name}, tenant <code>{tenant.id}</code>
            </p>
          ) : null}
          <p>
            From then on a plan can be applied: Peerscape writes and deletes halves in Azure, with the rights of the identity that it runs
            with. Nothing is changed by allowing it.
          </p>
          <Field label={`Type ${phrase} to confirm`}>
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
