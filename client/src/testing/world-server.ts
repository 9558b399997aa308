import { createProblem, eventStream, Problem, SESSION_HEADER, type Status, type StoredDocument } from '@peerscape/shared/api';
import type { Snapshot } from '@peerscape/shared/topology';
import { loadWorld, readWorld, visibleRows, type World } from '@peerscape/shared/world';
import { vi } from 'vitest';
import { PAGE_VERSION } from '../lib/server/page-version.ts';
import { changeAnswers, RefusedRequest } from './change-server.ts';
import { createEventReply, type EventReply } from './event-reply.ts';

const READ_AT = '2026-11-22T10:42:07.000Z';

/** Fake server that responds from a fixture, in place of the network. */
export interface WorldServer {
  snapshot: Snapshot;
  status: Status;
  /** Key of the session that requests must have; undefined if none is required. */
  session: string | undefined;
  /** Overrides the response for a path from now on. */
  readonly answer: (path: string, status: number, body: unknown) => void;
  /** Ends the override for a path. */
  readonly resume: (path: string) => void;
  /** Sends the status to all event streams, as after a refresh. */
  readonly push: () => void;
  /** Replaces the snapshot with that of another fixture and sends the status. */
  readonly readAgain: (text: string) => void;
  /** Cuts all event streams. */
  readonly cut: () => void;
  /** Stored documents, by name. */
  readonly documents: Map<string, StoredDocument>;
  readonly calls: { readonly method: string; readonly url: string; readonly headers: Headers }[];
}

const worldOf = (spec: string): World => {
  const world = spec.includes('vnet ') ? readWorld(spec) : loadWorld(spec);
  if (!world.ok) throw new Error(world.problem);
  return world.value;
};

/** Stubs `fetch` with a fake server for a fixture, given by name or as text. */
export function serveWorld(spec: string): WorldServer {
  const streams = new Set<EventReply>();
  const answers = new Map<string, { status: number; body: unknown }>();
  const source = { kind: 'sandbox', name: 'test' } as const;
  const server: WorldServer = {
    snapshot: { format: 1, revision: 1, readAt: READ_AT, source, unread: [], rows: visibleRows(worldOf(spec)) },
    status: {
      version: PAGE_VERSION,
      source,
      changes: { mode: 'allowed', serial: 0, running: [] },
      snapshot: { revision: 1, readAt: READ_AT },
      reading: null,
      problem: null,
    },
    answer: (path, status, body) => answers.set(path, { status, body }),
    resume: (path) => void answers.delete(path),
    push: () => {
      for (const stream of streams) stream.send(`data: ${JSON.stringify({ type: 'status', status: server.status })}\n\n`);
    },
    readAgain: (text) => {
      const revision = server.snapshot.revision + 1;
      server.snapshot = { ...server.snapshot, revision, rows: visibleRows(worldOf(text)) };
      server.status = { ...server.status, snapshot: { revision, readAt: READ_AT } };
      server.push();
    },
    cut: () => {
      for (const stream of streams) stream.fail();
      streams.clear();
    },
    session: undefined,
    documents: new Map(),
    calls: [],
  };
  const own: Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => unknown>> = {
    'GET /api/status': () => server.status,
    'GET /api/snapshot': () => server.snapshot,
    'POST /api/refresh': () => server.status,
    'POST /api/refresh/cancel': () => server.status,
    'POST /api/session/close': () => {
      server.session = 'none';
      server.cut();
      return null;
    },
    ...changeAnswers(server),
  };
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    server.calls.push({ method: init.method ?? 'GET', url, headers });
    if (server.session !== undefined && headers.get(SESSION_HEADER) !== server.session)
      return Response.json(createProblem('no-session'), { status: 401 });
    const [path = '', query = ''] = url.split('?');
    const other = answers.get(path);
    if (other) return Response.json(other.body, { status: other.status });
    if (path === eventStream.path) {
      const stream = createEventReply(init.signal);
      streams.add(stream);
      return stream.response;
    }
    try {
      const input = typeof init.body === 'string' ? JSON.parse(init.body) : Object.fromEntries(new URLSearchParams(query));
      const body = own[`${init.method ?? 'GET'} ${path}`]?.(input);
      if (body === null) return new Response(null, { status: 204 });
      return body === undefined ? Response.json(noSuch(path), { status: 404 }) : Response.json(body);
    } catch (error) {
      if (!(error instanceof RefusedRequest)) throw error;
      return Response.json(error.problem, { status: error.problem.status });
    }
  });
  return server;
}

const noSuch = (path: string): Problem => Problem.parse({ title: `No endpoint at ${path}`, status: 404, code: 'NotFound' });
