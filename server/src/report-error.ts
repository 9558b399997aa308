import type { Logger } from 'pino';
import { Failure } from './failure.ts';

/** Logs an error with allow-listed fields only: a whole SDK error includes the request with its token. */
export function reportError(log: Logger, error: unknown): void {
  if (error instanceof Failure && error.type !== 'internal') {
    const { code, status, title } = error.problem;
    log.info({ code, status }, title);
  } else {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    log.error({ name, message, stack }, 'internal error');
  }
}
