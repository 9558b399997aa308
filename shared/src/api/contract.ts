import { z } from 'zod';
import { ApplyDocument, ApplySummary, AuditEntry, Kept, KeptName, VNetRights } from './applies.ts';
import { ColleagueAnswer, ColleagueWish } from './colleague.ts';
import type { Endpoint } from './endpoint.ts';
import { FindingsDocument, FindingsQuery } from './findings.ts';
import { VNetKey } from './halves.ts';
import { Intents, PlanDocument } from './plans.ts';
import { SnapshotDocument } from './rows.ts';
import { Status, VNetNow } from './schemas.ts';

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
    limit: 60,
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
  askRights: {
    method: 'POST',
    path: '/api/rights',
    limit: 120,
    summary: 'What the identity may do with these VNets, by Azure’s permissions API; reads only',
    body: z.strictObject({ vnets: z.array(VNetKey).min(1).max(200) }),
    response: z.object({ rights: z.array(VNetRights).readonly() }),
  },
  makePlan: {
    method: 'POST',
    path: '/api/plans',
    limit: 120,
    summary: 'Make a plan of what is wanted, on what the resource providers say now. Nothing is changed',
    body: z.strictObject({ intents: Intents }),
    bodyLimit: '8mb',
    status: 201,
    response: PlanDocument,
  },
  makeUndo: {
    method: 'POST',
    path: '/api/undo',
    limit: 120,
    summary: 'Make the plan that gives back the halves as they were before an apply. Nothing is changed',
    body: z.strictObject({ apply: z.string().min(1).max(100) }),
    status: 201,
    response: PlanDocument,
  },
  getPlan: {
    method: 'GET',
    path: '/api/plan',
    summary: 'One plan as it was made',
    query: z.object({ id: z.string().min(1).max(100) }),
    response: PlanDocument,
  },
  startApply: {
    method: 'POST',
    path: '/api/applies',
    limit: 120,
    summary: 'Do what the plan says. The same key and plan again give the same apply; a plan is used once',
    body: z.strictObject({
      plan: z.string().min(1).max(100),
      hash: z.string().min(1).max(200).describe('Of the plan, as it was shown'),
      key: z.string().min(8).max(100).describe('Idempotency key: any text that is new for each intention to apply'),
    }),
    status: 202,
    response: ApplyDocument,
  },
  listApplies: {
    method: 'GET',
    path: '/api/applies',
    summary: 'The applies of this estate, newest first',
    response: z.object({ applies: z.array(ApplySummary).readonly() }),
  },
  getApply: {
    method: 'GET',
    path: '/api/apply',
    summary: 'One apply with its plan and where each step stands',
    query: z.object({ id: z.string().min(1).max(100) }),
    response: ApplyDocument,
  },
  cancelApply: {
    method: 'POST',
    path: '/api/apply/cancel',
    limit: 120,
    summary: 'Send no further writes; what was sent is followed to its end',
    body: z.strictObject({ id: z.string().min(1).max(100) }),
    status: 202,
    response: ApplyDocument,
  },
  retryApply: {
    method: 'POST',
    path: '/api/apply/retry',
    limit: 60,
    summary: 'Look again at the steps of an apply that needs attention, and go on',
    body: z.strictObject({ id: z.string().min(1).max(100) }),
    status: 202,
    response: ApplyDocument,
  },
  getAudit: {
    method: 'GET',
    path: '/api/audit',
    summary: 'Who did what, in order; says whether the chain of hashes is whole',
    query: z.object({ after: z.coerce.number().int().min(0).default(0), apply: z.string().max(100).optional() }),
    response: z.object({ entries: z.array(AuditEntry).readonly(), isWhole: z.boolean() }),
  },
  setMode: {
    method: 'POST',
    path: '/api/mode',
    limit: 120,
    summary:
      'Allow changes, or only reads. On Azure, allowing asks for the text in `changes.confirm` of the status, which names the tenant',
    body: z.strictObject({ mode: z.enum(['read-only', 'allowed']), confirm: z.string().max(200).optional() }),
    response: Status,
  },
  getKept: {
    method: 'GET',
    path: '/api/kept',
    summary: 'A document kept for the people of this estate',
    query: z.object({ name: KeptName }),
    response: Kept,
  },
  keep: {
    method: 'POST',
    path: '/api/kept',
    limit: 600,
    summary: 'Keep a document. `version` is the one it was made from; when another has been kept since, nothing is written (409)',
    body: z.strictObject({ name: KeptName, version: z.int().min(0), value: z.unknown() }),
    bodyLimit: '8mb',
    response: Kept,
  },
  askColleague: {
    method: 'POST',
    path: '/api/colleague',
    limit: 60,
    summary: 'Let somebody else change the sandbox, past Peerscape, and hear what ARM answered. Refused where there is no sandbox (409)',
    body: ColleagueWish,
    response: ColleagueAnswer,
  },
  openSession: {
    method: 'POST',
    path: '/api/session',
    limit: 10,
    summary: 'Exchange the one-time code from the terminal for a session cookie',
    body: z.object({ code: z.string().min(1).max(200) }),
    status: 204,
    response: z.undefined(),
  },
} as const satisfies Record<string, Endpoint>;

export type Api = typeof api;
