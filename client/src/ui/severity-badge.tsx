import type { FindingKind } from '../lib/format/finding-kinds.ts';
import css from './severity-badge.module.css';

interface SeverityStyle {
  readonly label: string;
  /** Outline as SVG path data, in a square from -8 to 8. */
  readonly body: string;
  /** Symbol inside the outline, in the same square. */
  readonly symbol: string;
}

/** Each kind has its own shape, so that colour is never the only cue. */
const SEVERITY_STYLES: Readonly<Record<FindingKind, SeverityStyle>> = {
  error: { label: 'Error', body: 'M-3-7H3L7-3V3L3 7H-3L-7 3V-3Z', symbol: 'M0-3.6V0.6M0 3.4V3.5' },
  warning: { label: 'Warning', body: 'M0-6.6 7.2 6H-7.2Z', symbol: 'M0-2.2V1.4M0 3.7V3.8' },
  info: { label: 'Note', body: 'M-6.6 0A6.6 6.6 0 1 0 6.6 0A6.6 6.6 0 1 0 -6.6 0Z', symbol: 'M0-3.3V-3.2M0-0.4V3.4' },
  unknown: {
    label: 'Inconclusive',
    body: 'M-6.6 0A6.6 6.6 0 1 0 6.6 0A6.6 6.6 0 1 0 -6.6 0Z',
    symbol: 'M-1.9-1.6C-1.9-4.1 2-4.1 2-1.5C2 0 0 0 0 1.3M0 3.6V3.7',
  },
  muted: { label: 'Muted', body: 'M-6.6 0A6.6 6.6 0 1 0 6.6 0A6.6 6.6 0 1 0 -6.6 0Z', symbol: 'M-3 0H3' },
};

const SOLID: ReadonlySet<FindingKind> = new Set(['error', 'warning']);

/** Renders the icon of a severity. Hidden from screen readers; show it beside the label. */
export function SeverityIcon({ kind }: { kind: FindingKind }) {
  const { body, symbol } = SEVERITY_STYLES[kind];
  const isSolid = SOLID.has(kind);
  return (
    <svg
      className={`${css.sign} ${css[kind]}`}
      viewBox="-8 -8 16 16"
      width="16"
      height="16"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={body} fill={isSolid ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth={1.1} />
      <path d={symbol} stroke={isSolid ? 'var(--panel)' : 'currentColor'} strokeWidth={1.7} />
    </svg>
  );
}

/** Renders a severity: icon and label. */
export function SeverityBadge({ kind, label = SEVERITY_STYLES[kind].label }: { kind: FindingKind; label?: string }) {
  return (
    <span className={css.mark}>
      <SeverityIcon kind={kind} />
      <span>{label}</span>
    </span>
  );
}

/** Returns the label of a kind of finding. */
export const severityLabel = (kind: FindingKind): string => SEVERITY_STYLES[kind].label;
