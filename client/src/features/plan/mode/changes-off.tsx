import { Button } from '@fluentui/react-components';
import type { Source } from '@peerscape/shared/topology';
import { useState } from 'react';
import { problemFrom } from '../../../lib/api.ts';
import { Notice, ProblemNotice } from '../../../ui/notice.tsx';
import type { OnSay } from '../on-say.ts';
import { AllowDialog } from './allow-dialog.tsx';
import { useMode } from './use-mode.ts';

/** Stands where applying would: changes are off, and how to allow them. */
export function ChangesOff({ source, onSay }: { source: Source; onSay: OnSay }) {
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending, error } = useMode(onSay);
  return (
    <>
      <Notice
        severity="info"
        title="Changes are off"
        actions={
          <Button
            appearance="primary"
            size="small"
            disabled={isPending}
            onClick={() => (source.kind === 'azure' ? setAsking(true) : mutate({ mode: 'allowed' }))}
          >
            {source.kind === 'azure' ? 'Allow changes…' : 'Allow changes'}
          </Button>
        }
      >
        Peerscape only reads {source.name}. The plan can be saved as code, or applied once changes are allowed.
      </Notice>
      {error ? <ProblemNotice problem={problemFrom(error)} /> : null}
      <AllowDialog source={source} open={isAsking} onClose={() => setAsking(false)} onSay={onSay} />
    </>
  );
}
