import type { KindOfFinding } from '../lib/format/finding-kinds.ts';
import css from './severity-mark.module.css';

interface Look {
  readonly word: string;
  /** In a square from -8 to 8. */
  readonly body: string;
  readonly sign: string;
}

/** Each kind has a shape of its own: colour never says it alone. */
const LOOKS: Readonly<Record<KindOfFinding, Look>> = {
  error: { word: 'Error', body: 'M-3-7H3L7-3V3L3 7H-3L-7 3V-3Z', sign: 'M0-3.6V0.6M0 3.4V3.5' },
  warning: { word: 'Warning', body: 'M0-6.6 7.2 6H-7.2Z', sign: 'M0-2.2V1.4M0 3.7V3.8' },
  info: { word: 'Note', body: 'M-6.6 0A6.6 6.6 0 1 0 6.6 0A6.6 6.6 0 1 0 -6.6 0Z', sign: 'M0-3.3V-3.2M0-0.4V3.4' },
  unknown: {
    word: 'No answer',
    body: 'M-6.6 0A6.6 6.6 0 1 0 6.6 0A6.6 6.6 0 1 0 -6.6 0Z',
    sign: 'M-1.9-1.6C-1.9-4.1 2-4.1 2-1.5C2 0 0 0 0 1.3M0 3.6V3.7',
  },
  muted: { word: 'Muted', body: 'M-6.6 0A6.6 6.6 0 1 0 6.6 0A6.6 6.6 0 1 0 -6.6 0Z', sign: 'M-3 0H3' },
};

const SOLID: ReadonlySet<KindOfFinding> = new Set(['error', 'warning']);

/** The sign of a severity; the word beside it says the same to a screen reader. */
export function SeveritySign({ kind }: { kind: KindOfFinding }) {
  const { body, sign } = LOOKS[kind];
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
      <path d={sign} stroke={isSolid ? 'var(--panel)' : 'currentColor'} strokeWidth={1.7} />
    </svg>
  );
}

/** A severity: sign and word. */
export function SeverityMark({ kind, word = LOOKS[kind].word }: { kind: KindOfFinding; word?: string }) {
  return (
    <span className={css.mark}>
      <SeveritySign kind={kind} />
      <span>{word}</span>
    </span>
  );
}

/** The word for a kind of finding. */
export const severityWord = (kind: KindOfFinding): string => LOOKS[kind].word;
