import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '@peerscape/sandbox';
import { type ApplyDocument, type AuditEntry, isUnderWay } from '@peerscape/shared/api';
import { resourceKey } from '@peerscape/shared/arm';
import type { Config } from '../src/config.ts';
import type { Point, Timing } from '../src/work/change/index.ts';
import { type History, optionsOf } from './history.ts';

/** What the child is started with; see kill-child.ts. */
export interface ChildOptions {
  readonly store: Config['store'];
  readonly killAt?: Point;
  /** At the nth time that it comes there. */
  readonly nth?: number;
  readonly timing?: Partial<Timing>;
}

export interface ChildServer {
  readonly process: ChildProcess;
  readonly url: string;
}

const CHILD = fileURLToPath(new URL('./kill-child.ts', import.meta.url));

/** Starts a real server process on that sandbox; resolves when it is ready. `onStart` has the process before that. */
export async function startChild(
  { endpoint, caFile, token }: Sandbox,
  options: ChildOptions,
  onStart: (child: ChildProcess) => void = () => undefined,
): Promise<ChildServer> {
  const told = JSON.stringify({ endpoint, caFile, token, ...options });
  const started = spawn(process.execPath, ['--import', 'tsx', CHILD, told], { stdio: ['ignore', 'pipe', 'inherit'] });
  onStart(started);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: started.stdout }).once('line', resolve);
    started.once('exit', (code, signal) => reject(new Error(`The server ended (${signal ?? code}) before it was ready`)));
  });
  return { process: started, url };
}

/** Resolves with the signal when the process has ended. */
export const gone = (child: ChildProcess): Promise<NodeJS.Signals | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.signalCode);
    else child.once('exit', (_, signal) => resolve(signal));
  });

/** One call of the API, as the page makes it. Fails with the answer where that is a problem. */
export async function call<T>(url: string, method: 'GET' | 'POST', at: string, body?: object): Promise<T> {
  const reply = await fetch(`${url}${at}`, {
    method,
    headers: { origin: url, 'x-peerscape': '1', 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${method} ${at}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}

/** All applies, once none is under way any more. */
export async function rest(url: string): Promise<readonly ApplyDocument[]> {
  for (;;) {
    const { applies } = await call<{ applies: readonly ApplyDocument[] }>(url, 'GET', '/api/applies');
    if (!applies.some(({ state }) => isUnderWay(state))) {
      return Promise.all(applies.map(({ id }) => call<ApplyDocument>(url, 'GET', `/api/apply?id=${id}`)));
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What happened, once all has come to rest: by the sandbox, and by the server at `url`. */
export async function historyOf(sandbox: Sandbox, url: string, acknowledged: readonly string[]): Promise<History> {
  const applies = await rest(url);
  const { entries, isWhole } = await call<{ entries: readonly AuditEntry[]; isWhole: boolean }>(url, 'GET', '/api/audit');
  const { store, transcript } = sandbox.parts;
  // how long the sandbox works on what it has accepted; its clock stamps whole milliseconds
  const operationMs = 'peeringMs' in store.pace ? store.pace.peeringMs - 2 : 0;
  const writes = transcript.lines
    .filter(({ method }) => method === 'PUT' || method === 'DELETE')
    .map((line) => ({
      ...line,
      id: new URL(line.url, 'https://arm').pathname,
      durationMs: line.durationMs + (line.status >= 200 && line.status < 300 ? operationMs : 0),
    }));
  const halves = new Map([...store.halves.values()].map((half) => [resourceKey(half.id), optionsOf(half)]));
  return { writes, audit: entries, isAuditWhole: isWhole, applies, acknowledged, halves };
}
