import { Button } from '@fluentui/react-components';
import type { Mute } from '../../../lib/state/mutes.ts';
import { Notice } from '../../../ui/notice.tsx';
import panel from '../../../ui/panel.module.css';
import { Time } from '../../../ui/time.tsx';

/** Shows that a finding is muted, with reason and dates, and lets the user unmute it. */
export function MutedNotice({ mute: { what, reason, since, until }, onEnd }: { mute: Mute; onEnd: () => void }) {
  const now = Date.now();
  return (
    <div className={panel.section}>
      <Notice
        severity="info"
        title={`Muted: ${reason}`}
        actions={
          <Button size="small" onClick={onEnd}>
            Unmute
          </Button>
        }
      >
        {what}. Since <Time at={since} now={now} />, until {until === null ? 'unmuted' : <Time at={until} now={now} />}.
      </Notice>
    </div>
  );
}
