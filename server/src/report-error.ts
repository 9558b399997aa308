import type { Logger } from 'pino';
import { Failure } from './failure.ts';

/** Logs what was thrown in an allow-listed shape: an SDK error as a whole holds the request with its token. */
export function reportError(log: Logger, error: unknown): void {
  if (error instanceof Failure) {
    const { code, status, title } = error.problem;
    log.info({ code, status }, title);
  } else {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    log.error({ name, message, stack }, 'fault in Peerscape');
  }
}
