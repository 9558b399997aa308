import { createHash } from 'node:crypto';
import type { ReadError, TopologyRows } from '@peerscape/shared/topology';

/** Hashes the result of a read; equal for equal results, regardless of the order of rows. */
export function computeFingerprint(rows: TopologyRows, unread: readonly ReadError[]): string {
  const hash = createHash('sha256');
  for (const [kind, list] of Object.entries(rows)) {
    hash.update(`${kind}\n`);
    const lines = (list as readonly object[]).map((row) => JSON.stringify(row));
    for (const line of lines.sort()) hash.update(`${line}\n`);
  }
  return hash.update(JSON.stringify(unread)).digest('base64url');
}
