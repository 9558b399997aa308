import { Button } from '@fluentui/react-components';
import type { Reading } from '@peerscape/shared/api';
import { formatElapsed } from '../../lib/format/format.ts';
import { measureRead, NO_ANSWER_MS } from '../../lib/format/read-times.ts';
import { Notice } from '../../ui/notice.tsx';
import { Time } from '../../ui/time.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useReadControl } from './use-read-control.ts';

interface SlowReadNoticeProps {
  readonly reading: Reading | null | undefined;
  /** Time of the data on screen; absent before the first read. */
  readonly readAt?: string;
}

/** Says for how long Azure has not answered, and offers to cancel the read. Shows nothing for the first seconds. */
export function SlowReadNotice({ reading, readAt }: SlowReadNoticeProps) {
  const now = useNow(1000);
  const { cancelRead } = useReadControl();
  const { unansweredMs } = measureRead(reading, now);
  const isShown = unansweredMs >= NO_ANSWER_MS;
  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {isShown ? `Azure has not answered for ${NO_ANSWER_MS / 1000} seconds.` : ''}
      </p>
      {isShown && reading ? (
        <Notice
          severity="warning"
          title={`Azure has not answered for ${formatElapsed(unansweredMs)}`}
          actions={
            <Button size="small" onClick={cancelRead}>
              Cancel reading
            </Button>
          }
        >
          {reading.phase} since <Time at={reading.since} now={now} />.{' '}
          {readAt === undefined ? null : (
            <>
              The data on screen was read at <Time at={readAt} now={now} /> and stays.
            </>
          )}
        </Notice>
      ) : null}
    </>
  );
}
