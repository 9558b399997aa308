import { ATTACHED_KINDS, type AttachedKind, KIND_DEFINITIONS, parseField } from '@peerscape/shared/topology';
import { asObject } from '../azure/translate/index.ts';

/** Returns the kinds of which an export has no list, because an earlier version wrote it. */
export function missingLists(json: unknown): readonly AttachedKind[] {
  const rows = asObject(asObject(json).rows);
  return ATTACHED_KINDS.filter((kind) => !(kind in rows));
}

/**
 * Adds an empty list for each kind that an export of an earlier version lacks, and names the kind in `missingKinds`: it is unknown whether
 * there are any. Lists in rows that it lacks are empty, too.
 */
export function addMissingLists(json: unknown): unknown {
  const rows = asObject(asObject(json).rows);
  const missing = missingLists(json);
  const lists = Object.fromEntries([
    ...missing.map((kind) => [kind, []] as const),
    ...ATTACHED_KINDS.flatMap((kind) => (Array.isArray(rows[kind]) ? [[kind, completeRows(kind, rows[kind])] as const] : [])),
  ]);
  const known = Array.isArray(rows.missingKinds) ? rows.missingKinds : [];
  const missingKinds = [...new Set([...known, ...missing])];
  return { ...asObject(json), rows: { ...rows, ...lists, ...(missingKinds.length > 0 && { missingKinds }) } };
}

function completeRows(kind: AttachedKind, list: readonly unknown[]): readonly unknown[] {
  const names = Object.entries(KIND_DEFINITIONS[kind].fields).flatMap(([name, field]) => ('each' in parseField(field) ? name : []));
  const none = Object.fromEntries(names.map((name) => [name, []]));
  return names.length === 0 ? list : list.map((row) => ({ ...none, ...asObject(row) }));
}
