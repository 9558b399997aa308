import { request } from 'node:https';
import type { ExternalAction, ExternalActionResult } from '@peerscape/shared/api';
import { Failure } from '../failure.ts';
import type { ExternalActor } from '../work/external-actor.ts';

interface SandboxConnection {
  /** Endpoint of the sandbox; the configuration ensures that it is on this machine. */
  readonly endpoint: string;
  readonly ca: string | undefined;
}

/**
 * Creates the external actor of the sandbox. Its changes go through the sandbox's control API, with the same behavior and checks as any ARM
 * request. It is separate from `azure/`, so that the guard there allows only reads and writes of single halves, without exceptions. No token
 * is sent, and the real ARM has no such path.
 */
export const createSandboxActor =
  (connection: SandboxConnection): ExternalActor =>
  async (change) => {
    const [name, fields] = toCall(change);
    return toAnswer(await post(connection, `/_sandbox/${name}`, fields));
  };

/** Returns the call of the control API, whose resource actions have the same names and fields. */
function toCall({ kind, ...fields }: ExternalAction): readonly [name: string, fields: object] {
  return kind === 'start-over' ? ['reset', {}] : ['external', { action: kind, ...fields }];
}

/** Parses the reply of the control API, which contains ARM's error if ARM rejected the change. */
function toAnswer({ status, text }: Reply): ExternalActionResult {
  const reply = parseJson(text) as { error?: ExternalActionResult['error']; problem?: string } | undefined;
  if (status === 200 && reply) return { error: reply.error ?? null };
  throw new Failure('sandbox-refused', { detail: reply?.problem ?? `The sandbox returned status ${status}` });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Reply {
  readonly status: number;
  readonly text: string;
}

const TIMEOUT_MS = 10_000;

function post({ endpoint, ca }: SandboxConnection, path: string, body: object): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const outgoing = request(new URL(path, endpoint), { method: 'POST', headers, ca, agent: false, timeout: TIMEOUT_MS }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      reply.on('error', (error) => reject(noResponse(error)));
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`No response within ${TIMEOUT_MS / 1000} seconds`)));
    outgoing.on('error', (error) => reject(noResponse(error)));
    outgoing.end(JSON.stringify(body));
  });
}

const noResponse = (cause: Error) => new Failure('sandbox-away', { detail: cause.message }, { cause });
