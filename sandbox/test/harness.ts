import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NetworkManagementClient } from '@azure/arm-network';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { guidOf, readWorld } from '@peerscape/shared/world';
import { afterAll, beforeAll } from 'vitest';
import { type Sandbox, type StartOptions, startSandbox } from '../src/index.ts';

/** The subscription that a world puts its VNets in when it does not say. */
export const SUBSCRIPTION = guidOf('subscription main');
export const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/network`;
export const vnetId = (name: string): string => `${GROUP}/providers/Microsoft.Network/virtualNetworks/${name}`;
export const halfId = (from: string, to: string): string => `${vnetId(from)}/virtualNetworkPeerings/${from}-${to}`;

export const API = 'api-version=2025-05-01';

/** One raw answer. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any;
}

export interface Asking {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** A sandbox for the tests of one file, and ways to talk to it. */
export interface TestBench {
  readonly sandbox: Sandbox;
  /** A raw request with a token and, unless the path has one, an api-version. */
  ask(method: string, path: string, asking?: Asking): Promise<Reply>;
  /** A request to the control door; throws when it refuses. */
  // biome-ignore lint/suspicious/noExplicitAny: control replies have every shape
  control(method: 'GET' | 'POST' | 'DELETE', name: string, body?: object): Promise<any>;
  /** Empties the sandbox and fills it with this world. */
  seed(world: string): Promise<void>;
  network(subscription?: string): NetworkManagementClient;
  subscriptions(): SubscriptionClient;
}

const parsedWorld = (text: string) => {
  const world = readWorld(text);
  if (!world.ok) throw new Error(world.problem);
  return world.value;
};

/** Starts a sandbox before the tests of this file and closes it after them. */
export function testBench(world: string, options: Omit<StartOptions, 'world' | 'dataDir'> = {}): TestBench {
  let running: Sandbox | undefined;
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  beforeAll(async () => {
    running = await startSandbox({ world: parsedWorld(world), dataDir, ...options });
  });
  afterAll(async () => {
    await running?.close();
    rmSync(dataDir, { recursive: true });
  });
  const sandbox = (): Sandbox => {
    if (!running) throw new Error('the sandbox is not running');
    return running;
  };
  const ask: TestBench['ask'] = (method, path, asking = {}) => askOf(sandbox(), method, path, asking);
  const control: TestBench['control'] = async (method, name, body) => {
    const reply = await raw(sandbox(), method, `/_sandbox/${name}`, {}, body);
    if (reply.status !== 200) throw new Error(`${reply.status} ${reply.body?.problem ?? reply.text}`);
    return reply.body;
  };
  const clientOptions = () => ({ endpoint: sandbox().endpoint, tlsOptions: { ca: sandbox().caPem } });
  const credential = { getToken: async () => ({ token: sandbox().token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
  return {
    get sandbox() {
      return sandbox();
    },
    ask,
    control,
    seed: async (text) => void (await control('POST', 'seed', { text })),
    network: (subscription = SUBSCRIPTION) => new NetworkManagementClient(credential, subscription, clientOptions()),
    subscriptions: () => new SubscriptionClient(credential, clientOptions()),
  };
}

function askOf(sandbox: Sandbox, method: string, path: string, { body, headers = {} }: Asking): Promise<Reply> {
  const address = path.includes('api-version=') ? path : `${path}${path.includes('?') ? '&' : '?'}${API}`;
  const all = { authorization: `Bearer ${sandbox.token}`, ...headers };
  return raw(sandbox, method, address, all, body);
}

/** One request, exactly as given. */
export function raw(sandbox: Sandbox, method: string, path: string, headers: Asking['headers'] = {}, body?: unknown): Promise<Reply> {
  const content = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const sent = Object.entries({ ...(content !== undefined && { 'content-type': 'application/json' }), ...headers }).flatMap(
    ([name, text]) => (text === undefined ? [] : [[name, text] as const]),
  );
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, sandbox.endpoint),
      { method, ca: sandbox.caPem, headers: Object.fromEntries(sent), agent: false, servername: 'localhost' },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk: string) => {
          text += chunk;
        });
        incoming.on('error', reject);
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, body: parsedOrText(text) }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(content);
  });
}

function parsedOrText(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

/** Everything an SDK list gives. */
export async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** The body of a half that points at a VNet. */
export const toward = (name: string, more: object = {}) => ({ properties: { remoteVirtualNetwork: { id: vnetId(name) }, ...more } });
