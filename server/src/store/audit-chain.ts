import { createHash } from 'node:crypto';
import type { AuditRow } from './tables.ts';

/** The hash of the entry before the first. */
export const NO_HASH = '';

/** The hash of an entry: of all it says, as it is kept, and of the hash before it, so that none can be changed or left out unnoticed. */
export const hashOf = (row: Omit<AuditRow, 'hash'>, previous: string): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        previous,
        row.serial,
        row.at,
        row.by,
        row.deed,
        row.subject,
        row.text,
        row.plan_hash,
        row.apply_id,
        row.attempt_id,
        row.before,
        row.after,
        // entries of an older Peerscape name no estate and keep the hash that they got
        ...(row.estate === null ? [] : [row.estate, row.identity]),
      ]),
    )
    .digest('base64url');
