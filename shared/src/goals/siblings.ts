import type { ResourceKey } from '../arm/index.ts';
import { findHubs, type SaidRoles } from '../shapes/index.ts';
import { type Half, type HalfFlags, halfFrom, otherEnd, peeringKey, type Topology, withoutPeerings } from '../topology/index.ts';
import { namePatternOf } from './names.ts';
import { isConnectedPair } from './pairs.ts';

/** What most of a hub's spokes have in common, for each of the two halves. */
export interface SiblingHalves {
  /** How many spokes were looked at. */
  readonly spokes: number;
  readonly hub: { readonly flags: Partial<HalfFlags>; readonly names: string };
  readonly spoke: { readonly flags: Partial<HalfFlags>; readonly names: string };
}

interface SiblingOptions {
  /** Who is no example. */
  readonly without: ReadonlySet<ResourceKey>;
  readonly said?: SaidRoles | undefined;
}

/** How the hub's spokes are peered with it, those named left out; undefined when it has no others. */
export function siblingsOf(topology: Topology, hub: ResourceKey, { without, said }: SiblingOptions): SiblingHalves | undefined {
  // what the goal changes must not decide who is an example: adding a spoke would shift the hubs, and with them the next answer
  const hubs = findHubs(withoutPeerings(topology, new Set([...without].map((spoke) => peeringKey(hub, spoke)))), said);
  const pairs = (topology.peeringsOf.get(hub) ?? []).flatMap((peering) => {
    const spoke = otherEnd(peering, hub);
    const [out, back] = [halfFrom(peering, hub), halfFrom(peering, spoke)];
    return out && back && !hubs.has(spoke) && !without.has(spoke) && isConnectedPair(topology, { a: hub, b: spoke }) ? [{ out, back }] : [];
  });
  if (pairs.length === 0) return undefined;
  return {
    spokes: pairs.length,
    hub: inCommon(
      topology,
      pairs.map(({ out }) => out),
    ),
    spoke: inCommon(
      topology,
      pairs.map(({ back }) => back),
    ),
  };
}

const OPTIONS = ['allowAccess', 'allowForwarded', 'allowTransit', 'useRemoteGateways'] as const satisfies readonly (keyof HalfFlags)[];

/** The four options of a half that are switches. */
export const optionsOf = (half: Half): Partial<HalfFlags> => Object.fromEntries(OPTIONS.map((option) => [option, half[option]]));

function inCommon(topology: Topology, halves: readonly Half[]): SiblingHalves['hub'] {
  const most = (option: (typeof OPTIONS)[number]): boolean => halves.filter((half) => half[option]).length * 2 > halves.length;
  return {
    flags: Object.fromEntries(OPTIONS.map((option) => [option, most(option)])),
    names: usual(halves.map((half) => namePatternOf(topology, half))),
  };
}

/** The most frequent of the texts; of equals the first in the alphabet. */
function usual(texts: readonly string[]): string {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  return [...times].sort(([p, m], [q, n]) => n - m || (p < q ? -1 : 1))[0]?.[0] ?? '';
}
