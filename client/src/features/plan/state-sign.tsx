import {
  ArrowSyncRegular,
  CheckmarkCircleRegular,
  CircleRegular,
  ClockRegular,
  ErrorCircleRegular,
  QuestionCircleRegular,
  SubtractCircleRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { Tone } from './apply/step-states.ts';
import css from './state-sign.module.css';

const ICONS: Readonly<Record<Tone, ReactElement>> = {
  idle: <CircleRegular />,
  waiting: <ClockRegular />,
  busy: <ArrowSyncRegular />,
  good: <CheckmarkCircleRegular />,
  bad: <ErrorCircleRegular />,
  unknown: <QuestionCircleRegular />,
  off: <SubtractCircleRegular />,
};

/** Shows a state as an icon and its label. */
export const StateSign = ({ tone, word }: { tone: Tone; word: string }) => (
  <span className={css.state} data-tone={tone}>
    <span className={css.sign} aria-hidden="true">
      {ICONS[tone]}
    </span>
    {word}
  </span>
);
