import { useState } from 'react';
import { formatTime, formatUtcTime } from '../lib/format/format.ts';
import css from './time.module.css';
import { Tooltip } from './tooltip.tsx';

interface TimeProps {
  /** Milliseconds since 1970, or ISO 8601. */
  readonly at: number | string;
  /** Current time: the date is left out if it is today. Without it, the date is always shown. */
  readonly now?: number;
  /** True within a button: it shows UTC on hover only. */
  readonly isPlain?: boolean;
}

/** Shows a time in the time zone of the reader; in UTC on hover, on focus and when it is tapped. */
export function Time({ at, now = Number.NaN, isPlain = false }: TimeProps) {
  const moment = new Date(at);
  const text = formatTime(moment.getTime(), now);
  const utc = formatUtcTime(moment);
  if (!isPlain) return <TimeWithTooltip text={text} utc={utc} dateTime={moment.toISOString()} />;
  return (
    <time dateTime={moment.toISOString()} title={utc}>
      {text}
    </time>
  );
}

/** Time in a button, because only what can have the focus shows a tooltip without a mouse. A tap shows it until another place is tapped. */
function TimeWithTooltip({ text, utc, dateTime }: { text: string; utc: string; dateTime: string }) {
  const [isHovered, setHovered] = useState(false);
  const [isFocused, setFocused] = useState(false);
  return (
    <Tooltip
      content={utc}
      relationship="inaccessible"
      visible={isHovered || isFocused}
      onVisibleChange={(_, { visible, documentKeyboardEvent }) => {
        setHovered(visible);
        // Escape
        if (documentKeyboardEvent) setFocused(false);
      }}
    >
      <button type="button" className={css.button} aria-description={utc} onFocus={() => setFocused(true)} onBlur={() => setFocused(false)}>
        <time dateTime={dateTime}>{text}</time>
      </button>
    </Tooltip>
  );
}
