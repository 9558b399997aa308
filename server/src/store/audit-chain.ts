import { createHash } from 'node:crypto';
import type { AuditRow } from './tables.ts';

/** Previous hash of the first entry. */
export const NO_HASH = '';

/** Returns the hash of an entry over all its columns and the previous entry's hash, so that a changed or missing entry is detected. */
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
        // Entries of an earlier version name no estate and keep their original hash.
        ...(row.estate === null ? [] : [row.estate, row.identity]),
      ]),
    )
    .digest('base64url');
