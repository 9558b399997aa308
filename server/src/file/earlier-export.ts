import { ATTACHED_KINDS } from '@peerscape/shared/topology';
import { asObject } from '../azure/translate/index.ts';

/**
 * Adds an empty list for each kind that an export of an earlier version lacks, and names the kind in `missingKinds`: it is unknown whether
 * there are any.
 */
export function addMissingLists(json: unknown): unknown {
  const rows = asObject(asObject(json).rows);
  const missing = ATTACHED_KINDS.filter((kind) => !(kind in rows));
  if (missing.length === 0) return json;
  const lists = Object.fromEntries(missing.map((kind) => [kind, []]));
  const known = Array.isArray(rows.missingKinds) ? rows.missingKinds : [];
  return { ...asObject(json), rows: { ...rows, ...lists, missingKinds: [...new Set([...known, ...missing])] } };
}
