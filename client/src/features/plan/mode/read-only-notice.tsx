import { Button } from '@fluentui/react-components';
import type { Status } from '@peerscape/shared/api';
import { useState } from 'react';
import { toProblem } from '../../../lib/server/api.ts';
import { Notice, ProblemNotice } from '../../../ui/notice.tsx';
import type { OnAnnounce } from '../announce.ts';
import { AllowDialog } from './allow-dialog.tsx';
import { useMode } from './use-mode.ts';

/** Replaces the Apply button in read-only mode and lets the user allow changes. */
export function ReadOnlyNotice({
  status,
  onAnnounce,
}: {
  status: Pick<Status, 'changes' | 'source' | 'store' | 'tenant'>;
  onAnnounce: OnAnnounce;
}) {
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending, error } = useMode(onAnnounce);
  const outage = status.store?.problem;
  const mustConfirm = status.changes.confirm !== undefined;
  return (
    <>
      <Notice
        severity="info"
        title="Read-only"
        actions={
          <Button
            appearance="primary"
            size="small"
            disabled={isPending || Boolean(outage)}
            onClick={() => (mustConfirm ? setAsking(true) : mutate({ mode: 'allowed' }))}
          >
            {mustConfirm ? 'Allow changes…' : 'Allow changes'}
          </Button>
        }
      >
        Peerscape only reads from {status.source.name}.{' '}
        {outage
          ? `${outage.title}. Changes can be allowed when the data store can be written again.`
          : 'Save the plan as code, or allow changes to apply it.'}
      </Notice>
      {error ? <ProblemNotice problem={toProblem(error)} /> : null}
      <AllowDialog status={status} open={isAsking} onClose={() => setAsking(false)} onAnnounce={onAnnounce} />
    </>
  );
}
