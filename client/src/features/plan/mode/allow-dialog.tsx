import { Button, Field, Input } from '@fluentui/react-components';
import type { Status } from '@peerscape/shared/api';
import { useState } from 'react';
import { toProblem } from '../../../lib/server/api.ts';
import { DialogLayout } from '../../../ui/dialog-layout.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { ProblemNotice } from '../../../ui/notice.tsx';
import type { OnAnnounce } from '../announce.ts';
import { useMode } from './use-mode.ts';

interface AllowDialogProps {
  readonly status: Pick<Status, 'changes' | 'source' | 'tenant'>;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onAnnounce: OnAnnounce;
}

/** Asks the user to type the name of the tenant before changes are allowed, so that nobody allows them by accident. */
export function AllowDialog({ open, onClose, ...rest }: AllowDialogProps) {
  return (
    <FormDialog open={open} onClose={onClose}>
      <AllowForm onClose={onClose} {...rest} />
    </FormDialog>
  );
}

function AllowForm({ status: { changes, source, tenant }, onClose, onAnnounce }: Omit<AllowDialogProps, 'open'>) {
  const [typed, setTyped] = useState('');
  const { mutate, isPending, error } = useMode(onAnnounce);
  const phrase = changes.confirm ?? source.name;
  const isConfirmed = typed.trim() === phrase;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isConfirmed && !isPending) mutate({ mode: 'allowed', confirm: phrase }, { onSuccess: onClose });
      }}
    >
      <DialogLayout
        title={`Allow changes to ${tenant?.domain ?? source.name}`}
        actions={
          <>
            {' '}
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" appearance="primary" disabled={!isConfirmed || isPending}>
              Allow changes
            </Button>
          </>
        }
      >
        {tenant ? (
          <p>
            {source.name}, tenant <code>{tenant.id}</code>
          </p>
        ) : null}
        <p>
          Plans can then be applied: Peerscape creates, updates and deletes halves in Azure with the permissions of the identity it runs as.
          Allowing changes does not change anything by itself.
        </p>
        <Field label={`Type ${phrase} to confirm`}>
          <Input value={typed} autoComplete="off" spellCheck={false} onChange={(_, { value }) => setTyped(value)} />
        </Field>
        {error ? <ProblemNotice problem={toProblem(error)} /> : null}
      </DialogLayout>
    </form>
  );
}
