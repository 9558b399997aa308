import type { ResourceKey } from '../arm/index.ts';
import {
  type Confidence,
  collectHubEvidence,
  confidenceOf,
  describeHubResources,
  findHubs,
  type HubEvidence,
  type RoleOverride,
  type RoleOverrides,
} from '../shapes/index.ts';
import { formatNumber, otherEnd, peeringKey, type Topology } from '../topology/index.ts';
import { findConnectingGroup } from './group-pairs.ts';

/** A VNet that could be the hub of others, with the reason. */
export interface HubCandidate {
  readonly key: ResourceKey;
  /** The number of the other VNets that it is peered with. */
  readonly within: number;
  /** A sentence without its full stop: `hub (high confidence), has a VPN gateway, peered with 8 of the others`. */
  readonly why: string;
}

interface HubCandidateOptions {
  /** The VNets that need a hub; by default all candidates. */
  readonly others?: readonly ResourceKey[];
  /** Role overrides, which take precedence. */
  readonly roleOverrides?: RoleOverrides | undefined;
}

/**
 * Ranks the VNets as hubs of the others, best first: VNets with a hub override, detected hubs, VNets peered with most of the others, then by
 * confidence, number of shareable resources and number of peerings. VNets overridden as not a hub come last; ties keep their order.
 */
export function hubCandidates(
  topology: Topology,
  candidates: readonly ResourceKey[],
  { others = candidates, roleOverrides }: HubCandidateOptions = {},
): readonly HubCandidate[] {
  const members = new Set(others);
  const hubs = findHubs(topology, roleOverrides);
  return candidates
    .flatMap((key) => {
      const evidence = collectHubEvidence(topology).get(key);
      if (!evidence) return [];
      const peers = (topology.peeringsOf.get(key) ?? []).map((peering) => otherEnd(peering, key));
      const within = peers.filter((peer) => members.has(peer)).length;
      const isInGroup = (topology.attachedResources.get(key)?.connectedGroups.length ?? 0) > 0;
      const connected = isInGroup ? others.filter((other) => isConnectedByGroup(topology, key, other)).length : 0;
      const isCentre = within > 1 && within * 2 > members.size - 1;
      return { key, evidence, within, connected, isCentre, isHub: hubs.has(key), role: roleOverrides?.get(key) };
    })
    .sort((p, q) => compareRanks(rankOf(q), rankOf(p)))
    .map((one) => ({ key: one.key, within: one.within, why: describeReason(one) }));
}

/** Returns whether a connected group connects the two VNets and no peering does: a hub adds nothing for them. */
const isConnectedByGroup = (topology: Topology, a: ResourceKey, b: ResourceKey): boolean =>
  a !== b && !topology.peerings.has(peeringKey(a, b)) && findConnectingGroup(topology, { a, b }) !== undefined;

interface Candidate {
  readonly evidence: HubEvidence;
  readonly within: number;
  /** The number of the others that Azure Virtual Network Manager connects it with, without a peering. */
  readonly connected: number;
  /** True if it is peered with most of the others. */
  readonly isCentre: boolean;
  readonly isHub: boolean;
  readonly role: RoleOverride | undefined;
}

const CONFIDENCE_RANK: Readonly<Record<Confidence, number>> = { certain: 3, likely: 2, possible: 1 };

const OVERRIDE_RANK: Readonly<Record<RoleOverride, number>> = { hub: 3, 'not-a-hub': 0 };

/** Returns the criteria of the ranking, most important first. */
function rankOf({ evidence, within, isCentre, isHub, role }: Candidate): readonly number[] {
  const confidence = confidenceOf(evidence);
  const confidenceRank = confidence ? CONFIDENCE_RANK[confidence] : 0;
  return [
    role ? OVERRIDE_RANK[role] : isHub ? 2 : 1,
    isCentre ? 1 : 0,
    confidenceRank,
    evidence.resources.length,
    within,
    evidence.peerings,
  ];
}

const compareRanks = (p: readonly number[], q: readonly number[]): number =>
  p.map((value, i) => value - (q[i] ?? 0)).find((difference) => difference !== 0) ?? 0;

const DETECTED: Readonly<Record<Confidence, string>> = {
  certain: 'hub (high confidence)',
  likely: 'hub (medium confidence)',
  possible: 'hub (low confidence)',
};
const OVERRIDDEN: Readonly<Record<RoleOverride, string>> = { hub: 'hub (set manually)', 'not-a-hub': 'not a hub (set manually)' };

function describeReason({ evidence, within, connected, role }: Candidate): string {
  const confidence = confidenceOf(evidence);
  const reasons = [
    ...(role ? [OVERRIDDEN[role]] : confidence ? [DETECTED[confidence]] : []),
    ...describeHubResources(evidence),
    ...(within > 0 ? [`peered with ${formatNumber(within)} of the others`] : []),
    ...(connected > 0 ? [`connected with ${formatNumber(connected)} of the others by Azure Virtual Network Manager`] : []),
    ...(evidence.peerings > within ? [evidence.peerings === 1 ? '1 peering' : `${formatNumber(evidence.peerings)} peerings in total`] : []),
  ];
  return reasons.length > 0 ? reasons.join(', ') : 'no gateway, no firewall, no peering';
}
