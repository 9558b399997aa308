/**
 * Failpoints in the life of a plan, at which tests kill the process (reliability §2.7, K0 to K15). Between two of them there is at most one
 * durable effect: a commit or a request.
 */
export type Failpoint =
  | 'plan-made'
  | 'plan-saved'
  | 'apply-saved'
  | 'lease-taken'
  | 'intent-written'
  | 'sent'
  | 'answered'
  | 'polling'
  | 'operation-ended'
  | 'verified'
  | 'recorded'
  | 'recovering'
  | 'stopping';

/** Called at each failpoint. No-op in production; tests use it to kill the process. */
export type FailpointHook = (point: Failpoint, about: string) => Promise<void> | void;
