import type { HalfLook } from '@peerscape/shared/topology';
import type { CSSProperties, ReactElement } from 'react';
import css from './half-mark.module.css';

const stroke = { stroke: 'currentColor', strokeWidth: 1.8, strokeLinecap: 'round', fill: 'none' } as const;

/** The signs of the map's legend, small enough to stand in a line of text. */
const SIGNS: Readonly<Record<HalfLook, ReactElement>> = {
  connected: <circle cx="8" cy="8" r="4" fill="currentColor" />,
  'out-of-sync': (
    <g {...stroke}>
      <path d="M12.5 8a4.5 4.5 0 0 1-8 2.8M3.5 8a4.5 4.5 0 0 1 8-2.8" />
      <path d="M11.8 2.6v2.8H9M4.2 13.4v-2.8H7" />
    </g>
  ),
  'access-off': (
    <g {...stroke}>
      <circle cx="8" cy="8" r="5" />
      <path d="M5.4 8h5.2" />
    </g>
  ),
  initiated: (
    <g>
      <circle cx="8" cy="8" r="4.6" {...stroke} />
      <path d="M8 3.4a4.6 4.6 0 0 0 0 9.2z" fill="currentColor" />
    </g>
  ),
  disconnected: <path d="m4.2 4.2 7.6 7.6m0-7.6-7.6 7.6" {...stroke} strokeWidth={2} />,
  missing: <circle cx="8" cy="8" r="4.8" {...stroke} strokeDasharray="2.2 2.8" />,
  unknown: (
    <g {...stroke}>
      <path d="M5.6 6a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1 .7-1 1.5" />
      <circle cx="8" cy="12.4" r="0.4" fill="currentColor" />
    </g>
  ),
  other: (
    <g {...stroke} strokeWidth={2}>
      <path d="M8 3.4v5.4" />
      <circle cx="8" cy="12.2" r="0.4" fill="currentColor" />
    </g>
  ),
};

/** The sign of a look in its colour; it says nothing to a screen reader, the word beside it does. */
export function LookSign({ look }: { look: HalfLook }) {
  return (
    <svg
      className={css.sign}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      style={{ '--ink': `var(--look-${look})` } as CSSProperties}
    >
      {SIGNS[look]}
    </svg>
  );
}

/** How a half stands: sign and word. */
export function HalfMark({ look, word }: { look: HalfLook; word: string }) {
  return (
    <span className={css.mark}>
      <LookSign look={look} />
      <span>{word}</span>
    </span>
  );
}
