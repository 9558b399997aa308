import type { FindingsQuery } from '@peerscape/shared/api';
import type { Snapshot } from '@peerscape/shared/topology';
import type { Request, Response } from 'express';
import { Failure } from '../failure.ts';
import { findingsIn } from '../work/findings.ts';
import { type Document, documentOf, sendDocument } from './document.ts';
import type { SENT } from './mount.ts';

const snapshots = new WeakMap<Snapshot, Document>();
const findings = new WeakMap<Snapshot, Document>();

/** Answers with the snapshot. */
export const sendSnapshot = (snapshot: Snapshot | undefined, req: Request, res: Response): Promise<typeof SENT> =>
  sendDocument(kept(snapshots, mustHave(snapshot), documentOf), req, res);

/** Answers with what the rules find in the snapshot. Only the whole answer is kept: there is no end to what can be asked for. */
export async function sendFindings(given: Snapshot | undefined, query: FindingsQuery, req: Request, res: Response): Promise<typeof SENT> {
  const snapshot = mustHave(given);
  const make = (of: Snapshot) => documentOf(findingsIn(of, query));
  const isWhole = Object.values(query).every((part) => part === undefined);
  return sendDocument(isWhole ? kept(findings, snapshot, make) : make(snapshot), req, res);
}

function kept(cache: WeakMap<Snapshot, Document>, snapshot: Snapshot, make: (snapshot: Snapshot) => Document): Document {
  const document = cache.get(snapshot) ?? make(snapshot);
  cache.set(snapshot, document);
  return document;
}

function mustHave(snapshot: Snapshot | undefined): Snapshot {
  if (!snapshot) throw new Failure(NOT_YET);
  return snapshot;
}

const NOT_YET = {
  title: 'Nothing has been read yet',
  status: 503,
  code: 'no-snapshot',
  detail: 'The first read is under way or has failed; /api/status says which',
};
