import type { ResourceKey } from '@peerscape/shared/arm';
import { type Goal, type HubCandidate, hubCandidates, isSameRegion, siblingsOf, type Through } from '@peerscape/shared/goals';
import { couldBeHubs, findHubs, type RoleOverrides } from '@peerscape/shared/shapes';
import { otherEnd, peeringKey, type Topology } from '@peerscape/shared/topology';
import type { GoalKind } from '../../lib/state/url-state.ts';

/** The topology, with the roles that people have set. */
interface Estate {
  readonly topology: Topology;
  readonly roleOverrides: RoleOverrides;
}

/** GoalChoices of the user so far; missing and outdated ones are guessed. */
export interface GoalChoices {
  readonly hub: string;
  /** The hub to move spokes away from. */
  readonly from: ResourceKey | undefined;
  readonly through: Through;
}

/** The goal with its hubs and the alternatives to choose from, the best guess first; `goal` is undefined while no hub fits. */
export interface ResolvedGoal {
  readonly goal: Goal | undefined;
  readonly hub: ResourceKey | undefined;
  readonly hubs: readonly HubCandidate[];
  readonly from: ResourceKey | undefined;
  readonly leavable: readonly HubCandidate[];
}

const NO_HUB: Omit<ResolvedGoal, 'goal'> = { hub: undefined, hubs: [], from: undefined, leavable: [] };

/** Resolves the choices to a goal for these VNets. */
export function resolveGoal(estate: Estate, kind: GoalKind, members: readonly ResourceKey[], choices: GoalChoices): ResolvedGoal {
  return RESOLVERS[kind](estate, members, choices);
}

type GoalResolver = (estate: Estate, members: readonly ResourceKey[], choices: GoalChoices) => ResolvedGoal;

const RESOLVERS: Readonly<Record<GoalKind, GoalResolver>> = {
  mesh: (_, members) => ({ ...NO_HUB, goal: { kind: 'mesh', members } }),

  hub({ topology, roleOverrides }, members, { hub: chosenHub, through }) {
    const hubs = hubCandidates(topology, members, { roleOverrides });
    const hub = findChosen(hubs, chosenHub);
    return { ...NO_HUB, hub, hubs, goal: hub && { kind: 'hub', hub, spokes: without(members, hub), through } };
  },

  move({ topology, roleOverrides }, members, { hub: chosenHub, from: chosenFrom }) {
    const options = { others: members, roleOverrides };
    // the hub that most of them are spokes of comes first, even if another hub has a higher confidence
    const leavable = [...hubCandidates(topology, neighbours(topology, members), options)].sort((p, q) => q.within - p.within);
    const from = findChosen(leavable, chosenFrom);
    const knownHubs = findHubs(topology, roleOverrides);
    // a spoke that moves cannot be what it moves to
    const isSpoke = (key: ResourceKey) => !knownHubs.has(key) && from !== undefined && topology.peerings.has(peeringKey(from, key));
    const others = [...new Set([...couldBeHubs(topology, roleOverrides), ...members])];
    const possible = without(others, from).filter((key) => !(members.includes(key) && isSpoke(key)));
    const hubs = hubCandidates(topology, possible, options);
    const hub = findChosen(hubs, chosenHub);
    const goal: Goal | undefined = from && hub && { kind: 'move', spokes: without(members, from, hub), from, to: hub };
    return { hub, hubs, from, leavable, goal };
  },

  siblings({ topology, roleOverrides }, members, { hub: chosenHub }) {
    const others = new Set(members);
    const knownHubs = findHubs(topology, roleOverrides);
    // prefer a hub that is selected with the others, then one with spokes to copy from, then one in the same region
    const rank = (key: ResourceKey): number =>
      Number(others.has(key) && knownHubs.has(key)) * 4 +
      Number(siblingsOf(topology, key, { without: others, roleOverrides }) !== undefined) * 2 +
      Number(isNear(topology, key, members));
    const hubs = hubCandidates(topology, couldBeHubs(topology, roleOverrides), { others: members, roleOverrides })
      .filter(({ key }) => members.length > 1 || !others.has(key))
      .map((candidate) => ({ candidate, rank: rank(candidate.key) }))
      .sort((p, q) => q.rank - p.rank)
      .map(({ candidate }) => candidate);
    const hub = findChosen(hubs, chosenHub);
    return { ...NO_HUB, hub, hubs, goal: hub && { kind: 'siblings', hub, vnets: without(members, hub) } };
  },
};

/** Returns the chosen hub if it is still a candidate, otherwise the best guess. */
const findChosen = (candidates: readonly HubCandidate[], chosenKey: string | undefined): ResourceKey | undefined =>
  candidates.find(({ key }) => key === chosenKey)?.key ?? candidates[0]?.key;

const without = (keys: readonly ResourceKey[], ...excluded: readonly (ResourceKey | undefined)[]): readonly ResourceKey[] =>
  keys.filter((key) => !excluded.includes(key));

/** Returns the readable VNets that at least one of the members is peered with. */
function neighbours({ peeringsOf, vnets }: Topology, members: readonly ResourceKey[]): readonly ResourceKey[] {
  const ends = members.flatMap((key) => (peeringsOf.get(key) ?? []).map((peering) => otherEnd(peering, key)));
  return [...new Set(ends)].filter((key) => vnets.has(key));
}

const isNear = ({ vnets }: Topology, key: ResourceKey, members: readonly ResourceKey[]): boolean =>
  members.some((member) => isSameRegion(vnets.get(member)?.location ?? '', vnets.get(key)?.location ?? ''));
