import { request } from 'node:https';
import type { ColleagueAnswer, ColleagueWish } from '@peerscape/shared/api';
import { lastName } from '@peerscape/shared/arm';
import { Failure } from '../failure.ts';
import type { Colleague } from '../work/colleague.ts';

interface SandboxDoor {
  /** Of the sandbox, on this machine: the configuration sees to that. */
  readonly endpoint: string;
  readonly ca: string | undefined;
}

/**
 * The colleague in the sandbox, behind its own control door: the change goes through the same behaviour and checks as any call to its ARM.
 * It is asked here and not through `azure/`, so that the guard there keeps its one sentence, reads and single halves, without an exception;
 * no token is sent, and a real ARM knows no such address.
 */
export const sandboxColleague =
  (door: SandboxDoor): Colleague =>
  async (wish) => {
    const [name, fields] = callFor(wish);
    return answerIn(await post(door, `/_sandbox/${name}`, fields));
  };

function callFor(wish: ColleagueWish): readonly [name: string, fields: object] {
  switch (wish.kind) {
    case 'set-address-space':
      return ['external', { action: 'put-vnet', id: wish.vnet, addressSpace: wish.addressSpace }];
    case 'peer': {
      const id = `${wish.from}/virtualNetworkPeerings/${lastName(wish.from)}-${lastName(wish.to)}`;
      return ['external', { action: 'put-half', id, properties: { remoteVirtualNetwork: { id: wish.to } } }];
    }
    case 'start-over':
      return ['reset', {}];
  }
}

/** What the control door says: `done` is false with ARM's words when ARM refused. */
function answerIn({ status, text }: Reply): ColleagueAnswer {
  const reply = parsed(text) as { error?: ColleagueAnswer['error']; problem?: string } | undefined;
  if (status === 200 && reply) return { error: reply.error ?? null };
  throw new Failure({
    title: 'The sandbox did not take it',
    status: 502,
    code: 'sandbox-refused',
    detail: reply?.problem ?? `It answered with status ${status}`,
  });
}

function parsed(text: string): unknown {
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

const PATIENCE_MS = 10_000;

function post({ endpoint, ca }: SandboxDoor, path: string, body: object): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const asking = request(new URL(path, endpoint), { method: 'POST', headers, ca, agent: false, timeout: PATIENCE_MS }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      reply.on('error', (error) => reject(silent(error)));
    });
    asking.on('timeout', () => asking.destroy(new Error(`No answer within ${PATIENCE_MS / 1000} seconds`)));
    asking.on('error', (error) => reject(silent(error)));
    asking.end(JSON.stringify(body));
  });
}

const silent = (cause: Error) =>
  new Failure({ title: 'The sandbox does not answer', status: 502, code: 'sandbox-away', detail: cause.message }, { cause });
