import { lookOf, nodeOf, type Peering, type Topology } from '@peerscape/shared/topology';
import type { Severity } from '../../ui/notice.tsx';

/** How the whole peering stands, in one sentence, and how bad that is. */
export interface PeeringSummary {
  readonly severity: Severity;
  readonly title: string;
}

/** The state of a peering from both of its halves. */
export function peeringSummary(topology: Topology, peering: Peering): PeeringSummary {
  const looks = [lookOf(topology, peering, peering.a), lookOf(topology, peering, peering.b)];
  const has = (look: (typeof looks)[number]) => looks.includes(look);
  if (has('disconnected')) return { severity: 'error', title: 'Disconnected: nothing is routed' };
  if (has('missing') || has('initiated')) return { severity: 'error', title: 'Half-configured: one half is missing and nothing is routed' };
  if (has('out-of-sync')) return { severity: 'warning', title: 'Connected, but out of sync: new prefixes are not routed' };
  if (has('access-off')) return { severity: 'warning', title: 'Connected, but access is switched off' };
  if (has('other')) return { severity: 'warning', title: 'In a state that this version does not know' };
  if (has('unknown')) return { severity: 'info', title: 'Connected; one half may not be read' };
  return { severity: 'good', title: 'Connected on both sides' };
}

/** What lies between the two ends: region, subscription; a ghost's region is not known. */
export function peeringReach(topology: Topology, peering: Peering): readonly string[] {
  const [a, b] = [nodeOf(topology, peering.a), nodeOf(topology, peering.b)];
  if (!a || !b) return [];
  const regions =
    a.kind === 'vnet' && b.kind === 'vnet'
      ? [a.location === b.location ? `Same region (${a.location})` : `Global: ${a.location} – ${b.location}`]
      : [];
  return [...regions, a.subscriptionId === b.subscriptionId ? 'Same subscription' : 'Across subscriptions'];
}
