/**
 * Places in the life of a plan where the process may die; tests let it (reliability §2.7, K0 to K15). Between two of them lies at most one
 * thing that survives: a commit, or a request.
 */
export type Point =
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

/** Told at each point. The product passes nothing that does anything. */
export type AtPoint = (point: Point, about: string) => Promise<void> | void;
