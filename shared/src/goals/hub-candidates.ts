import type { ResourceKey } from '../arm/index.ts';
import {
  type Confidence,
  confidenceOf,
  findHubs,
  type HubEvidence,
  collectHubEvidence,
  type SaidRole,
  type SaidRoles,
  describeHubResources,
} from '../shapes/index.ts';
import { otherEnd, type Topology } from '../topology/index.ts';

/** A VNet that could be the hub of some others, and what speaks for it. */
export interface HubCandidate {
  readonly key: ResourceKey;
  /** How many of the others it is peered with. */
  readonly within: number;
  /** In words without an end: `certainly a hub, has a VPN gateway, peered with 8 of the others`; what nothing speaks for says so. */
  readonly why: string;
}

interface HubCandidateOptions {
  /** Those whose hub it shall be; else all that it is chosen from. */
  readonly others?: readonly ResourceKey[];
  /** What people say of VNets, which overrules all else. */
  readonly said?: SaidRoles | undefined;
}

/**
 * The VNets as hubs of the others, the best guess first: what people call a hub, else what is detected as one, else who is peered with most of
 * the others, else who is more surely a hub, holds more that spokes could share, or has more peerings. Who is said to be no hub comes last.
 * Where nothing tells, they stay in their order.
 */
export function hubCandidates(
  topology: Topology,
  among: readonly ResourceKey[],
  { others = among, said }: HubCandidateOptions = {},
): readonly HubCandidate[] {
  const members = new Set(others);
  const hubs = findHubs(topology, said);
  return among
    .flatMap((key) => {
      const evidence = collectHubEvidence(topology).get(key);
      if (!evidence) return [];
      const peers = (topology.peeringsOf.get(key) ?? []).map((peering) => otherEnd(peering, key));
      const within = peers.filter((peer) => members.has(peer)).length;
      const isCentre = within > 1 && within * 2 > members.size - 1;
      return { key, evidence, within, isCentre, isHub: hubs.has(key), role: said?.get(key) };
    })
    .sort((p, q) => firstDifference(signsOf(q), signsOf(p)))
    .map((one) => ({ key: one.key, within: one.within, why: inWords(one) }));
}

interface Candidate {
  readonly evidence: HubEvidence;
  readonly within: number;
  /** Whether it is peered with most of the others. */
  readonly isCentre: boolean;
  readonly isHub: boolean;
  readonly role: SaidRole | undefined;
}

const SURE: Readonly<Record<Confidence, number>> = { certain: 3, likely: 2, possible: 1 };

const SAID_SO: Readonly<Record<SaidRole, number>> = { hub: 3, 'not-a-hub': 0 };

/** What counts most stands first. */
function signsOf({ evidence, within, isCentre, isHub, role }: Candidate): readonly number[] {
  const confidence = confidenceOf(evidence);
  const sure = confidence ? SURE[confidence] : 0;
  return [role ? SAID_SO[role] : isHub ? 2 : 1, isCentre ? 1 : 0, sure, evidence.resources.length, within, evidence.peerings];
}

const firstDifference = (p: readonly number[], q: readonly number[]): number =>
  p.map((sign, i) => sign - (q[i] ?? 0)).find((difference) => difference !== 0) ?? 0;

const DETECTED: Readonly<Record<Confidence, string>> = { certain: 'certainly a hub', likely: 'likely a hub', possible: 'may be a hub' };
const SAID: Readonly<Record<SaidRole, string>> = { hub: 'a hub, as somebody said', 'not-a-hub': 'no hub, as somebody said' };

function inWords({ evidence, within, role }: Candidate): string {
  const confidence = confidenceOf(evidence);
  const words = [
    ...(role ? [SAID[role]] : confidence ? [DETECTED[confidence]] : []),
    ...describeHubResources(evidence),
    ...(within > 0 ? [`peered with ${within} of the others`] : []),
    ...(evidence.peerings > within ? [evidence.peerings === 1 ? '1 peering' : `${evidence.peerings} peerings in all`] : []),
  ];
  return words.length > 0 ? words.join(', ') : 'no gateway, no firewall, no peering';
}
