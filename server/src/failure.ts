import type { Problem } from '@peerscape/shared/api';

/** An expected failure from outside, in words for people. Anything else that is thrown is a fault of ours. */
export class Failure extends Error {
  readonly problem: Problem;
  /** Wall time before which trying again is of no use. */
  readonly retryAt: number | undefined;
  /** The status with which Azure refused, where it was Azure that did. */
  readonly armStatus: number | undefined;
  constructor(problem: Omit<Problem, 'type'>, { cause, retryAt, armStatus }: Origin = {}) {
    super(problem.title, { cause });
    this.name = 'Failure';
    this.problem = { type: 'about:blank', ...problem };
    this.retryAt = retryAt;
    this.armStatus = armStatus;
  }
}

interface Origin {
  readonly cause?: unknown;
  readonly retryAt?: number | undefined;
  readonly armStatus?: number | undefined;
}

/** What to tell about anything that was thrown; the words of our own faults stay in the log. */
export const problemOf = (error: unknown): Problem =>
  error instanceof Failure
    ? error.problem
    : {
        type: 'about:blank',
        title: 'Peerscape made a mistake',
        status: 500,
        code: 'internal',
        detail: 'The log of the server says more, under the same request id',
      };
