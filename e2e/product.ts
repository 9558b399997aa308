import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { NetworkManagementClient } from '@azure/arm-network';

const READY = 'Peerscape is ready: ';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Peerscape as `npm start` runs it, on a free port and with a data folder of its own. */
export interface Product {
  readonly url: string;
  /** Folder of the data store and of the sandbox. */
  readonly dataFolder: string;
  /** All printed lines. */
  readonly output: readonly string[];
  /** Sends JSON to the sandbox's `/_sandbox` control, or a GET without a body. Resolves to its response. */
  control(verb: string, body?: unknown): Promise<unknown>;
  /** Reads from the sandbox's ARM as any client would. */
  arm(url: string): Promise<unknown>;
  /** The unmodified Azure SDK on the sandbox, for one subscription. */
  sdk(subscriptionId: string): NetworkManagementClient;
  /** Starts a second server that takes the sandbox for Azure, and therefore requires a session; on any free port unless one is given. */
  startOnAzure(port?: number): Promise<SignInServer>;
  /** Resets the sandbox's fixture and the stored documents, and refreshes the estate. Does nothing for files. */
  startOver(): Promise<void>;
  stop(): Promise<void>;
}

/** A server that is open only to browsers with a session. */
export interface SignInServer {
  readonly url: string;
  /** All printed lines, including the log. */
  readonly output: readonly string[];
  /** Presses Enter in the terminal; resolves to the new sign-in link. */
  newLink(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the product with these arguments and resolves when it is ready. Rejects with its output if it exits earlier. */
export async function startProduct(args: readonly string[]): Promise<Product> {
  const data = mkdtempSync(path.join(tmpdir(), 'peerscape-e2e-'));
  const child = spawn(process.execPath, ['tools/start.mjs', '--no-open', '--port', '0', '--data', data, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // an aborted test run must not leave a product running
  const endWithRunner = () => child.kill('SIGTERM');
  process.once('exit', endWithRunner);
  child.once('exit', () => process.removeListener('exit', endWithRunner));
  const output: string[] = [];
  const printed = (label: string) => output.find((line) => line.startsWith(label))?.slice(label.length);
  const stop = async () => {
    await stopProcess(child);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await untilLine(child, output, READY);
  } catch (error) {
    await stop();
    throw error;
  }
  const endpoint = printed('ARM endpoint: ');
  const caFile = path.join(data, 'ca.pem');
  const ask = (method: string, url: string, body?: unknown) => askJson(method, new URL(url, endpoint), caFile, body);
  const token = async () => {
    const reply = await ask('GET', '/msi/token?api-version=2019-08-01&resource=https://management.azure.com');
    return (reply as { access_token: string }).access_token;
  };
  const url = printed(READY) ?? '';
  return {
    url,
    dataFolder: data,
    output,
    control: (verb, body) => ask(body === undefined ? 'GET' : 'POST', `/_sandbox/${verb}`, body),
    async startOver() {
      if (endpoint) await startOver(url, () => ask('POST', '/_sandbox/reset', {}));
    },
    arm: async (url) => askJson('GET', new URL(url, endpoint), caFile, undefined, { authorization: `Bearer ${await token()}` }),
    sdk: (subscriptionId) => {
      const credential = { getToken: async () => ({ token: await token(), expiresOnTimestamp: Date.now() + 3_600_000 }) };
      return new NetworkManagementClient(credential, subscriptionId, {
        endpoint: endpoint ?? '',
        tlsOptions: { ca: readFileSync(caFile, 'utf8') },
      });
    },
    startOnAzure: async (port = 0) =>
      startOnAzure(port, {
        PEERSCAPE_ARM_ENDPOINT: endpoint ?? '',
        PEERSCAPE_ARM_CA: caFile,
        PEERSCAPE_ARM_TOKEN: await token(),
      }),
    stop,
  };
}

async function startOnAzure(port: number, azure: NodeJS.ProcessEnv): Promise<SignInServer> {
  const data = mkdtempSync(path.join(tmpdir(), 'peerscape-e2e-'));
  const child = spawn(process.execPath, ['server/dist/main.mjs', '--port', String(port), '--data', data], {
    cwd: root,
    env: { ...process.env, ...azure, PEERSCAPE_SOURCE: 'azure', PEERSCAPE_LOG: 'info' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const endWithRunner = () => child.kill('SIGTERM');
  process.once('exit', endWithRunner);
  child.once('exit', () => process.removeListener('exit', endWithRunner));
  const output: string[] = [];
  const links = () => output.flatMap((line) => line.match(/^Sign in with this link.*: (\S+)$/)?.[1] ?? []);
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  };
  const stop = async () => {
    await stopProcess(child);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await untilLine(child, output, 'Sign in with this link');
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: output.find((line) => line.startsWith(READY))?.slice(READY.length) ?? '',
    output,
    newLink: async () => {
      const before = links().length;
      child.stdin.write('\n');
      await until(() => links().length > before);
      return links().at(-1) ?? '';
    },
    stop,
  };
}

const DOCUMENTS = ['draft', 'positions', 'mutes', 'tour', 'shapes'];
const POLL_MS = 50;

interface State {
  readonly reading: object | null;
  readonly snapshot: { readonly readAt: string } | null;
  readonly changes: { readonly running: readonly string[] };
}

async function startOver(url: string, resetAzure: () => Promise<unknown>): Promise<void> {
  const call = async (endpoint: string, body?: object): Promise<unknown> => {
    const headers = { origin: url, 'x-peerscape': '1', 'content-type': 'application/json' };
    const reply = await fetch(`${url}/api/${endpoint}`, body && { method: 'POST', headers, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${endpoint}: ${reply.status} ${await reply.text()}`);
    return reply.json();
  };
  const until = async (isSo: (state: State) => boolean): Promise<State> => {
    for (;;) {
      const state = (await call('status')) as State;
      if (isSo(state)) return state;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };
  // an apply that is still running would write into the fresh fixture
  const before = await until(({ reading, changes }) => !reading && changes.running.length === 0);
  await resetAzure();
  await call('files/close', {});
  for (const name of DOCUMENTS) {
    const { version, value } = (await call(`kept?name=${name}`)) as { version: number; value: unknown };
    if (value !== null) await call('kept', { name, version, value: null });
  }
  await call('refresh', {});
  await until(({ reading, snapshot }) => !reading && snapshot?.readAt !== before.snapshot?.readAt);
}

/** Runs the product until it exits by itself. Resolves to its exit code and output. */
export async function runProduct(args: readonly string[]): Promise<{ readonly code: number | null; readonly printed: string }> {
  const child = spawn(process.execPath, ['tools/start.mjs', '--no-open', ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, printed: chunks.join('') };
}

function untilLine(child: ChildProcess, output: string[], start: string): Promise<void> {
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        if (line.startsWith(start)) resolve();
      });
    }
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`Peerscape exited with code ${code} before it was ready:\n${output.join('\n')}`)));
  });
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exited;
}

function askJson(method: string, url: URL, caFile: string, body: unknown, more = {}): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-identity-header': 'e2e', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...more };
    const req = request(url, { method, ca: readFileSync(caFile), headers, agent: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if ((res.statusCode ?? 500) >= 400) reject(new Error(`${method} ${url.pathname}: ${res.statusCode} ${text}`));
        else resolve(text === '' ? undefined : JSON.parse(text));
      });
    });
    req.on('error', reject);
    req.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
