import { ATTACHED_KINDS } from '@peerscape/shared/topology';
import { asObject } from '../azure/translate/index.ts';

/**
 * Adds the lists of kinds that the version which wrote an export did not know yet. They are empty, and `missingKinds` names them, because
 * whether any exist is unknown.
 */
export function addMissingLists(json: unknown): unknown {
  const rows = asObject(asObject(json).rows);
  const missing = ATTACHED_KINDS.filter((kind) => !(kind in rows));
  if (missing.length === 0) return json;
  const lists = Object.fromEntries(missing.map((kind) => [kind, []]));
  const known = Array.isArray(rows.missingKinds) ? rows.missingKinds : [];
  return { ...asObject(json), rows: { ...rows, ...lists, missingKinds: [...new Set([...known, ...missing])] } };
}
