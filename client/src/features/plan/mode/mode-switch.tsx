import { Button } from '@fluentui/react-components';
import { EditRegular, LockClosedRegular } from '@fluentui/react-icons';
import type { Status } from '@peerscape/shared/api';
import { useState } from 'react';
import { toProblem } from '../../../lib/server/api.ts';
import { Tooltip } from '../../../ui/tooltip.tsx';
import type { OnAnnounce } from '../announce.ts';
import { AllowDialog } from './allow-dialog.tsx';
import css from './mode.module.css';
import { useMode } from './use-mode.ts';

interface ModeSwitchProps {
  readonly status: Pick<Status, 'changes' | 'source' | 'store' | 'tenant'>;
  readonly onAnnounce: OnAnnounce;
}

const FILE_IS_READ_ONLY = 'Files are read-only. Save the plan as code instead.';

/** Describes the mode and what a click does. Neither sends anything to Azure, so one click is enough where the server asks for no more. */
function describeClick(isAllowed: boolean, asksFirst: boolean): string {
  if (isAllowed) return 'Plans can be applied. Click to make Peerscape read-only.';
  return `Plans cannot be applied. Click to allow changes${asksFirst ? '; you will be asked to confirm' : '. This sends nothing to Azure'}.`;
}

/** Shows whether changes are allowed and toggles it, unless the source is a file or nothing can be stored. Renders nothing until it is known. */
export function ModeSwitch({ status, onAnnounce }: ModeSwitchProps) {
  const { changes } = status;
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending } = useMode(onAnnounce);
  const isFile = status.source.kind === 'file';
  if (changes.mode === 'none' && !isFile) return null;
  const outage = status.store?.problem ? `Read-only. ${status.store.problem.title}` : undefined;
  const obstacle = isFile ? FILE_IS_READ_ONLY : outage;
  const isAllowed = changes.mode === 'allowed' && obstacle === undefined;
  const toggle = () => {
    if (!isAllowed && changes.confirm !== undefined) setAsking(true);
    else mutate({ mode: isAllowed ? 'read-only' : 'allowed' }, { onError: (error) => onAnnounce(toProblem(error).title, 'error') });
  };
  return (
    <>
      <Tooltip content={obstacle ?? describeClick(isAllowed, changes.confirm !== undefined)} relationship="description">
        <Button
          className={css.switch ?? ''}
          appearance="subtle"
          size="small"
          icon={isAllowed ? <EditRegular /> : <LockClosedRegular />}
          disabled={isPending}
          disabledFocusable={obstacle !== undefined}
          onClick={toggle}
        >
          <span className={css.label}>{isAllowed ? 'Changes allowed' : 'Read-only'}</span>
        </Button>
      </Tooltip>
      <AllowDialog status={status} open={isAsking} onClose={() => setAsking(false)} onAnnounce={onAnnounce} />
    </>
  );
}
