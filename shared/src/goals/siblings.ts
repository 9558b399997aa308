import type { ResourceKey } from '../arm/index.ts';
import { findHubs, type RoleOverrides } from '../shapes/index.ts';
import { type Half, type HalfFlags, halfFrom, omitPeerings, otherEnd, peeringKey, type Topology } from '../topology/index.ts';
import { namePatternOf } from './names.ts';
import { isConnectedPair } from './pairs.ts';

/** The settings that most of a hub’s spokes share, for each of the two halves. */
export interface SiblingHalves {
  /** The number of spokes that were compared. */
  readonly spokes: number;
  readonly hub: { readonly flags: Partial<HalfFlags>; readonly names: string };
  readonly spoke: { readonly flags: Partial<HalfFlags>; readonly names: string };
}

interface SiblingOptions {
  /** VNets that are not used as examples. */
  readonly without: ReadonlySet<ResourceKey>;
  readonly roleOverrides?: RoleOverrides | undefined;
}

/** Returns the settings that the hub’s spokes share; undefined when it has no other spokes. */
export function siblingsOf(topology: Topology, hub: ResourceKey, { without, roleOverrides }: SiblingOptions): SiblingHalves | undefined {
  // the peerings that the goal changes must not affect hub detection, or adding a spoke would change the next result
  const hubs = findHubs(omitPeerings(topology, new Set([...without].map((spoke) => peeringKey(hub, spoke)))), roleOverrides);
  const pairs = (topology.peeringsOf.get(hub) ?? []).flatMap((peering) => {
    const spoke = otherEnd(peering, hub);
    const [hubHalf, spokeHalf] = [halfFrom(peering, hub), halfFrom(peering, spoke)];
    return hubHalf && spokeHalf && !hubs.has(spoke) && !without.has(spoke) && isConnectedPair(topology, { a: hub, b: spoke })
      ? [{ hubHalf, spokeHalf }]
      : [];
  });
  if (pairs.length === 0) return undefined;
  return {
    spokes: pairs.length,
    hub: commonSettings(
      topology,
      pairs.map(({ hubHalf }) => hubHalf),
    ),
    spoke: commonSettings(
      topology,
      pairs.map(({ spokeHalf }) => spokeHalf),
    ),
  };
}

const OPTIONS = ['allowAccess', 'allowForwarded', 'allowTransit', 'useRemoteGateways'] as const satisfies readonly (keyof HalfFlags)[];

/** Returns the four boolean options of a half. */
export const optionsOf = (half: Half): Partial<HalfFlags> => Object.fromEntries(OPTIONS.map((option) => [option, half[option]]));

function commonSettings(topology: Topology, halves: readonly Half[]): SiblingHalves['hub'] {
  const most = (option: (typeof OPTIONS)[number]): boolean => halves.filter((half) => half[option]).length * 2 > halves.length;
  return {
    flags: Object.fromEntries(OPTIONS.map((option) => [option, most(option)])),
    names: mostFrequent(halves.map((half) => namePatternOf(topology, half))),
  };
}

/** Returns the most frequent text; of several, the first in the alphabet. */
function mostFrequent(texts: readonly string[]): string {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  return [...times].sort(([p, m], [q, n]) => n - m || (p < q ? -1 : 1))[0]?.[0] ?? '';
}
