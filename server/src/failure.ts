import type { Problem } from '@peerscape/shared/api';

/** An expected failure with a message for the user. Any other thrown error is a bug in Peerscape. */
export class Failure extends Error {
  readonly problem: Problem;
  /** Wall time before which a retry is pointless. */
  readonly retryAt: number | undefined;
  /** HTTP status of Azure's response, if Azure rejected the request. */
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

/** Converts any thrown error to the problem to report; details of bugs stay in the log. */
export const toProblem = (error: unknown): Problem =>
  error instanceof Failure
    ? error.problem
    : {
        type: 'about:blank',
        title: 'Internal error in Peerscape',
        status: 500,
        code: 'internal',
        detail: 'For details, see the server log under the same request ID',
      };
