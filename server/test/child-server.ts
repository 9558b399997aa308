import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '@peerscape/sandbox';
import { type ApplyDocument, type AuditEntry, isInProgress } from '@peerscape/shared/api';
import type { Config } from '../src/config.ts';
import type { Failpoint, Timing } from '../src/work/change/index.ts';
import { type History, readSandbox } from './history.ts';

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

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let bundle: string | undefined;

/** Returns the bundle of kill-child.ts; makes it once for each process of the test runner, and removes it at its end. */
function childProgram(): string {
  if (bundle !== undefined) return bundle;
  // below the package, where Node finds the packages that are not in the bundle
  const parent = path.join(ROOT, 'server', 'dist');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, 'kill-child-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const bundleOf = (source: string, name: string): string => {
    const output = path.join(folder, name);
    execFileSync(process.execPath, [path.join(ROOT, 'tools/bundle-program.mjs'), path.join(ROOT, source), output]);
    return output;
  };
  bundleOf('server/src/analysis/thread.ts', 'analysis-thread.mjs');
  bundle = bundleOf('server/test/kill-child.ts', 'kill-child.mjs');
  return bundle;
}

/** Starts a real server process on a sandbox; resolves when it is ready. `onStart` receives the process before that. */
export async function startChild(
  sandbox: Sandbox,
  options: ChildOptions,
  onStart: (process: ChildProcess) => void = () => undefined,
): Promise<ChildServer> {
  const child = spawnChild(sandbox, options);
  onStart(child);
  return { process: child, url: await waitForUrl(child) };
}

/** Starts a real server process on a sandbox. It exits with this process at the latest. */
export function spawnChild({ endpoint, caFile, token }: Sandbox, options: ChildOptions): ChildProcess {
  const argument = JSON.stringify({ endpoint, caFile, token, ...options });
  return spawn(process.execPath, [childProgram(), argument], { stdio: ['pipe', 'pipe', 'inherit'] });
}

/** Resolves with the URL that a server prints when it is ready; rejects if it exits before. */
export const waitForUrl = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error('The server has no output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [url] = /http:\S+/.exec(line) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', (code, signal) => reject(new Error(`The server exited (${signal ?? code}) before it was ready`)));
  });

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
  return { ...readSandbox(sandbox), audit: entries, isAuditIntact: isWhole, applies, acknowledged };
}
