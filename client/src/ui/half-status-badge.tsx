import type { HalfStatus } from '@peerscape/shared/topology';
import type { CSSProperties } from 'react';
import { statusIconShape } from '../lib/format/half-status-display.ts';
import css from './half-status-badge.module.css';

/** Renders the icon of a half status in its colour. Hidden from screen readers; show it beside the label. */
export function StatusIcon({ status }: { status: HalfStatus }) {
  const { disc, stroke, fill } = statusIconShape(status);
  return (
    <svg
      className={css.sign}
      viewBox="-8 -8 16 16"
      width="16"
      height="16"
      fill="none"
      strokeLinecap="round"
      aria-hidden="true"
      style={{ '--accent': `var(--status-${status})` } as CSSProperties}
    >
      {disc === 'none' ? null : <circle r={6} stroke="currentColor" strokeDasharray={disc === 'dashed' ? '2.2 2.51' : undefined} />}
      {stroke ? <path d={stroke} stroke="currentColor" strokeWidth={1.5} /> : null}
      {fill ? <path d={fill} fill="currentColor" /> : null}
    </svg>
  );
}

/** Renders a half status: icon and label. */
export function HalfStatusBadge({ status, label }: { status: HalfStatus; label: string }) {
  return (
    <span className={css.mark}>
      <StatusIcon status={status} />
      <span>{label}</span>
    </span>
  );
}
