import { createHash } from 'node:crypto';
import type { AuditEntry } from '@peerscape/shared/api';

/** The hash of an entry: of all it says and of the hash before it, so that no entry can be changed or left out unnoticed. */
export const hashOf = (entry: Omit<AuditEntry, 'hash'>, previous: string): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        previous,
        entry.serial,
        entry.at,
        entry.by,
        entry.deed,
        entry.subject,
        entry.text,
        entry.planHash,
        entry.applyId,
        entry.attemptId,
        entry.before ?? null,
        entry.after ?? null,
      ]),
    )
    .digest('base64url');
