import { z } from 'zod';
import { ApplyDocument, ApplySummary, AuditEntry, StoredDocument, StoredDocumentName, VNetRights } from './applies.ts';
import type { Endpoint } from './endpoint.ts';
import { ExternalAction, ExternalActionResult } from './external-actor.ts';
import { FindingsDocument, FindingsQuery } from './findings.ts';
import { VNetKey } from './halves.ts';
import { PlanDocument, PlanRequest } from './plans.ts';
import { MAX_POSITION_PATCHES, PositionPatch } from './positions.ts';
import { AZURE_PROBLEMS } from './problems.ts';
import { EffectiveRoutesRequest, LearnedRoutesReply, LearnedRoutesRequest, ListedRoutes, SubnetInterfaces, SubnetQuery } from './routes.ts';
import { SnapshotDocument } from './rows.ts';
import { OpenedSession, Status, VNetNow } from './schemas.ts';

/** Errors of an operation on stored data, and of one that also requires a source that can be changed. */
const STORED = ['estate-not-open', 'store-unavailable'] as const;
const LIVE = [...STORED, 'not-live'] as const;
const APPLY = [...LIVE, 'no-such-apply', 'analysis-failed'] as const;
const SUBNET = ['not-live', 'no-snapshot', 'unknown-subnet', 'read-too-slow', 'read-canceled', ...AZURE_PROBLEMS] as const;
const PLANNING = [...LIVE, 'no-snapshot', 'analysis-failed', 'invalid-id', 'not-a-vnet-id', 'no-such-vnet', ...AZURE_PROBLEMS] as const;

const IdempotencyKey = z.string().min(8).max(100).describe('Idempotency key: a unique text for each new apply');

/** Header with the key of the session. A page of another origin, which includes other ports, can neither read the key nor send the header. */
export const SESSION_HEADER = 'x-peerscape-session';

/**
 * All JSON operations of the server. In addition there are `/api/events` (server-sent events), `/api/openapi.json`, `/healthz` and
 * `/readyz`.
 */
export const api = {
  getStatus: {
    method: 'GET',
    path: '/api/status',
    limit: 'read',
    summary: 'Get the source, the age of the snapshot, and the progress of the current read',
    response: Status,
    errors: [],
  },
  getSnapshot: {
    method: 'GET',
    path: '/api/snapshot',
    limit: 'read',
    summary: 'Get the latest snapshot. The response has an ETag; with If-None-Match, it is 304 while the snapshot is unchanged',
    response: SnapshotDocument,
    errors: ['no-snapshot', 'analysis-failed'],
  },
  getFindings: {
    method: 'GET',
    path: '/api/findings',
    limit: 'read',
    summary: 'Get the findings of the rules in the latest snapshot, errors first. The response has an ETag',
    query: FindingsQuery,
    response: FindingsDocument,
    errors: ['no-snapshot', 'no-such-rule', 'analysis-failed'],
  },
  refresh: {
    method: 'POST',
    path: '/api/refresh',
    limit: 'refresh',
    summary: 'Start a new read unless one is in progress',
    status: 202,
    response: Status,
    errors: [],
  },
  cancelRead: {
    method: 'POST',
    path: '/api/refresh/cancel',
    limit: 'refresh',
    summary: 'Cancel the read in progress, if any. The latest snapshot stays, and the next read starts automatically',
    response: Status,
    errors: [],
  },
  openFiles: {
    method: 'POST',
    path: '/api/files/open',
    limit: 'files',
    summary: 'Show the estate in files in place of the source, for all browsers of this server. Rejected on Azure (409)',
    isUpload: true,
    response: Status,
    errors: ['bad-file', 'files-refused'],
  },
  closeFiles: {
    method: 'POST',
    path: '/api/files/close',
    limit: 'files',
    summary: 'Show the source of the server again',
    response: Status,
    errors: [],
  },
  readFiles: {
    method: 'POST',
    path: '/api/files/read',
    limit: 'files',
    summary: 'Read files as one estate and return it, for a comparison with the snapshot. Nothing is changed or stored',
    isUpload: true,
    response: SnapshotDocument,
    errors: ['bad-file'],
  },
  getVNetNow: {
    method: 'GET',
    path: '/api/vnet',
    limit: 'azure-read',
    summary: 'Get the current state of one VNet and its halves from the resource provider rather than Resource Graph',
    query: z.object({ id: z.string().min(1).max(2048).describe('ARM id of the VNet') }),
    response: VNetNow,
    errors: ['not-live', 'not-a-vnet-id', ...AZURE_PROBLEMS],
  },
  readLearnedRoutes: {
    method: 'POST',
    path: '/api/learned-routes',
    limit: 'azure-routes',
    summary:
      'Read the routes that virtual network gateways and Route Servers of the snapshot have learned by BGP, which takes up to two minutes. Nothing is changed, and Azure is not asked about others. What could not be read has a problem of its own',
    body: LearnedRoutesRequest,
    response: LearnedRoutesReply,
    errors: ['not-live', 'no-snapshot', 'unknown-gateway'],
  },
  getSubnetInterfaces: {
    method: 'GET',
    path: '/api/subnet/interfaces',
    limit: 'azure-read',
    summary: 'List the network interfaces in a subnet of the snapshot, from its resource provider',
    query: SubnetQuery,
    response: SubnetInterfaces,
    errors: SUBNET,
  },
  readEffectiveRoutes: {
    method: 'POST',
    path: '/api/effective-routes',
    limit: 'azure-routes',
    summary:
      'Read the effective routes of a network interface in a subnet of the snapshot, which takes up to two minutes. Nothing is changed. Azure lists them only for an interface of a running virtual machine',
    body: EffectiveRoutesRequest,
    response: ListedRoutes,
    errors: [...SUBNET, 'unknown-interface'],
  },
  getPermissions: {
    method: 'POST',
    path: '/api/rights',
    limit: 'permissions',
    summary:
      'Get the permissions of the identity on VNets of the snapshot from Azure’s permissions API. Nothing is changed, and Azure is not asked about other VNets',
    body: z.strictObject({ vnets: z.array(VNetKey).min(1).max(200) }),
    response: z.object({ rights: z.array(VNetRights).readonly() }),
    errors: [...LIVE, 'no-snapshot', 'analysis-failed', 'unknown-vnet', ...AZURE_PROBLEMS],
  },
  createPlan: {
    method: 'POST',
    path: '/api/plans',
    limit: 'plan',
    summary: 'Create a plan for the stored draft or for the given intents from the current state in Azure. Nothing is changed',
    body: PlanRequest,
    bodyLimit: '8mb',
    status: 201,
    response: PlanDocument,
    errors: [...PLANNING, 'draft-changed', 'draft-empty'],
  },
  createUndoPlan: {
    method: 'POST',
    path: '/api/undo',
    limit: 'plan',
    summary: 'Create a plan that restores the halves to their state before an apply. Nothing is changed',
    body: z.strictObject({ apply: z.string().min(1).max(100) }),
    status: 201,
    response: PlanDocument,
    errors: [...PLANNING, 'no-such-apply', 'still-running'],
  },
  getPlan: {
    method: 'GET',
    path: '/api/plan',
    limit: 'read',
    summary: 'Get a plan',
    query: z.object({ id: z.string().min(1).max(100) }),
    response: PlanDocument,
    errors: [...LIVE, 'no-such-plan'],
  },
  startApply: {
    method: 'POST',
    path: '/api/applies',
    limit: 'apply',
    summary: 'Apply a plan. A plan can be applied once; repeating the request with the same key returns the same apply',
    body: z.strictObject({
      plan: z.string().min(1).max(100),
      hash: z.string().min(1).max(200).describe('Hash of the plan that the user confirmed'),
      key: IdempotencyKey,
    }),
    status: 202,
    response: ApplyDocument,
    errors: [
      ...LIVE,
      'no-snapshot',
      'analysis-failed',
      'invalid-id',
      'read-only',
      'no-such-plan',
      'hash-differs',
      'plan-used',
      'key-reused',
      'start-canceled',
      'plan-expired',
      'plan-blocked',
      'nothing-to-do',
      'rights-missing',
      'plan-stale',
      'no-such-apply',
      'still-running',
      ...AZURE_PROBLEMS,
    ],
  },
  cancelStart: {
    method: 'POST',
    path: '/api/applies/cancel',
    limit: 'apply-control',
    summary:
      'Cancel the start of an apply by the key of its request. `apply` is null if nothing was started: the plan stays, and no request with this key can start it. If the apply has already started, it is stopped and returned',
    body: z.strictObject({ plan: z.string().min(1).max(100), key: IdempotencyKey }),
    response: z.object({ apply: ApplyDocument.nullable() }),
    errors: [...APPLY, 'no-such-plan', 'key-reused'],
  },
  listApplies: {
    method: 'GET',
    path: '/api/applies',
    limit: 'read',
    summary: 'List the applies of this estate, newest first',
    response: z.object({ applies: z.array(ApplySummary).readonly() }),
    errors: STORED,
  },
  getApply: {
    method: 'GET',
    path: '/api/apply',
    limit: 'read',
    summary: 'Get an apply with its plan and the state of each step',
    query: z.object({ id: z.string().min(1).max(100) }),
    response: ApplyDocument,
    errors: APPLY,
  },
  cancelApply: {
    method: 'POST',
    path: '/api/apply/cancel',
    limit: 'apply-control',
    summary: 'Stop an apply: no further writes are sent, and operations in progress are tracked until they end',
    body: z.strictObject({ id: z.string().min(1).max(100) }),
    status: 202,
    response: ApplyDocument,
    errors: APPLY,
  },
  retryApply: {
    method: 'POST',
    path: '/api/apply/retry',
    limit: 'apply-control',
    summary: 'Recheck the steps of an apply that needs attention, and continue',
    body: z.strictObject({ id: z.string().min(1).max(100) }),
    status: 202,
    response: ApplyDocument,
    errors: [...APPLY, 'read-only'],
  },
  getAudit: {
    method: 'GET',
    path: '/api/audit',
    limit: 'read',
    summary: 'List audit entries in order; `isWhole` tells whether the hash chain is intact',
    query: z.object({ after: z.coerce.number().int().min(0).default(0), apply: z.string().max(100).optional() }),
    response: z.object({ entries: z.array(AuditEntry).readonly(), isWhole: z.boolean() }),
    errors: LIVE,
  },
  setMode: {
    method: 'POST',
    path: '/api/mode',
    limit: 'mode',
    summary:
      'Allow changes or switch to read-only. For Azure, allowing changes requires the text in `changes.confirm` of the status, which names the tenant',
    body: z.strictObject({ mode: z.enum(['read-only', 'allowed']), confirm: z.string().max(200).optional() }),
    response: Status,
    errors: [...LIVE, 'not-confirmed'],
  },
  getStoredDocument: {
    method: 'GET',
    path: '/api/kept',
    limit: 'read',
    summary: 'Get a document that is stored for all users of this estate',
    query: z.object({ name: StoredDocumentName }),
    response: StoredDocument,
    errors: STORED,
  },
  putStoredDocument: {
    method: 'POST',
    path: '/api/kept',
    limit: 'documents',
    summary: 'Store a document. `version` is the version it is based on; if a newer one has been stored since, nothing is written (409)',
    body: z.strictObject({ name: StoredDocumentName, version: z.int().min(0), value: z.unknown() }),
    bodyLimit: '8mb',
    response: StoredDocument,
    errors: [...STORED, 'kept-changed'],
  },
  patchPositions: {
    method: 'POST',
    path: '/api/positions',
    limit: 'documents',
    summary:
      'Change manual positions in the stored document `positions`, in the given order. Other positions stay, so two users who move different VNets never conflict; if both move the same VNet, the last change wins',
    body: z.strictObject({ patches: z.array(PositionPatch).min(1).max(MAX_POSITION_PATCHES).readonly() }),
    bodyLimit: '8mb',
    response: z.object({ version: z.int().describe('Version of the document after the change') }),
    errors: STORED,
  },
  runExternalAction: {
    method: 'POST',
    path: '/api/colleague',
    limit: 'external-action',
    summary: 'Simulate a change by another operator in the sandbox and return the response of ARM. Rejected without a sandbox (409)',
    body: ExternalAction,
    response: ExternalActionResult,
    errors: ['not-sandbox', 'sandbox-refused', 'sandbox-away'],
  },
  openSession: {
    method: 'POST',
    path: '/api/session',
    limit: 'sign-in',
    summary: `Exchange the one-time code from the terminal for a session of 12 hours: a cookie and a key. Other requests must have both, the key in the header ${SESSION_HEADER}`,
    body: z.object({ code: z.string().min(1).max(200) }),
    response: OpenedSession,
    errors: ['bad-code'],
    isPublic: true,
  },
  closeSession: {
    method: 'POST',
    path: '/api/session/close',
    limit: 'sign-out',
    summary: 'End the session of this browser',
    status: 204,
    response: z.undefined(),
    errors: [],
  },
} as const satisfies Record<string, Endpoint>;

export type Api = typeof api;

/** The stream of server-sent events. */
export const eventStream = {
  method: 'GET',
  path: '/api/events',
  limit: 'read',
  summary: 'Server-sent events: the whole status at once and after every change',
  errors: ['too-many-listeners'],
} as const;
