import { formatTime, formatUtcTime } from '../lib/format/format.ts';

interface TimeProps {
  /** Milliseconds since 1970, or ISO 8601. */
  readonly at: number | string;
  /** Current time: the date is left out if it is today. Without it, the date is always shown. */
  readonly now?: number;
}

/** Shows a time in the time zone of the reader, and in UTC on hover. */
export function Time({ at, now = Number.NaN }: TimeProps) {
  const moment = new Date(at);
  return (
    <time dateTime={moment.toISOString()} title={formatUtcTime(moment)}>
      {formatTime(moment.getTime(), now)}
    </time>
  );
}
