import { Failure, StartFailure } from '../failure.ts';

/** Describes why a program could not do its work. `action` is what it was doing, for errors of Peerscape: `The check`. */
export function describeError(action: string, error: unknown): string {
  if (error instanceof StartFailure) return error.message;
  if (!(error instanceof Failure))
    return `${action} failed because of an error in Peerscape: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  const { title, detail, arm, retryAt } = error.problem;
  const wait = retryAt && `Azure asks clients to wait until ${retryAt}`;
  return [title, detail, wait, arm && `Azure returned ${arm.code}: ${arm.message}`].filter(Boolean).join('. ');
}

/** Describes an error of `parseArgs` in one sentence. */
export const describeArgumentError = (error: unknown): string =>
  `${(error as Error).message.replace(/\. To specify.*$/s, '')}. Use --help to list the options`;
