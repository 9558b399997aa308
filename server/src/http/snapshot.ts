import type { FindingsQuery } from '@peerscape/shared/api';
import type { Snapshot } from '@peerscape/shared/topology';
import type { Request, Response } from 'express';
import { Failure } from '../failure.ts';
import { selectFindings } from '../work/findings.ts';
import type { SENT } from './api-router.ts';
import { createJsonReply, type JsonReply, sendJsonReply } from './json-reply.ts';

const snapshots = new WeakMap<Snapshot, JsonReply>();
const findings = new WeakMap<Snapshot, JsonReply>();

/** Sends the snapshot. */
export const sendSnapshot = (snapshot: Snapshot | undefined, req: Request, res: Response): Promise<typeof SENT> =>
  sendJsonReply(cached(snapshots, requireSnapshot(snapshot), createJsonReply), req, res);

/** Sends the findings in the snapshot. Only the unfiltered answer is cached, because there is no limit to the filters. */
export async function sendFindings(current: Snapshot | undefined, query: FindingsQuery, req: Request, res: Response): Promise<typeof SENT> {
  const snapshot = requireSnapshot(current);
  const create = (of: Snapshot) => createJsonReply(selectFindings(of, query));
  const isWhole = Object.values(query).every((part) => part === undefined);
  return sendJsonReply(isWhole ? cached(findings, snapshot, create) : create(snapshot), req, res);
}

function cached(cache: WeakMap<Snapshot, JsonReply>, snapshot: Snapshot, create: (snapshot: Snapshot) => JsonReply): JsonReply {
  const document = cache.get(snapshot) ?? create(snapshot);
  cache.set(snapshot, document);
  return document;
}

function requireSnapshot(snapshot: Snapshot | undefined): Snapshot {
  if (!snapshot) throw new Failure('no-snapshot', { detail: 'The first read is in progress or has failed; see /api/status' });
  return snapshot;
}
