import type { Topology } from '../topology/index.ts';
import type { Lesson, LessonName } from './lesson.ts';

/** What ARM answered a colleague, by the id of what they were asked to do. */
export type ExternalActResults = Readonly<Record<string, ExternalActResult>>;

/** An answer in ARM's own words; without an error it did what it was asked. */
export interface ExternalActResult {
  readonly error?: { readonly code: string; readonly message: string };
}

/** All that a stop may judge by: what was and had been read of Azure, and what ARM answered. Never what was clicked. */
export interface TourState {
  readonly topology: Topology;
  readonly lesson: Lesson;
  readonly answers: ExternalActResults;
  /** The stops that Azure was seen to be done with, by their ids. */
  readonly done: ReadonlySet<string>;
}

/** What the product itself never does, and somebody else may: to change a VNet, or to send what ARM refuses. */
export interface ExternalAct {
  /** Stays the same for ever: answers are kept under it. */
  readonly id: string;
  /** On the button. */
  readonly label: string;
  /** Whether it is judged by what ARM answers them, which is heard of the sandbox's colleague only. */
  readonly needsResponse?: boolean;
  /** What they send. */
  readonly toRequest: (lesson: Lesson) => ExternalRequest;
  /** The same with az, for whoever has no sandbox before them. */
  readonly toCommand: (lesson: Lesson) => string;
}

export type ExternalRequest =
  | { readonly kind: 'set-address-space'; readonly vnet: string; readonly addressSpace: readonly string[] }
  | { readonly kind: 'peer'; readonly from: string; readonly to: string };

/** One thing to do at a stop. */
export interface Act {
  /** Names buttons as they are named in the product; names of VNets stand between backticks. */
  readonly text: string;
  readonly externalAct?: ExternalAct;
  readonly isDone: (seen: TourState) => boolean;
}

/** One stop of the tour: what to know, what to do by one's own hand, and what Azure then shows. */
export interface Stop {
  /** Stays the same for ever: where a learner stands is kept under it. */
  readonly id: string;
  readonly title: string;
  readonly background: readonly string[];
  /** What to look at on the map, where it is lit. */
  readonly highlights: readonly LessonName[];
  readonly acts: readonly Act[];
  /** The way back, where Azure stands otherwise than the stop expects; undefined where nothing is in the way. */
  readonly describeRecovery?: (seen: TourState) => string | undefined;
  /** What ARM says of it now, a sentence each. */
  readonly describeState: (seen: TourState) => readonly string[];
}

/** Whether Azure shows all that the stop asks for. */
export const isDone = ({ acts }: Stop, seen: TourState): boolean => acts.every((act) => act.isDone(seen));
