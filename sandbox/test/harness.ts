import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DnsManagementClient } from '@azure/arm-dns';
import { DnsResolverManagementClient } from '@azure/arm-dnsresolver';
import { NetworkManagementClient } from '@azure/arm-network';
import { PrivateDnsManagementClient } from '@azure/arm-privatedns';
import { ResourceManagementClient } from '@azure/arm-resources';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { guidOf, readWorld } from '@peerscape/shared/world';
import { afterAll, beforeAll } from 'vitest';
import { type Sandbox, type StartOptions, startSandbox } from '../src/index.ts';

/** Default subscription of the VNets in a fixture. */
export const SUBSCRIPTION = guidOf('subscription main');
export const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/network`;
export const vnetId = (name: string): string => `${GROUP}/providers/Microsoft.Network/virtualNetworks/${name}`;
export const halfId = (from: string, to: string): string => `${vnetId(from)}/virtualNetworkPeerings/${from}-${to}`;

export const API = 'api-version=2025-05-01';

/** A raw response; `body` is parsed JSON, or the text if it is not JSON. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read bodies of every shape
  readonly body: any;
}

export interface RequestOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** A sandbox for the tests of one file, with clients for it. */
export interface TestBench {
  readonly sandbox: Sandbox;
  /** Sends a raw request with a token and, unless the path has one, an api-version. */
  send(method: string, path: string, options?: RequestOptions): Promise<Reply>;
  /** Sends a request as `send` does and returns the status and the code of the error; undefined if there is none. */
  errorOf(method: string, path: string, body?: object): Promise<readonly [status: number, code: string | undefined]>;
  /** Sends a request to the control API. Throws an error if it fails. */
  // biome-ignore lint/suspicious/noExplicitAny: control replies have every shape
  control(method: 'GET' | 'POST' | 'DELETE', name: string, body?: object): Promise<any>;
  /** Replaces the content of the sandbox with a fixture. */
  seed(world: string): Promise<void>;
  network(subscription?: string): NetworkManagementClient;
  subscriptions(): SubscriptionClient;
  resources(): ResourceManagementClient;
  privateDns(): PrivateDnsManagementClient;
  publicDns(): DnsManagementClient;
  dnsResolver(): DnsResolverManagementClient;
}

const parseFixture = (text: string) => {
  const world = readWorld(text);
  if (!world.ok) throw new Error(world.problem);
  return world.value;
};

/** Starts a sandbox before the tests of this file and closes it after them. */
export function createTestBench(world: string, options: Omit<StartOptions, 'world' | 'dataDir'> = {}): TestBench {
  let running: Sandbox | undefined;
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  beforeAll(async () => {
    running = await startSandbox({ world: parseFixture(world), dataDir, ...options });
  });
  afterAll(async () => {
    await running?.close();
    rmSync(dataDir, { recursive: true });
  });
  const sandbox = (): Sandbox => {
    if (!running) throw new Error('the sandbox is not running');
    return running;
  };
  const ask: TestBench['send'] = (method, path, options = {}) => sendWithToken(sandbox(), method, path, options);
  const control: TestBench['control'] = async (method, name, body) => {
    const reply = await sendRaw(sandbox(), method, `/_sandbox/${name}`, {}, body);
    if (reply.status !== 200) throw new Error(`${reply.status} ${reply.body?.problem ?? reply.text}`);
    return reply.body;
  };
  const clientOptions = () => ({ endpoint: sandbox().endpoint, tlsOptions: { ca: sandbox().caPem } });
  const credential = { getToken: async () => ({ token: sandbox().token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
  return {
    get sandbox() {
      return sandbox();
    },
    send: ask,
    errorOf: async (method, path, body) => {
      const reply = await ask(method, path, { body });
      return [reply.status, reply.body?.error?.code];
    },
    control,
    seed: async (text) => void (await control('POST', 'seed', { text })),
    network: (subscription = SUBSCRIPTION) => new NetworkManagementClient(credential, subscription, clientOptions()),
    subscriptions: () => new SubscriptionClient(credential, clientOptions()),
    resources: () => new ResourceManagementClient(credential, SUBSCRIPTION, clientOptions()),
    privateDns: () => new PrivateDnsManagementClient(credential, SUBSCRIPTION, clientOptions()),
    publicDns: () => new DnsManagementClient(credential, SUBSCRIPTION, clientOptions()),
    dnsResolver: () => new DnsResolverManagementClient(credential, SUBSCRIPTION, clientOptions()),
  };
}

function sendWithToken(sandbox: Sandbox, method: string, path: string, { body, headers = {} }: RequestOptions): Promise<Reply> {
  const versionedPath = path.includes('api-version=') ? path : `${path}${path.includes('?') ? '&' : '?'}${API}`;
  const allHeaders = { authorization: `Bearer ${sandbox.token}`, ...headers };
  return sendRaw(sandbox, method, versionedPath, allHeaders, body);
}

/** Sends a request exactly as given. */
export function sendRaw(
  sandbox: Sandbox,
  method: string,
  path: string,
  headers: RequestOptions['headers'] = {},
  body?: unknown,
  signal?: AbortSignal,
): Promise<Reply> {
  const content = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const definedHeaders = Object.entries({ ...(content !== undefined && { 'content-type': 'application/json' }), ...headers }).flatMap(
    ([name, text]) => (text === undefined ? [] : [[name, text] as const]),
  );
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, sandbox.endpoint),
      {
        method,
        ca: sandbox.caPem,
        headers: Object.fromEntries(definedHeaders),
        agent: false,
        servername: 'localhost',
        ...(signal && { signal }),
      },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk: string) => {
          text += chunk;
        });
        incoming.on('error', reject);
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, body: parseOrText(text) }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(content);
  });
}

/** Parses JSON; returns text that is not JSON as it is, and nothing for none. */
export function parseOrText(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

/** Collects all items of an SDK list. */
export async function collectAll<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** Returns the body of a half whose remote is the VNet `name`. */
export const halfBody = (name: string, more: object = {}) => ({ properties: { remoteVirtualNetwork: { id: vnetId(name) }, ...more } });
