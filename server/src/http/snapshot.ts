import type { FindingsQuery } from '@peerscape/shared/api';
import type { Snapshot } from '@peerscape/shared/topology';
import type { Request, Response } from 'express';
import { Failure } from '../failure.ts';
import type { Analysis, JsonDocument } from '../work/analysis.ts';
import { abortOnClose } from './abort-on-close.ts';
import type { SENT } from './api-router.ts';
import { createJsonReply, type JsonReply, sendJsonReply } from './json-reply.ts';

interface SnapshotSender {
  /** Sends the snapshot. */
  sendSnapshot(req: Request, res: Response): Promise<typeof SENT>;
  /** Sends the findings in the snapshot. */
  sendFindings(query: FindingsQuery, req: Request, res: Response): Promise<typeof SENT>;
}

/** Creates the sender of the current snapshot and of what was found in it. Replies are cached by snapshot. */
export function createSnapshotSender(analysis: Analysis, current: () => Snapshot | undefined): SnapshotSender {
  const requireSnapshot = (): Snapshot => {
    const snapshot = current();
    if (!snapshot) throw new Failure('no-snapshot', { detail: 'The first read is in progress or has failed; see /api/status' });
    return snapshot;
  };
  const snapshots = createReplyCache(requireSnapshot, () => analysis.run('serialize', requireSnapshot, undefined));
  const findings = createReplyCache(requireSnapshot, () => analysis.run('findings', requireSnapshot, {}));
  return {
    sendSnapshot: async (req, res) => sendJsonReply(await snapshots(), req, res),
    // only the unfiltered answer is cached, because there is no limit to the filters
    sendFindings: async (query, req, res) => {
      const isWhole = Object.values(query).every((part) => part === undefined);
      const create = async () => createJsonReply(await analysis.run('findings', requireSnapshot, query, abortOnClose(res)));
      return sendJsonReply(await (isWhole ? findings() : create()), req, res);
    },
  };
}

/** Returns a function that creates the reply once for each snapshot, and again after it could not be created. */
function createReplyCache(requireSnapshot: () => Snapshot, create: () => Promise<JsonDocument>): () => Promise<JsonReply> {
  const replies = new WeakMap<Snapshot, Promise<JsonReply>>();
  return async () => {
    const snapshot = requireSnapshot();
    const reply = replies.get(snapshot) ?? create().then(createJsonReply);
    replies.set(snapshot, reply);
    reply.catch(() => replies.delete(snapshot));
    return reply;
  };
}
