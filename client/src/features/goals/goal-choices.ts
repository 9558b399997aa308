import type { ResourceKey } from '@peerscape/shared/arm';
import { type Goal, type HubCandidate, hubCandidates, isSameRegion, siblingsOf, type Through } from '@peerscape/shared/goals';
import { couldBeHubs, findHubs, type SaidRoles } from '@peerscape/shared/shapes';
import { otherEnd, type Topology } from '@peerscape/shared/topology';
import type { GoalKind } from '../../lib/state/url-state.ts';

/** The estate, and what people say of its hubs. */
interface Estate {
  readonly topology: Topology;
  readonly said: SaidRoles;
}

/** What a person has chosen so far, by key; what is left open, or cannot be any more, is guessed. */
export interface Choices {
  readonly hub: string;
  /** The hub that spokes leave. */
  readonly from: ResourceKey | undefined;
  readonly through: Through;
}

/** The goal as it stands, with what else could be chosen, the best guess first. */
export interface Chosen {
  readonly goal: Goal | undefined;
  readonly hub: ResourceKey | undefined;
  readonly hubs: readonly HubCandidate[];
  readonly from: ResourceKey | undefined;
  readonly leavable: readonly HubCandidate[];
}

const NO_HUB: Omit<Chosen, 'goal'> = { hub: undefined, hubs: [], from: undefined, leavable: [] };

/** The goal that the choices make of these VNets. */
export function chosen(estate: Estate, kind: GoalKind, members: readonly ResourceKey[], choices: Choices): Chosen {
  return CHOOSE[kind](estate, members, choices);
}

type Choose = (estate: Estate, members: readonly ResourceKey[], choices: Choices) => Chosen;

const CHOOSE: Readonly<Record<GoalKind, Choose>> = {
  mesh: (_, members) => ({ ...NO_HUB, goal: { kind: 'mesh', members } }),

  hub({ topology, said }, members, { hub: wanted, through }) {
    const hubs = hubCandidates(topology, members, { said });
    const hub = among(hubs, wanted);
    return { ...NO_HUB, hub, hubs, goal: hub && { kind: 'hub', hub, spokes: without(members, hub), through } };
  },

  move({ topology, said }, members, { hub: wanted, from: left }) {
    const asked = { others: members, said };
    // whose spokes most of them are is what they leave, however much of a hub another one is
    const leavable = [...hubCandidates(topology, neighbours(topology, members), asked)].sort((p, q) => q.within - p.within);
    const from = among(leavable, left);
    const hubs = hubCandidates(topology, without([...new Set([...couldBeHubs(topology, said), ...members])], from), asked);
    const hub = among(hubs, wanted);
    const goal: Goal | undefined = from && hub && { kind: 'move', spokes: without(members, from, hub), from, to: hub };
    return { hub, hubs, from, leavable, goal };
  },

  siblings({ topology, said }, members, { hub: wanted }) {
    const others = new Set(members);
    const known = findHubs(topology, said);
    // a hub that is picked with others is meant; else one with spokes to follow, rather one nearby
    const fits = (key: ResourceKey): number =>
      Number(others.has(key) && known.has(key)) * 4 +
      Number(siblingsOf(topology, key, { without: others, said }) !== undefined) * 2 +
      Number(isNear(topology, key, members));
    const hubs = hubCandidates(topology, couldBeHubs(topology, said), { others: members, said })
      .filter(({ key }) => members.length > 1 || !others.has(key))
      .map((candidate) => ({ candidate, fit: fits(candidate.key) }))
      .sort((p, q) => q.fit - p.fit)
      .map(({ candidate }) => candidate);
    const hub = among(hubs, wanted);
    return { ...NO_HUB, hub, hubs, goal: hub && { kind: 'siblings', hub, vnets: without(members, hub) } };
  },
};

/** What was chosen while it still can be; else the best guess. */
const among = (candidates: readonly HubCandidate[], wanted: string | undefined): ResourceKey | undefined =>
  candidates.find(({ key }) => key === wanted)?.key ?? candidates[0]?.key;

const without = (keys: readonly ResourceKey[], ...out: readonly (ResourceKey | undefined)[]): readonly ResourceKey[] =>
  keys.filter((key) => !out.includes(key));

/** The VNets that at least one of these is peered with. */
function neighbours({ peeringsOf, vnets }: Topology, members: readonly ResourceKey[]): readonly ResourceKey[] {
  const ends = members.flatMap((key) => (peeringsOf.get(key) ?? []).map((peering) => otherEnd(peering, key)));
  return [...new Set(ends)].filter((key) => vnets.has(key));
}

const isNear = ({ vnets }: Topology, key: ResourceKey, members: readonly ResourceKey[]): boolean =>
  members.some((member) => isSameRegion(vnets.get(member)?.location ?? '', vnets.get(key)?.location ?? ''));
