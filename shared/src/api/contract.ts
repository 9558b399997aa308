import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { FindingsDocument, FindingsQuery } from './findings.ts';
import { SnapshotDocument, Status, VNetNow } from './schemas.ts';

/** Every JSON operation of the server. Beside these there are `/api/events` (server-sent events), `/api/openapi.json`, `/healthz` and `/readyz`. */
export const api = {
  getStatus: {
    method: 'GET',
    path: '/api/status',
    summary: 'What is shown, how old it is, and what is being read',
    response: Status,
  },
  getSnapshot: {
    method: 'GET',
    path: '/api/snapshot',
    summary: 'The last snapshot, whole. Carries an ETag; ask with If-None-Match and get 304 while it has not changed',
    response: SnapshotDocument,
  },
  getFindings: {
    method: 'GET',
    path: '/api/findings',
    summary: 'What the rules find in the last snapshot, errors first. Carries an ETag as the snapshot does',
    query: FindingsQuery,
    response: FindingsDocument,
  },
  refresh: {
    method: 'POST',
    path: '/api/refresh',
    summary: 'Start a new read now, unless one is running',
    status: 202,
    response: Status,
  },
  getVNetNow: {
    method: 'GET',
    path: '/api/vnet',
    summary: 'One VNet and its halves, read from the resource provider at this moment and not from the graph',
    query: z.object({ id: z.string().min(1).max(2048).describe('ARM id of the VNet') }),
    response: VNetNow,
  },
  openSession: {
    method: 'POST',
    path: '/api/session',
    summary: 'Exchange the one-time code from the terminal for a session cookie',
    body: z.object({ code: z.string().min(1).max(200) }),
    status: 204,
    response: z.undefined(),
  },
} as const satisfies Record<string, Endpoint>;

export type Api = typeof api;
