import type { ResourceKey } from '@peerscape/shared/arm';
import { type Goal, type HubCandidate, hubCandidates, type Through } from '@peerscape/shared/goals';
import { otherEnd, type Topology } from '@peerscape/shared/topology';
import type { GoalKind } from '../../lib/url-state.ts';

/** What a person has chosen so far; what is left open is guessed. */
export interface Choices {
  readonly hub?: ResourceKey;
  /** The hub that spokes leave. */
  readonly from?: ResourceKey;
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
export function chosen(topology: Topology, kind: GoalKind, members: readonly ResourceKey[], choices: Choices): Chosen {
  return CHOOSE[kind](topology, members, choices);
}

type Choose = (topology: Topology, members: readonly ResourceKey[], choices: Choices) => Chosen;

const CHOOSE: Readonly<Record<GoalKind, Choose>> = {
  mesh: (_, members) => ({ ...NO_HUB, goal: { kind: 'mesh', members } }),

  hub(topology, members, { hub: wanted, through }) {
    const hubs = hubCandidates(topology, members);
    const hub = among(hubs, wanted);
    return { ...NO_HUB, hub, hubs, goal: hub && { kind: 'hub', hub, spokes: without(members, hub), through } };
  },

  move(topology, members, { hub: wanted, from: left }) {
    const leavable = hubCandidates(topology, neighbours(topology, members), members);
    const from = among(leavable, left);
    const hubs = hubCandidates(topology, without(hubLike(topology, members), from), members);
    const hub = among(hubs, wanted);
    const goal: Goal | undefined = from && hub && { kind: 'move', spokes: without(members, from, hub), from, to: hub };
    return { hub, hubs, from, leavable, goal };
  },

  siblings(topology, members, { hub: wanted }) {
    const all = hubCandidates(topology, hubLike(topology, []), members);
    const near = (key: ResourceKey): number =>
      Number(members.length > 1 && members.includes(key)) * 2 + Number(isNear(topology, key, members));
    const hubs = all.filter(({ key }) => members.length > 1 || !members.includes(key)).sort((p, q) => near(q.key) - near(p.key));
    const hub = among(hubs, wanted);
    return { ...NO_HUB, hub, hubs, goal: hub && { kind: 'siblings', hub, vnets: without(members, hub) } };
  },
};

/** What was chosen while it still can be; else the best guess. */
const among = (candidates: readonly HubCandidate[], wanted: ResourceKey | undefined): ResourceKey | undefined =>
  candidates.find(({ key }) => key === wanted)?.key ?? candidates[0]?.key;

const without = (keys: readonly ResourceKey[], ...out: readonly (ResourceKey | undefined)[]): readonly ResourceKey[] =>
  keys.filter((key) => !out.includes(key));

/** The VNets that at least one of these is peered with. */
function neighbours({ peeringsOf, vnets }: Topology, members: readonly ResourceKey[]): readonly ResourceKey[] {
  const ends = members.flatMap((key) => (peeringsOf.get(key) ?? []).map((peering) => otherEnd(peering, key)));
  return [...new Set(ends)].filter((key) => vnets.has(key));
}

const FEW = 3;

/** The VNets in which something stands that spokes share, those with several peerings, and those that are named anyway. */
function hubLike({ vnets, equipmentOf, peeringsOf }: Topology, anyway: readonly ResourceKey[]): readonly ResourceKey[] {
  return [...vnets.keys()].filter((key) => {
    const { gateways = [], firewalls = [], appliances = [], routeServers = [] } = equipmentOf.get(key) ?? {};
    const isShared = gateways.length + firewalls.length + appliances.length + routeServers.length > 0;
    return isShared || (peeringsOf.get(key)?.length ?? 0) >= FEW || anyway.includes(key);
  });
}

const isNear = ({ vnets }: Topology, key: ResourceKey, members: readonly ResourceKey[]): boolean =>
  members.some((member) => vnets.get(member)?.location === vnets.get(key)?.location);
