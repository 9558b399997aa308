import type { StepProgress, StepState } from '@peerscape/shared/api';
import { formatTime } from '../../../lib/format/format.ts';

/** Visual category of a state, shown by colour and icon. */
export type Tone = 'idle' | 'waiting' | 'busy' | 'good' | 'bad' | 'unknown' | 'off';

/** Label, tone and explanation of a step state. */
export interface StepStateLabel {
  readonly word: string;
  readonly tone: Tone;
  /** Explanation with the next action; empty if the label is sufficient. */
  readonly means: string;
}

/** Label, tone and explanation of each step state. */
export const STEP_STATES: Readonly<Record<StepState, StepStateLabel>> = {
  planned: { word: 'Planned', tone: 'idle', means: '' },
  waiting: { word: 'Waiting', tone: 'waiting', means: '' },
  checking: { word: 'Checking', tone: 'busy', means: '' },
  sending: { word: 'Sending', tone: 'busy', means: '' },
  running: { word: 'In progress', tone: 'busy', means: '' },
  verifying: { word: 'Verifying', tone: 'busy', means: '' },
  succeeded: { word: 'Succeeded', tone: 'good', means: '' },
  adopted: { word: 'Already in place', tone: 'good', means: 'Azure already had this half as planned. Nothing was sent.' },
  drifted: {
    word: 'Changed by someone else',
    tone: 'bad',
    means: 'This half was changed after the plan was created, so Peerscape sent nothing. Compare below, then create a new plan.',
  },
  failed: {
    word: 'Failed',
    tone: 'bad',
    means: 'The error message is shown below. Fix the cause, then create a new plan for the remaining changes.',
  },
  mismatch: {
    word: 'Result differs',
    tone: 'bad',
    means: 'Azure accepted the write but now reports something else. A policy or another client may have changed it. Compare below.',
  },
  unknown: {
    word: 'Unknown',
    tone: 'unknown',
    means: 'It is not known yet whether Azure made this change. Peerscape keeps checking and sends nothing until it knows.',
  },
  skipped: { word: 'Skipped', tone: 'off', means: 'A step that this one depends on did not succeed, so nothing was sent.' },
  cancelled: { word: 'Canceled', tone: 'off', means: 'Nothing was sent.' },
  quarantined: {
    word: 'Needs attention',
    tone: 'unknown',
    means: 'Peerscape stopped several times during this step. Check the half in Azure, then choose “Check again and continue”.',
  },
};

/** Describes what a step waits for and when it is tried again: `hub is busy with another change, next attempt at 10:42:07 (UTC)`. */
export function describeProgress({ words: note, until }: Pick<StepProgress, 'words' | 'until'>, now: number): string {
  const next = until === null ? '' : `next attempt at ${formatTime(Date.parse(until), now)}`;
  return [note ?? '', next].filter((phrase) => phrase !== '').join(', ');
}
