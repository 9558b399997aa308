import type { Topology } from '../topology/index.ts';
import type { Lesson, LessonName } from './lesson.ts';

/** Results of external acts, by the ID of the act. */
export type ExternalActResults = Readonly<Record<string, ExternalActResult>>;

/** Result of an external act, with the error of ARM verbatim; without an error it succeeded. */
export interface ExternalActResult {
  readonly error?: { readonly code: string; readonly message: string };
}

/** Everything that a stop can depend on: the topology, results of external acts and completed stops. Never what the user clicked. */
export interface TourState {
  readonly topology: Topology;
  readonly lesson: Lesson;
  readonly answers: ExternalActResults;
  /** IDs of the completed stops. */
  readonly done: ReadonlySet<string>;
}

/** A task for another operator, because Peerscape never does it: changing a resource other than a half, or sending a request that ARM rejects. */
export interface ExternalAct {
  /** Must not change: results are stored under it. */
  readonly id: string;
  /** Label of the button. */
  readonly label: string;
  /** True if completion depends on the response of ARM, which is available in the sandbox only. */
  readonly needsResponse?: boolean;
  /** Creates the requests to send, in order. */
  readonly toRequests: (lesson: Lesson) => readonly ExternalRequest[];
  /** Formats the equivalent az commands, one per line, for use outside the sandbox. */
  readonly toCommands: (lesson: Lesson) => readonly string[];
}

/** Creates a resource, or changes the given properties of an existing one. */
export interface ExternalRequest {
  readonly kind: 'put-resource';
  readonly id: string;
  readonly location?: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One task of a stop. */
export interface Act {
  /** Instruction with the labels of buttons as they are on screen; names of VNets are in backticks. */
  readonly text: string;
  readonly externalAct?: ExternalAct;
  readonly isDone: (state: TourState) => boolean;
}

/** One stop of the tour: background, tasks and the resulting state in Azure. */
export interface Stop {
  /** Must not change: progress is stored under it. */
  readonly id: string;
  readonly title: string;
  readonly background: readonly string[];
  /** VNets to highlight on the map. */
  readonly highlights: readonly LessonName[];
  readonly acts: readonly Act[];
  /** Question for Reach, whose answer the tasks of the stop change, or of which they show that they do not. */
  readonly question?: { readonly from: LessonName; readonly to: LessonName };
  /** Describes how to return to the state that the stop expects; undefined if nothing is in the way. */
  readonly describeRecovery?: (state: TourState) => string | undefined;
  /** Describes the current state as ARM reports it, one sentence each. */
  readonly describeState: (state: TourState) => readonly string[];
}

/** Returns whether all tasks of the stop are done. */
export const isDone = ({ acts }: Stop, state: TourState): boolean => acts.every((act) => act.isDone(state));
