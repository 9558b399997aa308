import type { Unread } from '@peerscape/shared/topology';
import { Failure } from './failure.ts';

/** That something could not be read, with ARM's own words where it had some. A fault of ours is not swallowed: it is thrown on. */
export function unreadOf(scope: string, name: string, error: unknown): Unread {
  if (!(error instanceof Failure)) throw error;
  const { arm, code, title, detail } = error.problem;
  return { scope, name, code: arm?.code ?? code, message: arm?.message ?? [title, detail].filter(Boolean).join('. ') };
}
