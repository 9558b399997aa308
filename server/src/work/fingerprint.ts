import { createHash } from 'node:crypto';
import type { TopologyRows, Unread } from '@peerscape/shared/topology';

/** The same for two reads that found the same, in whatever order it came. */
export function fingerprint(rows: TopologyRows, unread: readonly Unread[]): string {
  const hash = createHash('sha256');
  for (const [kind, list] of Object.entries(rows)) {
    hash.update(`${kind}\n`);
    const lines = (list as readonly object[]).map((row) => JSON.stringify(row));
    for (const line of lines.sort()) hash.update(`${line}\n`);
  }
  return hash.update(JSON.stringify(unread)).digest('base64url');
}
