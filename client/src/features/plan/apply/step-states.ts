import type { StepProgress, StepState } from '@peerscape/shared/api';
import { clock } from '../../../lib/format/format.ts';

/** How a state is told apart without reading, together with its glyph. */
export type Tone = 'idle' | 'waiting' | 'busy' | 'good' | 'bad' | 'doubt' | 'off';

export interface StepStateWords {
  readonly word: string;
  readonly tone: Tone;
  /** What it means and what to do next; empty where the word says it. */
  readonly means: string;
}

/** The one table of how steps stand. */
export const STEP_STATES: Readonly<Record<StepState, StepStateWords>> = {
  planned: { word: 'Planned', tone: 'idle', means: '' },
  waiting: { word: 'Waiting', tone: 'waiting', means: '' },
  checking: { word: 'Looking', tone: 'busy', means: '' },
  sending: { word: 'Sending', tone: 'busy', means: '' },
  running: { word: 'Under way', tone: 'busy', means: '' },
  verifying: { word: 'Reading back', tone: 'busy', means: '' },
  succeeded: { word: 'Done', tone: 'good', means: '' },
  adopted: { word: 'Already so', tone: 'good', means: 'Azure had it as planned before anything was sent.' },
  drifted: {
    word: 'Changed meanwhile',
    tone: 'bad',
    means: 'Somebody changed this half after the plan was made, so it was left alone. Compare below, then make a new plan.',
  },
  failed: { word: 'Refused', tone: 'bad', means: 'Azure’s own words stand below. End the cause, then make a new plan for what is left.' },
  mismatch: {
    word: 'Not as written',
    tone: 'bad',
    means: 'Azure accepted the write and shows something else. A policy or another writer may stand behind it. Compare below.',
  },
  unknown: {
    word: 'Not known',
    tone: 'doubt',
    means: 'Nobody can tell yet whether Azure carried it out. Peerscape keeps looking and sends nothing until it knows.',
  },
  skipped: { word: 'Skipped', tone: 'off', means: 'A step that it needs did not end well, so nothing was sent.' },
  cancelled: { word: 'Cancelled', tone: 'off', means: 'Nothing was sent.' },
  quarantined: {
    word: 'Left alone',
    tone: 'doubt',
    means: 'Peerscape ended several times while this was under way. Look at the half in Azure, then let Peerscape look again.',
  },
};

/** What is going on with a step, and until when: `Azure is busy with another change of this VNet, next try 10:42:07 (UTC)`. */
export function progressWords({ words, until }: Pick<StepProgress, 'words' | 'until'>, now: number): string {
  const next = until === null ? '' : `next try ${clock(Date.parse(until), now)}`;
  return [words ?? '', next].filter((part) => part !== '').join(', ');
}
