import { halfStatus, isVirtualHub, nodeOf, type Peering, type Topology } from '@peerscape/shared/topology';
import type { NoticeSeverity } from '../../ui/notice.tsx';

/** Status of a whole peering in one sentence, with its severity. */
export interface PeeringSummary {
  readonly severity: NoticeSeverity;
  readonly title: string;
}

/** Summarises a peering from the statuses of both halves. */
export function peeringSummary(topology: Topology, peering: Peering): PeeringSummary {
  const statuses = [halfStatus(topology, peering, peering.a), halfStatus(topology, peering, peering.b)];
  const has = (status: (typeof statuses)[number]) => statuses.includes(status);
  if (has('disconnected')) return { severity: 'error', title: 'Disconnected: no traffic is routed' };
  if (has('missing') || has('initiated'))
    return { severity: 'error', title: 'Half-configured: one half is missing, so no traffic is routed' };
  if (has('out-of-sync')) return { severity: 'warning', title: 'Connected, but out of sync: new prefixes are not routed' };
  if (has('access-off')) return { severity: 'warning', title: 'Connected, but access is off' };
  if (has('other')) return { severity: 'warning', title: 'In a state that this version of Peerscape does not know' };
  if (isVirtualHub(topology, peering.a) || isVirtualHub(topology, peering.b))
    return { severity: 'good', title: 'Connected through a virtual hub connection' };
  if (has('unknown')) return { severity: 'info', title: 'Connected; one half is not visible to you' };
  return { severity: 'good', title: 'Connected on both sides' };
}

/** Describes whether the two VNets share region and subscription; the region of a ghost is unknown and left out. */
export function peeringReach(topology: Topology, peering: Peering): readonly string[] {
  const [a, b] = [nodeOf(topology, peering.a), nodeOf(topology, peering.b)];
  if (!a || !b) return [];
  const regions =
    a.kind === 'vnet' && b.kind === 'vnet'
      ? [a.location === b.location ? `Same region (${a.location})` : `Global: ${a.location} – ${b.location}`]
      : [];
  return [...regions, a.subscriptionId === b.subscriptionId ? 'Same subscription' : 'Different subscriptions'];
}
