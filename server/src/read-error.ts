import type { ReadError } from '@peerscape/shared/topology';
import { Failure } from './failure.ts';

/** Converts a failure to a read error, with ARM's code and message if there are any. Rethrows other errors: they are bugs. */
export function toReadError(scope: string, name: string, error: unknown): ReadError {
  if (!(error instanceof Failure)) throw error;
  const { arm, code, title, detail, retryAt } = error.problem;
  const message = arm?.message ?? [title, detail].filter(Boolean).join('. ');
  return { scope, name, code: arm?.code ?? code, message, ...(retryAt !== undefined && { retryAt }) };
}
