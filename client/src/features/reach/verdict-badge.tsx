import {
  ArrowRight16Filled,
  ArrowSwap16Filled,
  CheckmarkCircle16Filled,
  DismissCircle16Filled,
  Prohibited16Filled,
  Question16Filled,
  QuestionCircle16Filled,
} from '@fluentui/react-icons';
import type { Verdict } from '@peerscape/shared/reach';
import type { ReactElement } from 'react';
import css from './verdict-badge.module.css';

/** Each verdict has its own icon, so that colour is never the only cue. */
export const VERDICT_STYLES: Readonly<Record<Verdict, { readonly label: string; readonly icon: ReactElement; readonly tone: string }>> = {
  reachable: { label: 'Reachable', icon: <CheckmarkCircle16Filled />, tone: 'good' },
  'one-way': { label: 'One-way', icon: <ArrowRight16Filled />, tone: 'warning' },
  asymmetric: { label: 'Asymmetric', icon: <ArrowSwap16Filled />, tone: 'warning' },
  blocked: { label: 'Blocked', icon: <Prohibited16Filled />, tone: 'bad' },
  unreachable: { label: 'Unreachable', icon: <DismissCircle16Filled />, tone: 'bad' },
  ambiguous: { label: 'Ambiguous', icon: <Question16Filled />, tone: 'warning' },
  unknown: { label: 'Unknown', icon: <QuestionCircle16Filled />, tone: 'unknown' },
};

/** Renders a verdict: icon and word. */
export function VerdictBadge({ verdict }: { readonly verdict: Verdict }) {
  const { label, icon, tone } = VERDICT_STYLES[verdict];
  return (
    <span className={css.badge} data-tone={tone}>
      {icon}
      {label}
    </span>
  );
}
