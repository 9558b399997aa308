import { randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Problem } from '@peerscape/shared/api';
import pino from 'pino';
import about from '../package.json' with { type: 'json' };
import { createAnalysisThread } from './analysis/index.ts';
import { createApp } from './app.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { StartFailure } from './failure.ts';
import type { ServedAddress } from './http/same-origin.ts';
import { type Listening, LOOPBACK, listen } from './listen.ts';
import { createEstateOpener, filesKey } from './open-estate.ts';
import { createFileSwitch } from './open-files.ts';
import { openSource } from './open-source.ts';
import { reportError } from './report-error.ts';
import { createAccessControl, UNRESTRICTED_ACCESS } from './work/access.ts';
import type { ChangeMode, FailpointHook, Timing } from './work/change/index.ts';
import { createRouteReader } from './work/route-reader.ts';
import { createSnapshotService, type SnapshotService } from './work/snapshot-service.ts';
import { createSnapshotView } from './work/snapshot-view.ts';

export interface RunningServer {
  readonly url: string;
  /** Creates a one-time sign-in link and invalidates the previous one; undefined if no sign-in is required. */
  newLink(): string | undefined;
  /** Stops reading, streams and requests; resolves when the port is free. */
  close(): Promise<void>;
}

/** Test hooks: a failpoint callback and shorter timings. */
interface TestHooks {
  readonly failpoint?: FailpointHook;
  readonly timing?: Partial<Timing>;
}

/** Starts reading and listening as configured; rejects with a `StartFailure` if it cannot. */
export async function startServer(config: Config, { failpoint, timing }: TestHooks = {}): Promise<RunningServer> {
  const clock = systemClock;
  // a log on a full disk must not end the server
  const output = pino.destination({ dest: 2, sync: true }).on('error', () => undefined);
  const log = pino({ level: config.logLevel }, output);
  const mode = createMode(config);
  const opened = await openSource(config.source, clock, () => mode.now() === 'allowed');
  const { reader, readVNet, routes, name, portalUrl, externalActor } = opened;
  const source = { kind: config.source.kind, name };
  const pauseMs = 1000 * (config.refreshSeconds ?? PAUSE_SECONDS[source.kind]);
  const onError = (error: unknown) => reportError(log, error);
  const analysis = createAnalysisThread({ clock, onError });
  const snapshotService = createSnapshotService({ reader, analysis, source, clock, pauseMs, deadlineMs: DEADLINE_MS, onError });
  const onOutageChange = (problem: Problem | undefined) =>
    problem ? log.error({ detail: problem.detail }, problem.title) : log.warn('The data store can be written again');
  const first = snapshotService.start();
  const common = { mode, clock, onError, onOutageChange };
  const estate = createEstateOpener({ config, opened, source, analysis, snapshotService, failpoint, timing, ...common });
  const view = createSnapshotView(snapshotService);
  const routeReader = routes && createRouteReader({ port: routes, snapshot: () => view.current().snapshot, clock });
  const files = createFileSwitch({
    view,
    estate,
    source,
    clock,
    sourceKey: () => (source.kind === 'file' ? filesKey(snapshotService.current().snapshot) : undefined),
    createEstate: (snapshot) => {
      const current = () => ({ snapshot, readAt: snapshot.readAt, reading: null, problem: null });
      return createEstateOpener({
        config: { ...config, source: { kind: 'file', files: [] } },
        opened: { account: () => null },
        source: snapshot.source,
        analysis,
        snapshotService: { ...snapshotService, current },
        ...common,
      });
    },
  });
  const access = source.kind === 'azure' ? createAccessControl(clock, () => randomBytes(32).toString('base64url')) : UNRESTRICTED_ACCESS;
  let listening: Listening | undefined;
  const { app, events } = createApp({
    serverInfo: { version: about.version, source, portalUrl },
    snapshotService: view,
    analysis,
    files,
    readVNet,
    routeReader,
    services: files.services,
    onChanges: files.onChanges,
    externalActor,
    access,
    clientDir: config.clientDir ?? DEFAULT_CLIENT_DIR,
    address: () => listening ?? NOT_LISTENING,
    clock,
    newId: randomUUID,
    log,
  });
  try {
    if (source.kind === 'file') await requireFirstRead(first, snapshotService);
    listening = await listen(app, config.port, config.listen === '0.0.0.0' ? ['0.0.0.0'] : LOOPBACK);
    await estate.start();
  } catch (error) {
    await Promise.all([snapshotService.stop(), listening?.close(), estate.stop(), analysis.close()]);
    throw error;
  }
  const { url, close } = listening;
  return {
    url,
    newLink: () => (access.isRequired ? `${url}/#code=${access.mintCode()}` : undefined),
    close: async () => {
      events.close();
      routeReader?.stop();
      // a read that is being analysed ends only with the analysis
      await Promise.all([snapshotService.stop(), close(), estate.stop(), files.stop(), analysis.close()]);
    },
  };
}

/** Creates the change mode. On Azure, allowing changes later requires typing the name of the tenant. */
function createMode({ allowChanges, source }: Config): ChangeMode {
  let mode: ReturnType<ChangeMode['now']> = allowChanges ? 'allowed' : 'read-only';
  return {
    now: () => mode,
    set: (next) => {
      mode = next;
    },
    mustConfirm: source.kind === 'azure',
  };
}

/** Until the port is open there are no requests. */
const NOT_LISTENING: ServedAddress = { port: 0, hosts: [] };

const DEADLINE_MS = 10 * 60_000;
const PAUSE_SECONDS = { azure: 60, sandbox: 5, file: 2 } as const;

/** Default client directory; the relative path is the same from the bundle in `dist` and from the sources. */
const DEFAULT_CLIENT_DIR = fileURLToPath(new URL('../../client/dist', import.meta.url));

/** Fails the start if the files cannot be read, so that the error appears in the terminal rather than in an empty page. */
async function requireFirstRead(first: Promise<void>, snapshotService: SnapshotService): Promise<void> {
  await first;
  const { problem } = snapshotService.current();
  if (problem) throw new StartFailure([problem.title, problem.detail].filter(Boolean).join('. '));
}
