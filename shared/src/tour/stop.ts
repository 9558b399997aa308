import type { Topology } from '../topology/index.ts';
import type { Lesson, LessonName } from './lesson.ts';

/** What ARM answered a colleague, by the id of what they were asked to do. */
export type Answers = Readonly<Record<string, ArmAnswer>>;

/** An answer in ARM's own words; without an error it did what it was asked. */
export interface ArmAnswer {
  readonly error?: { readonly code: string; readonly message: string };
}

/** All that a stop may judge by: what was and had been read of Azure, and what ARM answered. Never what was clicked. */
export interface Seen {
  readonly topology: Topology;
  readonly lesson: Lesson;
  readonly answers: Answers;
  /** The stops that Azure was seen to be done with, by their ids. */
  readonly done: ReadonlySet<string>;
}

/** What the product itself never does, and somebody else may: to change a VNet, or to send what ARM refuses. */
export interface ColleagueAct {
  /** Stays the same for ever: answers are kept under it. */
  readonly id: string;
  /** On the button. */
  readonly label: string;
  /** Whether it is judged by what ARM answers them, which is heard of the sandbox's colleague only. */
  readonly isHeard?: boolean;
  /** What they send. */
  readonly sends: (lesson: Lesson) => ExternalRequest;
  /** The same with az, for whoever has no sandbox before them. */
  readonly command: (lesson: Lesson) => string;
}

export type ExternalRequest =
  | { readonly kind: 'set-address-space'; readonly vnet: string; readonly addressSpace: readonly string[] }
  | { readonly kind: 'peer'; readonly from: string; readonly to: string };

/** One thing to do at a stop. */
export interface Act {
  /** Names buttons as they are named in the product; names of VNets stand between backticks. */
  readonly text: string;
  readonly colleague?: ColleagueAct;
  readonly isDone: (seen: Seen) => boolean;
}

/** One stop of the tour: what to know, what to do by one's own hand, and what Azure then shows. */
export interface Stop {
  /** Stays the same for ever: where a learner stands is kept under it. */
  readonly id: string;
  readonly title: string;
  readonly know: readonly string[];
  /** What to look at on the map, where it is lit. */
  readonly look: readonly LessonName[];
  readonly acts: readonly Act[];
  /** The way back, where Azure stands otherwise than the stop expects; undefined where nothing is in the way. */
  readonly astray?: (seen: Seen) => string | undefined;
  /** What ARM says of it now, a sentence each. */
  readonly saw: (seen: Seen) => readonly string[];
}

/** Whether Azure shows all that the stop asks for. */
export const isDone = ({ acts }: Stop, seen: Seen): boolean => acts.every((act) => act.isDone(seen));
