import { createProblem, type Problem, type ProblemDetails, type ProblemType } from '@peerscape/shared/api';
import { formatIsoTime } from './clock.ts';

/** The reason why a program cannot start, as one sentence for the user. */
export class StartFailure extends Error {}

/** An expected failure with a message for the user. Any other thrown error is a bug in Peerscape. */
export class Failure extends Error {
  readonly type: ProblemType;
  readonly problem: Problem;
  /** Wall time before which Azure is not asked again; also in the problem. */
  readonly retryAt: number | undefined;
  /** HTTP status of Azure's response, if Azure rejected the request. */
  readonly armStatus: number | undefined;
  constructor(type: ProblemType, details?: ProblemDetails, { cause, retryAt, armStatus }: Origin = {}) {
    const problem = createProblem(type, retryAt === undefined ? details : { ...details, retryAt: formatIsoTime(retryAt) });
    super(problem.title, { cause });
    this.name = 'Failure';
    this.type = type;
    this.problem = problem;
    this.retryAt = retryAt;
    this.armStatus = armStatus;
  }
}

interface Origin {
  readonly cause?: unknown;
  readonly retryAt?: number | undefined;
  readonly armStatus?: number | undefined;
}

/** Converts any thrown error to a failure; details of bugs are only logged. */
export const toExpectedFailure = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure('internal', INTERNAL_DETAILS, { cause: error });

/** Advice for a bug, whose details are only logged. */
export const INTERNAL_DETAILS: ProblemDetails = { detail: 'For details, see the server log under the same request ID' };

/** Converts any thrown error to the problem to report. */
export const toProblem = (error: unknown): Problem => toExpectedFailure(error).problem;
