import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import { failureOf, OperationBody } from './operation-status.ts';
import type { ArmResponse, Connection } from './sdk/connection.ts';
import { parseResponse } from './sdk/raw-responses.ts';
import { createInvalidResponseFailure } from './sdk/retry.ts';
import { parseRetryAfter } from './sdk/retry-after.ts';

/** Pause between polls if Azure requests none, and the shortest, in milliseconds. */
const POLL_MS = { usual: 2000, least: 200 };

/**
 * Sends a POST that only reads, and returns the result of its long-running operation. Where Azure offers both places, the operation is polled
 * at its status, which has the reason of a failure, and then its result is fetched (azure-semantics §4). Rejects with a `Failure`.
 */
export async function runReadOperation(connection: Connection, clock: Clock, path: string, signal: AbortSignal): Promise<unknown> {
  const started = await connection.send({ method: 'POST', path, signal });
  if (started.status !== 202) return started.json;
  const [statusUrl, resultUrl] = [started.header('azure-asyncoperation'), started.header('location')];
  if (resultUrl === undefined) throw createInvalidResponseFailure('Azure started an operation without saying where its result will be');
  const pollAt = statusUrl ?? resultUrl;
  for (let last: ArmResponse = started; ; ) {
    await clock.sleep(waitOf(last, clock), signal);
    last = await connection.send({ method: 'GET', path: pollAt, signal });
    if (statusUrl === undefined) {
      if (last.status !== 202) return last.json;
    } else if (hasSucceeded(last)) return (await connection.send({ method: 'GET', path: resultUrl, signal })).json;
  }
}

function waitOf({ status, header }: ArmResponse, clock: Clock): number {
  const requested = parseRetryAfter({ status, headers: { get: header } }, clock.now())?.milliseconds;
  return Math.max(requested ?? POLL_MS.usual, POLL_MS.least);
}

/** Returns whether the operation has ended with success; throws its failure. */
function hasSucceeded({ json }: ArmResponse): boolean {
  const operation: z.output<typeof OperationBody> = parseResponse(OperationBody, json);
  const failure = failureOf(operation);
  if (failure) throw failure;
  return /^succeeded$/i.test(operation.status);
}
