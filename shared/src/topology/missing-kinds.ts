import type { ResourceKey } from '../arm/index.ts';
import { type AttachedKind, KIND_DEFINITIONS } from './attached/index.ts';
import { nodeOf } from './half-status.ts';
import type { Topology } from './model.ts';
import { formatList } from './names.ts';

/** Formats resource types for use in a sentence: `firewalls, route tables and network managers`. */
export const formatKinds = (kinds: readonly AttachedKind[]): string => formatList(kinds.map((kind) => KIND_DEFINITIONS[kind].label));

/** Returns the resource types without those on which no rule depends. */
export const kindsForRules = (kinds: Iterable<AttachedKind>): readonly AttachedKind[] =>
  [...kinds].filter((kind) => !KIND_DEFINITIONS[kind].isOnlyForPaths);

/**
 * Returns those of the resource types of which some were not read: whether more exist is unknown. If VNets are given, only their
 * subscriptions count for types whose resources are in the subscription of their VNet.
 */
export function missingOf<K extends AttachedKind>(topology: Topology, kinds: readonly K[], vnets?: readonly ResourceKey[]): readonly K[] {
  const { missingKinds, missingKindsIn } = topology;
  if (missingKindsIn.size === 0) return kinds.filter((kind) => missingKinds.has(kind));
  const nearby = vnets && new Set(vnets.map((key) => nodeOf(topology, key)?.subscriptionId ?? ''));
  const isMissingIn = ([subscription, missing]: readonly [string, ReadonlySet<AttachedKind>], kind: AttachedKind): boolean =>
    missing.has(kind) && (!nearby || !KIND_DEFINITIONS[kind].isInSubscriptionOfVNet || nearby.has(subscription));
  return kinds.filter((kind) => missingKinds.has(kind) || [...missingKindsIn].some((entry) => isMissingIn(entry, kind)));
}
