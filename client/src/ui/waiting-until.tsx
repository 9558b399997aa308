import { formatMinute, formatUtcTime } from '../lib/format/format.ts';

/** Says until when Azure has asked to wait, in local time; the tooltip has the time in UTC. `until` is an ISO time. */
export function WaitingUntil({ until, now }: { readonly until: string; readonly now: number }) {
  return (
    <>
      waiting until{' '}
      <time dateTime={until} title={formatUtcTime(new Date(until))}>
        {formatMinute(Date.parse(until), now)}
      </time>
    </>
  );
}
