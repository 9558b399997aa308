import {
  ATTACHED_KINDS,
  type AttachedKind,
  formatCount,
  formatKinds,
  formatList,
  kindsForRules,
  type SubscriptionCoverageRow,
  type SubscriptionRow,
} from '../topology/index.ts';

/** Azure CLI command that exports all resource types at once; Resource Graph returns at most 1,000 records at a time. */
export const EXPORT_COMMAND =
  'az graph query --first 1000 -q "resources | where type startswith \'microsoft.network/\' | project id, name, type, location, tags, properties" > estate.json';

/** Describes which resource types that rules depend on are missing from a source; undefined if none are. `EXPORT_COMMAND` exports all of them. */
export const describeCoverage = (missingKinds: Iterable<AttachedKind>): string | undefined => {
  const kinds = kindsForRules(missingKinds);
  return kinds.length === 0 ? undefined : `This source does not include ${formatKinds(kinds)}. Rules that depend on them are inconclusive.`;
};

/**
 * Describes the resource types that rules depend on and that were not read in single subscriptions, one sentence for each set of types: `In prod and test, firewalls
 * were not read. Rules that depend on them are inconclusive there.`
 */
export function describeSubscriptionCoverage(
  coverage: readonly SubscriptionCoverageRow[],
  subscriptions: readonly SubscriptionRow[],
): readonly string[] {
  const names = new Map(subscriptions.map(({ id, name }) => [id.toLowerCase(), name]));
  const byTypes = new Map<string, Set<string>>();
  for (const { subscriptionId, missingKinds } of coverage) {
    const kinds = kindsForRules(missingKinds);
    if (kinds.length === 0) continue;
    const types =
      missingKinds.length === ATTACHED_KINDS.length ? 'no resources other than VNets were read' : `${formatKinds(kinds)} were not read`;
    const key = subscriptionId.toLowerCase();
    byTypes.set(types, (byTypes.get(types) ?? new Set()).add(names.get(key) ?? key));
  }
  return [...byTypes].map(([types, all]) => `In ${formatNames([...all])}, ${types}. Rules that depend on them are inconclusive there.`);
}

const MAX_NAMES = 3;

function formatNames(names: readonly string[]): string {
  const rest = names.length - MAX_NAMES;
  return formatList(rest > 0 ? [...names.slice(0, MAX_NAMES), formatCount(rest, 'more subscription')] : names);
}
