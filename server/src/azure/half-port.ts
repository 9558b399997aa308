import type { Problem } from '@peerscape/shared/api';
import type { Writable } from '@peerscape/shared/plan';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { Failure, problemOf } from '../failure.ts';
import type { HalfPort, HalfWrite, OperationNow, SendOutcome } from '../work/ports.ts';
import { refused, toFailure } from './failures.ts';
import { refusalKind, SUPERSEDED } from './refusals.ts';
import type { Connection } from './sdk/connection.ts';
import { believe, endless } from './sdk/raw.ts';
import { askedWait, nonsense } from './sdk/retry.ts';
import { halfRow } from './translate/index.ts';

const NETWORK_VERSION = 'api-version=2025-05-01';
const RESOURCES_VERSION = 'api-version=2022-12-01';
const PERMISSIONS_VERSION = 'api-version=2022-04-01';
/** The pause between two questions about an operation, where Azure names none. */
const POLL_MS = 2000;

const OneResource = z.looseObject({ id: z.string() });
const Operation = z.object({ status: z.string(), error: z.object({ code: z.string(), message: z.string() }).nullish() });
const Permissions = z.object({
  value: z.array(z.object({ actions: z.array(z.string()).nullish(), notActions: z.array(z.string()).nullish() })),
  nextLink: z.string().nullish(),
});

/** The part of the port that changes halves, on one ARM endpoint. The SDK's own writes re-send on errors and lose error codes (reliability §2.5). */
export function createHalfPort(connection: Connection, clock: Clock): HalfPort {
  return {
    readHalf: async (id, signal) => {
      const read = await found(connection, `${pathOf(id)}?${NETWORK_VERSION}`, signal);
      if ('missing' in read) return read;
      const half = halfRow(believe(OneResource, read.json));
      if (!half) throw nonsense(`It holds no half ${id}`);
      return { half };
    },
    isThere: async (id, signal) => {
      const version = /\/providers\//i.test(id) ? NETWORK_VERSION : RESOURCES_VERSION;
      const read = await found(connection, `${pathOf(id)}?${version}`, signal);
      if ('missing' in read) return read.missing;
      believe(OneResource, read.json);
      return undefined;
    },
    send: async (write) => {
      try {
        return sentOutcome(await connection.write(requestOf(write)), clock.now());
      } catch (error) {
        const failure = toFailure(error);
        if (failure instanceof Failure) return NEVER_LEFT.has(failure.problem.code) ? notSent(failure) : unanswered(failure.problem);
        throw error;
      }
    },
    poll: async (operationUrl, signal) => {
      try {
        const { json, header } = await connection.send({ method: 'GET', path: operationUrl, signal });
        return operationNow(believe(Operation, json), askedWait({ status: 200, headers: { get: header } }, clock.now()));
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof Failure) return { kind: 'lost', problem: error.problem };
        throw error;
      }
    },
    permissions: async (scope, signal) => {
      const found = [];
      const seen = new Set<string>();
      let path: string | undefined = `${pathOf(scope)}/providers/Microsoft.Authorization/permissions?${PERMISSIONS_VERSION}`;
      while (path !== undefined) {
        if (seen.has(path)) throw endless(seen.size);
        seen.add(path);
        const { json } = await connection.send({ method: 'GET', path, signal });
        const page: z.output<typeof Permissions> = believe(Permissions, json);
        found.push(...page.value.map(({ actions, notActions }) => ({ actions: actions ?? [], notActions: notActions ?? [] })));
        path = page.nextLink ?? undefined;
      }
      return found;
    },
  };
}

/** What a GET brought, or the 404 in ARM's words. */
async function found(
  connection: Connection,
  path: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly json: unknown } | { readonly missing: Problem }> {
  try {
    return { json: (await connection.send({ method: 'GET', path, signal })).json };
  } catch (error) {
    if (error instanceof Failure && error.armStatus === 404) return { missing: error.problem };
    throw error;
  }
}

/** The id as a path. Ids come from plans, whose ids were parsed; what a URL gives a meaning to is encoded all the same. */
const pathOf = (id: string): string => id.split('/').map(encodeURIComponent).join('/');

function requestOf({ action, id, write, attemptId }: HalfWrite) {
  const query = `?${NETWORK_VERSION}${action === 'sync' ? '&syncRemoteAddressSpace=true' : ''}`;
  const request = { path: `${pathOf(id)}${query}`, clientRequestId: attemptId };
  return action === 'delete' || !write
    ? { ...request, method: 'DELETE' as const }
    : { ...request, method: 'PUT' as const, body: { properties: propertiesOf(write) } };
}

/** All of it, for a PUT replaces the whole half: what is left out would get Azure's default. What we have no word for goes back as it came. */
const propertiesOf = (write: Writable): object => ({
  ...write.other,
  remoteVirtualNetwork: { id: write.remoteId },
  allowVirtualNetworkAccess: write.allowAccess,
  allowForwardedTraffic: write.allowForwarded,
  allowGatewayTransit: write.allowTransit,
  useRemoteGateways: write.useRemoteGateways,
  doNotVerifyRemoteGateways: write.doNotVerifyRemoteGateways,
  peerCompleteVnets: write.completeVnets,
  enableOnlyIPv6Peering: write.onlyIPv6,
  localSubnetNames: write.localSubnets,
  remoteSubnetNames: write.remoteSubnets,
});

type Reply = Awaited<ReturnType<Connection['write']>>;

function sentOutcome(reply: Reply, now: number): SendOutcome {
  const { status, headers, bodyAsText } = reply;
  const waitMs = askedWait(reply, now);
  if (status >= 200 && status < 300) {
    // a proxy's page must not pass for Azure's yes; only an answer without a body needs none
    if (bodyAsText && !isHalf(bodyAsText)) return unanswered(nonsense('It was not the half that was written').problem);
    return { kind: 'accepted', operationUrl: headers.get('azure-asyncoperation') ?? null, waitMs: waitMs ?? POLL_MS };
  }
  const { problem } = refused({ status, bodyText: bodyAsText });
  if (status >= 500 || status === 408) return unanswered(problem);
  return { kind: 'refused', why: refusalKind(status, problem.arm?.code), problem, waitMs };
}

function isHalf(text: string): boolean {
  try {
    return OneResource.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

const unanswered = (problem: Problem): SendOutcome => ({ kind: 'unanswered', problem });

/** What stops a request before it leaves. */
const NEVER_LEFT: ReadonlySet<string> = new Set([
  'read-only',
  'foreign-host',
  'not-signed-in',
  'other-tenant',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

function notSent({ problem }: Failure): SendOutcome {
  const why =
    problem.code === 'not-signed-in' || problem.code === 'other-tenant' ? 'identity' : problem.code === 'read-only' ? 'authority' : 'busy';
  return { kind: 'refused', why, problem, waitMs: undefined };
}

function operationNow({ status, error }: z.output<typeof Operation>, waitMs: number | undefined): OperationNow {
  const word = status.toLowerCase();
  if (word === 'succeeded') return { kind: 'ended', outcome: 'succeeded' };
  if (word === 'failed' || word === 'canceled') {
    const arm = error ?? { code: status, message: `The operation ended as ${status} and Azure gave no reason` };
    const problem = problemOf(refused({ status: 409, bodyText: JSON.stringify({ error: arm }) }));
    return { kind: 'ended', outcome: arm.code === SUPERSEDED ? 'superseded' : 'failed', problem };
  }
  return { kind: 'running', waitMs: waitMs ?? POLL_MS };
}
