import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '@peerscape/sandbox';
import { type ApplyDocument, type AuditEntry, isInProgress } from '@peerscape/shared/api';
import { resourceKey } from '@peerscape/shared/arm';
import type { Config } from '../src/config.ts';
import type { Failpoint, Timing } from '../src/work/change/index.ts';
import { type History, optionsOf } from './history.ts';

/** Options of the child process; see kill-child.ts. */
export interface ChildOptions {
  readonly store: Config['store'];
  readonly killAt?: Failpoint;
  /** Occurrence of the failpoint that kills the process, from 1. */
  readonly nth?: number;
  readonly timing?: Partial<Timing>;
}

/** A server in a child process. */
export interface ChildServer {
  readonly process: ChildProcess;
  readonly url: string;
}

const CHILD = fileURLToPath(new URL('./kill-child.ts', import.meta.url));

/** Starts a real server process on a sandbox; resolves when it is ready. `onStart` receives the process before that. */
export async function startChild(
  { endpoint, caFile, token }: Sandbox,
  options: ChildOptions,
  onStart: (process: ChildProcess) => void = () => undefined,
): Promise<ChildServer> {
  const argument = JSON.stringify({ endpoint, caFile, token, ...options });
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, argument], { stdio: ['ignore', 'pipe', 'inherit'] });
  onStart(child);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code, signal) => reject(new Error(`The server exited (${signal ?? code}) before it was ready`)));
  });
  return { process: child, url };
}

/** Waits for a process to exit; resolves with the signal that ended it. */
export const waitForExit = (child: ChildProcess): Promise<NodeJS.Signals | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.signalCode);
    else child.once('exit', (_, signal) => resolve(signal));
  });

/** Calls the API as the page does. Rejects with the response text for an error status. */
export async function callApi<T>(url: string, method: 'GET' | 'POST', at: string, body?: object): Promise<T> {
  const response = await fetch(`${url}${at}`, {
    method,
    headers: { origin: url, 'x-peerscape': '1', 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${at}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Waits until no apply is in progress; resolves with all applies. */
export async function waitForApplies(url: string): Promise<readonly ApplyDocument[]> {
  for (;;) {
    const { applies } = await callApi<{ applies: readonly ApplyDocument[] }>(url, 'GET', '/api/applies');
    if (!applies.some(({ state }) => isInProgress(state))) {
      return Promise.all(applies.map(({ id }) => callApi<ApplyDocument>(url, 'GET', `/api/apply?id=${id}`)));
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Collects the history from the sandbox and from the server at `url`, after all applies have ended. */
export async function readHistory(sandbox: Sandbox, url: string, acknowledged: readonly string[]): Promise<History> {
  const applies = await waitForApplies(url);
  const { entries, isWhole } = await callApi<{ entries: readonly AuditEntry[]; isWhole: boolean }>(url, 'GET', '/api/audit');
  const { store, transcript } = sandbox.context;
  // How long the sandbox takes for an accepted operation. Its clock has a resolution of one millisecond.
  const operationMs = 'peeringMs' in store.operationTiming ? store.operationTiming.peeringMs - 2 : 0;
  const writes = transcript.lines
    .filter(({ method }) => method === 'PUT' || method === 'DELETE')
    .map((line) => ({
      ...line,
      id: new URL(line.url, 'https://arm').pathname,
      // the sandbox accepted the operation at some time before it responded, which on a busy machine can be long before
      durationMs: Math.max(line.durationMs, line.status >= 200 && line.status < 300 ? operationMs : 0),
    }));
  const halves = new Map([...store.halves.values()].map((half) => [resourceKey(half.id), optionsOf(half)]));
  return { writes, audit: entries, isAuditIntact: isWhole, applies, acknowledged, halves };
}
