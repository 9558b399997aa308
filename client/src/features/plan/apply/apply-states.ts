import type { ApplyState, ApplySummary } from '@peerscape/shared/api';
import { formatNumber } from '../../../lib/format/format.ts';
import { formatDuration } from '../plan-text.ts';
import type { Tone } from './step-states.ts';

interface ApplyStateStyle {
  readonly word: string;
  readonly tone: Tone;
  /** Start of the title. */
  readonly verb: string;
}

/** Label, tone and start of the title of each apply state. */
export const APPLY_STATES: Readonly<Record<ApplyState, ApplyStateStyle>> = {
  running: { word: 'In progress', tone: 'busy', verb: 'Applying' },
  cancelling: { word: 'Stopping', tone: 'busy', verb: 'Stopping after the current step' },
  paused: { word: 'Paused', tone: 'waiting', verb: 'Paused' },
  attention: { word: 'Needs attention', tone: 'unknown', verb: 'Needs attention' },
  done: { word: 'Succeeded', tone: 'good', verb: 'Applied' },
  partly: { word: 'Partially succeeded', tone: 'bad', verb: 'Partially applied' },
  failed: { word: 'Failed', tone: 'bad', verb: 'Failed' },
  cancelled: { word: 'Canceled', tone: 'off', verb: 'Canceled' },
};

/** Formats an apply in one line: `Applying: Connect hub and spoke-a`. */
export const applyTitle = ({ state, title }: Pick<ApplySummary, 'state' | 'title'>): string => `${APPLY_STATES[state].verb}: ${title}`;

/** Formats the progress: `3 of 8 done · 2 not done · about 40 s left`. */
export function formatApplyProgress({
  done,
  ended,
  total,
  secondsLeft,
}: Pick<ApplySummary, 'done' | 'ended' | 'total' | 'secondsLeft'>): string {
  const unsuccessful = ended - done;
  return [
    `${formatNumber(done)} of ${formatNumber(total)} done`,
    ...(unsuccessful > 0 ? [`${unsuccessful} not done`] : []),
    ...(secondsLeft === null ? [] : [`about ${formatDuration(secondsLeft)} left`]),
  ].join(' · ');
}

/** Formats the progress for screen readers; it changes once per quarter or state, so that not every step is announced. */
export function formatApplyAnnouncement(apply: Pick<ApplySummary, 'state' | 'title' | 'ended' | 'total'>): string {
  const { state, ended, total } = apply;
  const quarter = total === 0 ? 0 : Math.floor((4 * ended) / total) * 25;
  return state === 'running' ? `${applyTitle(apply)}, ${quarter} % done` : applyTitle(apply);
}
