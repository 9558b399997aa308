import type { ApplyState, ApplySummary } from '@peerscape/shared/api';
import { count } from '../../../lib/format/format.ts';
import { lasts } from '../words.ts';
import type { Tone } from './step-states.ts';

interface ApplyStateWords {
  readonly word: string;
  readonly tone: Tone;
  readonly title: (changes: string) => string;
}

/** The one table of how applies stand. */
export const APPLY_STATES: Readonly<Record<ApplyState, ApplyStateWords>> = {
  running: { word: 'Under way', tone: 'busy', title: (changes) => `Applying ${changes}` },
  cancelling: { word: 'Stopping', tone: 'busy', title: () => 'Stopping: nothing more is sent' },
  paused: { word: 'Paused', tone: 'waiting', title: (changes) => `Paused while applying ${changes}` },
  attention: { word: 'Needs somebody', tone: 'doubt', title: (changes) => `Somebody must look at ${changes}` },
  done: { word: 'Done', tone: 'good', title: (changes) => `Applied ${changes}` },
  partly: { word: 'Partly done', tone: 'bad', title: (changes) => `Only a part of ${changes} was applied` },
  failed: { word: 'Not done', tone: 'bad', title: (changes) => `None of ${changes} was applied` },
  cancelled: { word: 'Cancelled', tone: 'off', title: (changes) => `Cancelled while applying ${changes}` },
};

/** What an apply does or did, as a heading. */
export const applyTitle = ({ state, total }: Pick<ApplySummary, 'state' | 'total'>): string =>
  APPLY_STATES[state].title(count(total, 'change'));

/** How far it is: `3 of 8 done · about 40 s left` */
export function howFar({ done, ended, total, secondsLeft }: Pick<ApplySummary, 'done' | 'ended' | 'total' | 'secondsLeft'>): string {
  const lost = ended - done;
  return [
    `${done} of ${total} done`,
    ...(lost > 0 ? [`${lost} not`] : []),
    ...(secondsLeft === null ? [] : [`about ${lasts(secondsLeft)} left`]),
  ].join(' · ');
}

/** What screen readers hear: the same until another quarter is done or the state changes, so that not every step is read out. */
export function announcementOf({ state, ended, total }: Pick<ApplySummary, 'state' | 'ended' | 'total'>): string {
  const quarter = total === 0 ? 0 : Math.floor((4 * ended) / total) * 25;
  return state === 'running' ? `${applyTitle({ state, total })}: ${quarter} % done` : applyTitle({ state, total });
}
