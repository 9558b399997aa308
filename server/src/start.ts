import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import about from '../package.json' with { type: 'json' };
import { createApp } from './app.ts';
import { systemClock } from './clock.ts';
import type { Config, Listen } from './config.ts';
import { createEstateOpener } from './open-estate.ts';
import { openSource, StartFailure } from './open-source.ts';
import { reportError } from './report-error.ts';
import { createAccess, openAccess } from './work/access.ts';
import type { AtPoint, Mode, Timing } from './work/change/index.ts';
import { createSnapshotKeeper, type SnapshotKeeper } from './work/snapshot-keeper.ts';

export interface Running {
  readonly url: string;
  /** On real Azure: makes a new one-time link; the one before stops working. */
  newLink(): string | undefined;
  /** Ends reading, streams and requests; resolves when the port is free. */
  close(): Promise<void>;
}

/** What tests put in: told where the process may die, and less patience. */
interface Probes {
  readonly at?: AtPoint;
  readonly timing?: Partial<Timing>;
}

/** Starts reading and listening as configured; fails with a `StartFailure` when it cannot. */
export async function startServer(config: Config, { at, timing }: Probes = {}): Promise<Running> {
  const clock = systemClock;
  const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }));
  const mode = modeOf(config);
  const opened = await openSource(config.source, clock, () => mode.now() === 'allowed');
  const { reader, readVNet, name, portalUrl, colleague } = opened;
  const source = { kind: config.source.kind, name };
  const pauseMs = 1000 * (config.refreshSeconds ?? PAUSE_SECONDS[source.kind]);
  const onError = (error: unknown) => reportError(log, error);
  const keeper = createSnapshotKeeper({ reader, source, clock, pauseMs, deadlineMs: DEADLINE_MS, onError });
  const first = keeper.start();
  const estate = createEstateOpener({ config, opened, source, keeper, mode, clock, onError, at, timing });
  const access = source.kind === 'azure' ? createAccess(clock, () => randomBytes(32).toString('base64url')) : openAccess;
  let port = config.port;
  const { app, events } = createApp({
    about: { version: about.version, source, portalUrl },
    keeper,
    readVNet,
    services: estate.services,
    onChanges: estate.onChanges,
    colleague,
    access,
    clientDir: config.clientDir ?? DEFAULT_CLIENT_DIR,
    port: () => port,
    clock,
    newId: randomUUID,
    log,
  });
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5000 }, app);
  server.maxConnections = 512;
  try {
    if (source.kind === 'file') await mustHaveRead(first, keeper);
    port = await listen(server, config.port, config.listen);
    await estate.start();
  } catch (error) {
    await Promise.all([keeper.stop(), estate.stop()]);
    throw error;
  }
  const url = `http://localhost:${port}`;
  return {
    url,
    newLink: () => (access.required ? `${url}/#code=${access.mintCode()}` : undefined),
    close: async () => {
      events.close();
      await Promise.all([keeper.stop(), drain(server), estate.stop()]);
    },
  };
}

/** On real Azure, allowing changes later asks for the name of the tenant. */
function modeOf({ allowChanges, source }: Config): Mode {
  let mode: ReturnType<Mode['now']> = allowChanges ? 'allowed' : 'read-only';
  return {
    now: () => mode,
    set: (next) => {
      mode = next;
    },
    mustConfirm: source.kind === 'azure',
  };
}

const DEADLINE_MS = 10 * 60_000;
const PAUSE_SECONDS = { azure: 60, sandbox: 5, file: 2 } as const;
const DRAIN_MS = 5000;

/** The same two steps from the bundle in `dist` and from the sources. */
const DEFAULT_CLIENT_DIR = fileURLToPath(new URL('../../client/dist', import.meta.url));

/** A file that cannot be opened is told at once, in the terminal, and not in a browser that shows nothing. */
async function mustHaveRead(first: Promise<void>, keeper: SnapshotKeeper): Promise<void> {
  await first;
  const { problem } = keeper.kept();
  if (problem) throw new StartFailure([problem.title, problem.detail].filter(Boolean).join('. '));
}

function listen(server: Server, port: number, address: Listen): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new StartFailure(LISTEN_ERRORS[error.code ?? '']?.(port) ?? error.message)),
    );
    server.listen(port, address, () => resolve((server.address() as AddressInfo).port));
  });
}

const LISTEN_ERRORS: Readonly<Record<string, (port: number) => string>> = {
  EADDRINUSE: (port) => `Port ${port} is in use; stop what uses it, or choose another with --port`,
  EACCES: (port) => `Port ${port} may not be used by this account; choose one above 1023 with --port`,
};

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(late);
}
