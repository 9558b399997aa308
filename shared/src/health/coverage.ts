import { type AttachedKind, formatKinds } from '../topology/index.ts';

/** Azure CLI command that exports all resource types at once; Resource Graph returns at most 1,000 records at a time. */
export const EXPORT_COMMAND =
  'az graph query --first 1000 -q "resources | where type startswith \'microsoft.network/\' | project id, name, type, location, tags, properties" > estate.json';

/** Describes which resource types are missing from a source; undefined if none are. `EXPORT_COMMAND` exports all of them. */
export const describeCoverage = (missingKinds: Iterable<AttachedKind>): string | undefined => {
  const kinds = [...missingKinds];
  return kinds.length === 0 ? undefined : `This source does not include ${formatKinds(kinds)}. Rules that depend on them are inconclusive.`;
};
