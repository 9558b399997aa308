import type { Problem } from '@peerscape/shared/api';
import type { Writable } from '@peerscape/shared/plan';
import { HALF_SETTINGS } from '@peerscape/shared/topology';
import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import type { HalfPort, HalfWrite, OperationStatus, RefusalKind, SendOutcome } from '../work/ports.ts';
import { listDenyAssignments, listLocks, listPermissions, readGroupManager } from './authorization.ts';
import { createArmFailure, toFailure } from './failures.ts';
import { getOrMissing, NETWORK_VERSION, OneResource, pathOf, probe } from './get-or-missing.ts';
import { failureOf, OperationBody } from './operation-status.ts';
import { refusalKind, SUPERSEDED_CODE } from './refusals.ts';
import type { Connection, WriteResponse } from './sdk/connection.ts';
import { parseResponse } from './sdk/raw-responses.ts';
import { createInvalidResponseFailure } from './sdk/retry.ts';
import { parseRetryAfter } from './sdk/retry-after.ts';
import { toHalf } from './translate/index.ts';

/**
 * Creates the port that reads and writes halves at one ARM endpoint. It does not use the SDK's write operations, which resend on errors and
 * lose error codes (reliability §2.5).
 */
export function createHalfPort(connection: Connection, clock: Clock): HalfPort {
  return {
    readHalf: async (id, signal) => {
      const result = await getOrMissing(connection, `${pathOf(id)}?${NETWORK_VERSION}`, signal);
      if ('missing' in result) return result;
      const half = toHalf(parseResponse(OneResource, result.json)).row;
      if (!half) throw createInvalidResponseFailure(`The response contains no half ${id}`);
      return { half };
    },
    probe: (id, signal) => probe(connection, id, signal),
    send: async (write) => {
      try {
        return toSendOutcome(await connection.write(requestOf(write)), write);
      } catch (error) {
        const failure = toFailure(error);
        if (!(failure instanceof Failure)) throw error;
        const { problem } = failure;
        const reason = NOT_SENT_REASONS[problem.code];
        return reason === undefined ? unanswered(problem) : { kind: 'refused', reason, problem, waitMs: undefined };
      }
    },
    poll: async (operationUrl, signal) => {
      try {
        const { json, header } = await connection.send({ method: 'GET', path: operationUrl, signal });
        const wait = parseRetryAfter({ status: 200, headers: { get: header } }, clock.now());
        return toOperationNow(parseResponse(OperationBody, json), wait?.milliseconds || undefined);
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof Failure && error.retryAt !== undefined) return { kind: 'running', waitMs: error.retryAt - clock.now() };
        if (error instanceof Failure) return { kind: 'lost', problem: error.problem };
        throw error;
      }
    },
    permissions: (scope, signal) => listPermissions(connection, scope, signal),
    locks: (scope, signal) => listLocks(connection, scope, signal),
    denyAssignments: (scope, signal) => listDenyAssignments(connection, scope, signal),
    groupManager: (group, signal) => readGroupManager(connection, group, signal),
  };
}

function requestOf({ action, id, write, attemptId, remainingMs }: HalfWrite) {
  const query = `?${NETWORK_VERSION}${action === 'sync' ? '&syncRemoteAddressSpace=true' : ''}`;
  const request = { path: `${pathOf(id)}${query}`, clientRequestId: attemptId, remainingMs };
  return action === 'delete' || !write
    ? { ...request, method: 'DELETE' as const }
    : { ...request, method: 'PUT' as const, body: { properties: propertiesOf(write) } };
}

/**
 * Returns the complete properties of a half: a PUT replaces all of them, and Azure resets omitted ones to their defaults. Properties that
 * Peerscape does not know are sent back unchanged.
 */
const propertiesOf = (write: Writable): object => ({
  ...write.other,
  remoteVirtualNetwork: { id: write.remoteId },
  ...Object.fromEntries(HALF_SETTINGS.map(({ row, arm }) => [arm, write[row]])),
});

function toSendOutcome({ status, bodyText, header, waitMs, replacedWait }: WriteResponse, { action }: HalfWrite): SendOutcome {
  if (status >= 200 && status < 300) {
    // A proxy's page must not count as success. Only a response without a body needs no check.
    if (bodyText && !isHalf(bodyText))
      return unanswered(createInvalidResponseFailure('The response is not the half that was written').problem);
    return { kind: 'accepted', operationUrl: header('azure-asyncoperation') ?? null, waitMs };
  }
  const verb = action === 'delete' ? 'delete' : 'write';
  const { problem } = createArmFailure({
    status,
    bodyText,
    replacedWait,
    action: `Microsoft.Network/virtualNetworks/virtualNetworkPeerings/${verb}`,
  });
  if (status >= 500 || status === 408) return unanswered(problem);
  return { kind: 'refused', reason: refusalKind(status, problem.arm?.code), problem, waitMs };
}

function isHalf(text: string): boolean {
  try {
    return OneResource.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

const unanswered = (problem: Problem): SendOutcome => ({ kind: 'unanswered', problem });

/** Reasons by the codes of failures that occur before the request is sent. */
const NOT_SENT_REASONS: Readonly<Record<string, RefusalKind>> = {
  'read-only': 'authority',
  suspended: 'late',
  'foreign-host': 'busy',
  'not-signed-in': 'identity',
  'other-tenant': 'identity',
  ECONNREFUSED: 'busy',
  ENOTFOUND: 'busy',
  EAI_AGAIN: 'busy',
};

function toOperationNow(operation: z.output<typeof OperationBody>, waitMs: number | undefined): OperationStatus {
  if (/^succeeded$/i.test(operation.status)) return { kind: 'ended', outcome: 'succeeded' };
  const problem = failureOf(operation)?.problem;
  if (!problem) return { kind: 'running', waitMs };
  return { kind: 'ended', outcome: problem.code === SUPERSEDED_CODE ? 'superseded' : 'failed', problem };
}
