import { isHalfConfigured, needsAttention, nodeOf, type Peering, type Topology } from '@peerscape/shared/topology';
import { type DescribedHalfStatus, describeHalfStatus } from '../../lib/format/half-status-display.ts';
import { nameOf } from '../../lib/format/names.ts';

/** Row of the peering table. */
export interface PeeringTableRow {
  readonly peering: Peering;
  readonly a: string;
  readonly b: string;
  readonly ab: DescribedHalfStatus;
  readonly ba: DescribedHalfStatus;
  /** Status of both halves; `unknown` when one of them cannot be read. */
  readonly status: 'ok' | 'half-configured' | 'needs-attention' | 'unknown';
  readonly regions: string;
}

/** Creates one row for each peering, sorted by the names of its ends. */
export function peeringRows(topology: Topology): readonly PeeringTableRow[] {
  return [...topology.peerings.values()]
    .map((peering) => rowOf(topology, peering))
    .sort((p, q) => (`${p.a}\n${p.b}`.toLowerCase() < `${q.a}\n${q.b}`.toLowerCase() ? -1 : 1));
}

function rowOf(topology: Topology, peering: Peering): PeeringTableRow {
  const ab = describeHalfStatus(topology, peering, peering.a);
  const ba = describeHalfStatus(topology, peering, peering.b);
  return {
    peering,
    a: nameOf(topology, peering.a),
    b: nameOf(topology, peering.b),
    ab,
    ba,
    status: statusOf(topology, peering, [ab, ba]),
    regions: regionsOf(topology, peering),
  };
}

function statusOf(topology: Topology, peering: Peering, halves: readonly DescribedHalfStatus[]): PeeringTableRow['status'] {
  if (isHalfConfigured(topology, peering)) return 'half-configured';
  if (needsAttention(topology, peering)) return 'needs-attention';
  return halves.some(({ status }) => status === 'unknown') ? 'unknown' : 'ok';
}

function regionsOf(topology: Topology, peering: Peering): string {
  const [a, b] = [nodeOf(topology, peering.a), nodeOf(topology, peering.b)];
  if (a?.kind !== 'vnet' || b?.kind !== 'vnet') return '';
  return a.location === b.location ? a.location : `${a.location} – ${b.location}`;
}
