import { eventStream, type RateLimitName } from '@peerscape/shared/api';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Clock } from './clock.ts';
import { Failure } from './failure.ts';
import { createApiRouter } from './http/api-router.ts';
import { createChangeHandlers } from './http/changes.ts';
import { createClientRouter } from './http/client-files.ts';
import { createDocsRouter } from './http/docs.ts';
import { createEvents, type Events } from './http/events.ts';
import { createSecurityHeaders } from './http/headers.ts';
import { createHealthRouter } from './http/health.ts';
import { createOpenApi } from './http/openapi.ts';
import { allowMethods, createErrorHandler, rejectUnmatched } from './http/problem.ts';
import { createRateLimits } from './http/rate-limits.ts';
import { createRouteHandlers } from './http/routes.ts';
import { requireSameOrigin, type ServedAddress } from './http/same-origin.ts';
import { createSessions } from './http/session.ts';
import { createSnapshotSender } from './http/snapshot.ts';
import { receiveUploads } from './http/uploads.ts';
import type { AccessControl } from './work/access.ts';
import type { Analysis } from './work/analysis.ts';
import { confirmVNet } from './work/confirm-vnet.ts';
import { type ExternalActor, rejectExternalAction } from './work/external-actor.ts';
import type { OpenedFiles } from './work/opened-files.ts';
import type { ReadVNet } from './work/ports.ts';
import type { RouteReader } from './work/route-reader.ts';
import type { EstateServices } from './work/services.ts';
import type { SnapshotService } from './work/snapshot-service.ts';
import { type ServerInfo, statusOf } from './work/status.ts';

export interface AppDependencies {
  readonly serverInfo: Omit<ServerInfo, 'hasSession'>;
  readonly snapshotService: Pick<SnapshotService, 'current' | 'subscribe' | 'refresh' | 'cancelRead'>;
  readonly analysis: Analysis;
  /** Files that can be opened on the page. */
  readonly files: OpenedFiles;
  /** Absent for files. */
  readonly readVNet?: ReadVNet | undefined;
  /** Absent for files. */
  readonly routeReader?: RouteReader | undefined;
  /** Returns the services of the open estate; throws a `Failure` with the reason while it is not open. */
  readonly services: () => EstateServices;
  /** Present only for a sandbox. */
  readonly externalActor?: ExternalActor | undefined;
  /** Calls the listener after every change in the data of the services; returns the unsubscribe function. */
  readonly onChanges: (listener: () => void) => () => void;
  readonly access: AccessControl;
  readonly clientDir: string;
  /** Returns where the server can be reached; final once it listens. */
  readonly address: () => ServedAddress;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Logger;
  /** For tests: overrides the rate limits of the contract. */
  readonly rateLimits?: Readonly<Record<RateLimitName, number>>;
}

/** Creates the Express app, not listening yet, and the event streams that must be closed at shutdown. */
export function createApp(dependencies: AppDependencies): { app: Express; events: Events } {
  const { snapshotService, files, access, address, log, clock, services, externalActor = rejectExternalAction } = dependencies;
  /** Absent while files are shown, because their VNets cannot be read from Azure. */
  const readVNet = () => (files.replaced() ? undefined : dependencies.readVNet);
  const serverInfo = { ...dependencies.serverInfo, hasSession: access.isRequired };
  const sessions = createSessions(access, () => address().port);
  const status = () => statusOf(serverInfo, snapshotService.current(), servicesOrNone(services), files);
  const subscribe = (listener: () => void) => {
    const unsubscribers = [snapshotService.subscribe(listener), dependencies.onChanges(listener)];
    return () => {
      for (const unsubscribe of unsubscribers) unsubscribe();
    };
  };
  const { sendSnapshot, sendFindings } = createSnapshotSender(dependencies.analysis, () => snapshotService.current().snapshot);
  const events = createEvents({ status, subscribe, isAllowed: sessions.isAllowed, ...EVENT_LIMITS });
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  app.use(requestLogger(dependencies), createSecurityHeaders(), requireSameOrigin(address));
  app.use(
    createHealthRouter(() => {
      const problem = services().storeStatus().problem;
      if (problem) throw new Failure('store-unavailable', { title: problem.title });
      if (!snapshotService.current().snapshot) throw new Failure('not-ready');
    }),
  );
  app.use('/api', (_req, res, next) => {
    res.set('cache-control', 'no-store');
    next();
  });
  app.use('/api', createRateLimits(clock, dependencies.rateLimits));
  app.use(createDocsRouter(createOpenApi(serverInfo.version)));
  app.use('/api', sessions.require);
  app.get(eventStream.path, events.handler);
  app.all(eventStream.path, allowMethods(['GET']));
  app.use(
    createApiRouter({
      getStatus: status,
      getSnapshot: (_request, { req, res }) => sendSnapshot(req, res),
      getFindings: ({ query }, { req, res }) => sendFindings(query, req, res),
      refresh: () => {
        snapshotService.refresh('person');
        return status();
      },
      cancelRead: () => {
        snapshotService.cancelRead();
        return status();
      },
      openFiles: async (_request, { req }) => {
        await files.open(await receiveUploads(req));
        return status();
      },
      closeFiles: async () => {
        await files.close();
        return status();
      },
      readFiles: async (_request, { req }) => files.read(await receiveUploads(req)),
      getVNetNow: ({ query }) => confirmVNet(query.id, readVNet(), clock),
      ...createRouteHandlers(() => (files.replaced() ? undefined : dependencies.routeReader)),
      ...createChangeHandlers({ services, status }),
      runExternalAction: async ({ body }) => {
        const answer = await externalActor(body);
        snapshotService.refresh();
        return answer;
      },
      openSession: ({ body }, { req, res }) => sessions.open(body.code, req, res),
      closeSession: (_request, { req, res }) => {
        sessions.close(req, res);
        return undefined;
      },
    }),
  );
  app.use('/api', rejectUnmatched);
  app.use(createClientRouter(dependencies.clientDir));
  app.use(rejectUnmatched);
  app.use(createErrorHandler(log));
  return { app, events };
}

/** Returns the services, or undefined while the estate is not open: the status is available before that. */
function servicesOrNone(services: AppDependencies['services']): EstateServices | undefined {
  try {
    return services();
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

const EVENT_LIMITS = { heartbeatMs: 15_000, maxConnections: 64, maxBacklogBytes: 1_000_000 };

/** Assigns every response an id and logs method, path, status and duration of every request; nothing that could be secret. */
const requestLogger = ({ log, newId }: AppDependencies) =>
  pinoHttp({
    logger: log,
    genReqId: (_req, res) => {
      const id = newId();
      res.setHeader('x-request-id', id);
      return id;
    },
    serializers: {
      req: ({ id, method, url }: { id: string; method: string; url: string }) => ({ id, method, path: url.split('?', 1)[0] }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      err: ({ type, message }: { type: string; message: string }) => ({ type, message }),
    },
    customLogLevel: (_req, res, error) => (error || res.statusCode === 500 ? 'error' : SUSPICIOUS.has(res.statusCode) ? 'warn' : 'info'),
  });

/** Statuses that requests from other origins get; logged as warnings. */
const SUSPICIOUS = new Set([403, 421]);
