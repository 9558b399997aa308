import type { ApplyState, ApplySummary } from '@peerscape/shared/api';
import { count } from '../../../lib/format/format.ts';
import { formatDuration } from '../plan-text.ts';
import type { Tone } from './step-states.ts';

interface ApplyStateStyle {
  readonly word: string;
  readonly tone: Tone;
  readonly title: (changes: string) => string;
}

/** Label, tone and title of each apply state. */
export const APPLY_STATES: Readonly<Record<ApplyState, ApplyStateStyle>> = {
  running: { word: 'In progress', tone: 'busy', title: (changes) => `Applying ${changes}` },
  cancelling: { word: 'Stopping', tone: 'busy', title: () => 'Stopping after the current step' },
  paused: { word: 'Paused', tone: 'waiting', title: (changes) => `Paused while applying ${changes}` },
  attention: { word: 'Needs attention', tone: 'unknown', title: (changes) => `Attention needed: ${changes}` },
  done: { word: 'Succeeded', tone: 'good', title: (changes) => `Applied ${changes}` },
  partly: { word: 'Partially succeeded', tone: 'bad', title: (changes) => `Partially applied ${changes}` },
  failed: { word: 'Failed', tone: 'bad', title: (changes) => `Failed to apply ${changes}` },
  cancelled: { word: 'Canceled', tone: 'off', title: (changes) => `Canceled while applying ${changes}` },
};

/** Formats the heading of an apply: `Applying 4 changes`. */
export const applyTitle = ({ state, total }: Pick<ApplySummary, 'state' | 'total'>): string =>
  APPLY_STATES[state].title(count(total, 'change'));

/** Formats the progress: `3 of 8 done · 2 not done · about 40 s left`. */
export function formatApplyProgress({
  done,
  ended,
  total,
  secondsLeft,
}: Pick<ApplySummary, 'done' | 'ended' | 'total' | 'secondsLeft'>): string {
  const unsuccessful = ended - done;
  return [
    `${done} of ${total} done`,
    ...(unsuccessful > 0 ? [`${unsuccessful} not done`] : []),
    ...(secondsLeft === null ? [] : [`about ${formatDuration(secondsLeft)} left`]),
  ].join(' · ');
}

/** Formats the progress for screen readers; it changes once per quarter or state, so that not every step is announced. */
export function formatApplyAnnouncement({ state, ended, total }: Pick<ApplySummary, 'state' | 'ended' | 'total'>): string {
  const quarter = total === 0 ? 0 : Math.floor((4 * ended) / total) * 25;
  return state === 'running' ? `${applyTitle({ state, total })}: ${quarter} % done` : applyTitle({ state, total });
}
