import type { HalfLook } from '@peerscape/shared/topology';
import type { CSSProperties } from 'react';
import { lookSign } from '../lib/format/looks.ts';
import css from './half-mark.module.css';

/** Renders the icon of a half status in its colour. Hidden from screen readers; show it beside the label. */
export function LookSign({ look }: { look: HalfLook }) {
  const { disc, stroke, fill } = lookSign(look);
  return (
    <svg
      className={css.sign}
      viewBox="-8 -8 16 16"
      width="16"
      height="16"
      fill="none"
      strokeLinecap="round"
      aria-hidden="true"
      style={{ '--ink': `var(--look-${look})` } as CSSProperties}
    >
      {disc === 'none' ? null : <circle r={6} stroke="currentColor" strokeDasharray={disc === 'dashed' ? '2.2 2.51' : undefined} />}
      {stroke ? <path d={stroke} stroke="currentColor" strokeWidth={1.5} /> : null}
      {fill ? <path d={fill} fill="currentColor" /> : null}
    </svg>
  );
}

/** Renders a half status: icon and label. */
export function HalfMark({ look, word }: { look: HalfLook; word: string }) {
  return (
    <span className={css.mark}>
      <LookSign look={look} />
      <span>{word}</span>
    </span>
  );
}
