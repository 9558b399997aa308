import type { Server, ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OpenedSession, SESSION_HEADER } from '@peerscape/shared/api';
import { NO_ROWS } from '@peerscape/shared/topology';
import { pino } from 'pino';
import { type AppDependencies, createApp } from '../src/app.ts';
import { systemClock } from '../src/clock.ts';
import { Failure } from '../src/failure.ts';
import { createHttpServer } from '../src/http/http-server.ts';
import { UNRESTRICTED_ACCESS } from '../src/work/access.ts';
import type { Estate, EstateReader } from '../src/work/estate.ts';
import type { EstateServices } from '../src/work/services.ts';
import { createSnapshotService, type SnapshotService } from '../src/work/snapshot-service.ts';
import { createInlineAnalysis } from './inline-analysis.ts';

/** A running test server. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly snapshotService: SnapshotService;
  readonly server: Server;
  /** All lines of the log. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

type Options = Partial<
  Pick<
    AppDependencies,
    'access' | 'analysis' | 'clientDir' | 'clock' | 'externalActor' | 'onChanges' | 'rateLimits' | 'readVNet' | 'services'
  >
> &
  Partial<Pick<EstateServices, 'changeService' | 'documents'>> & {
    readonly reader?: EstateReader;
    readonly start?: boolean;
    /** For tests that fail on purpose: replies need not be declared in the contract. */
    readonly allowsUndeclared?: boolean;
    /** Deadlines of connections instead of the product's. */
    readonly deadlines?: ServerOptions;
  };

/** Starts the app on a free port. By default the first read is complete. Closing it fails if a problem was sent that the contract does not declare. */
export async function startTestServer({
  reader,
  start = true,
  clock = systemClock,
  changeService,
  documents = NO_DOCUMENTS,
  allowsUndeclared = false,
  deadlines,
  analysis = createInlineAnalysis(),
  ...options
}: Options = {}): Promise<TestServer> {
  const source = { kind: 'sandbox', name: 'test' } as const;
  const log: string[] = [];
  const snapshotOptions = {
    analysis,
    reader: reader ?? createFixedReader(),
    source,
    clock,
    pauseMs: 3_600_000,
    deadlineMs: 3_600_000,
    onError: () => undefined,
  };
  const snapshotService = createSnapshotService(snapshotOptions);
  let port = 0;
  let serial = 0;
  const { app, events } = createApp({
    serverInfo: { version: '1.2.3', source },
    services: () => ({
      changeService,
      documents,
      tenant: undefined,
      storeStatus: () => ({ kind: 'file' as const, bytes: null, retentionDays: null, problem: null }),
    }),
    onChanges: () => () => undefined,
    snapshotService,
    analysis,
    files: NO_FILES,
    access: UNRESTRICTED_ACCESS,
    clientDir: '/nowhere',
    clock,
    newId: () => `request-${++serial}`,
    log: pino({ level: 'info' }, { write: (line: string) => log.push(line) }),
    ...options,
    address: () => ({ port, hosts: ['localhost', '127.0.0.1', '[::1]'] }),
  });
  const server = createHttpServer(app, deadlines);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  if (start) await snapshotService.start();
  const close = async () => {
    events.close();
    await snapshotService.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const undeclared = log.filter((line) => line.includes('the contract does not declare'));
    if (undeclared.length > 0 && !allowsUndeclared) throw new Error(undeclared.join());
  };
  return { url: `http://127.0.0.1:${port}`, port, snapshotService, server, log, close };
}

/** Headers that the page sends with requests that change something. */
export const pageHeaders = (url: string) => ({ origin: url, 'x-peerscape': '1', 'content-type': 'application/json' });

/** Exchanges a one-time code for a session as the page does. */
export const openSession = (url: string, code: string | undefined, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/api/session`, { method: 'POST', headers: { ...pageHeaders(url), ...headers }, body: JSON.stringify({ code }) });

/** Opens a session; resolves with the headers that prove it. */
export async function signIn(url: string, code: string | undefined) {
  const reply = await openSession(url, code);
  const { key } = OpenedSession.parse(await reply.json());
  return { cookie: reply.headers.get('set-cookie')?.split(';', 1)[0] ?? '', [SESSION_HEADER]: key ?? '' };
}

const refuseFiles = (): never => {
  throw new Failure('files-refused');
};

const NO_FILES: AppDependencies['files'] = {
  read: refuseFiles,
  open: refuseFiles,
  close: async () => undefined,
  replaced: () => undefined,
  refusal: undefined,
};

/** Document storage that saves nothing. */
const NO_DOCUMENTS: EstateServices['documents'] = {
  get: async (name) => ({ name, version: 0, value: null, by: null, at: null }),
  save: async (name, version) => ({ name, version, value: null, by: null, at: null }),
  getDraft: async () => [],
  patchPositions: async () => ({ name: 'positions', version: 0, value: null, by: null, at: null }),
};

/** Creates a reader that returns a given estate, which tests may replace. */
export function createFixedReader(estate: Estate = EMPTY): EstateReader & { estate: Estate } {
  const reader = { estate, read: async () => reader.estate };
  return reader;
}

const EMPTY: Estate = { rows: NO_ROWS, unread: [] };

export const VNET_ID = '/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub';

/** Returns an estate with a single VNet. */
export const createSingleVNetEstate = (name = 'hub'): Estate => ({
  ...EMPTY,
  rows: {
    ...EMPTY.rows,
    vnets: [{ id: VNET_ID.replace(/hub$/, name), location: 'westeurope', addressSpace: ['10.0.0.0/16'], subnets: [] }],
  },
});

interface RawResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Sends a raw HTTP request: `fetch` sets Host itself and does not send Sec-Fetch headers or unusual hosts. */
export async function sendRaw(port: number, lines: readonly string[], body = ''): Promise<RawResponse> {
  const { connect } = await import('node:net');
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${[...lines, 'Connection: close', '', ''].join('\r\n')}${body}`));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', () => resolve(Buffer.concat(chunks).toString()));
    socket.on('error', reject);
  });
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [statusLine = '', ...headers] = head.split('\r\n');
  const pairs = headers.map((line) => line.split(/:\s*(.*)/s, 2) as [string, string]);
  return { status: Number(statusLine.split(' ')[1]), headers: new Headers(pairs), text: rest.join('\r\n\r\n') };
}
