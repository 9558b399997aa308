import type { ResourceKey } from '@peerscape/shared/arm';
import { type Half, isHalfConfigured, type Node, needsAttention, nodeOf, type Peering, type Topology } from '@peerscape/shared/topology';
import { type DescribedHalfStatus, describeHalfStatus } from '../../lib/format/half-status-display.ts';
import { nameOf, subscriptionName } from '../../lib/format/names.ts';
import { type SyncStatus, syncStatusOf } from '../../lib/format/sync-status-of.ts';
import { describeGatewayUse } from './gateway-use.ts';

/** One VNet of a peering with the half that it owns. */
export interface PeeringEnd extends DescribedHalfStatus {
  readonly key: ResourceKey;
  readonly id: string;
  readonly name: string;
  /** Undefined when it is missing or was not read. */
  readonly half: Half | undefined;
  readonly addressSpace: readonly string[];
  readonly subscription: string;
}

/** Row of the peering table. */
export interface PeeringTableRow {
  readonly peering: Peering;
  readonly local: PeeringEnd;
  readonly remote: PeeringEnd;
  /** Status of both halves; `unknown` when one of them cannot be read. */
  readonly status: 'ok' | 'half-configured' | 'needs-attention' | 'unknown';
  readonly sync: SyncStatus;
  /** Use of a gateway, or the offer of one; empty if there is none, null when it is unknown. */
  readonly gatewayUse: string | null;
  /** Null when one of them is unknown. */
  readonly regions: readonly string[] | null;
}

const URGENCY: Readonly<Record<PeeringTableRow['status'], number>> = { 'half-configured': 0, 'needs-attention': 1, unknown: 2, ok: 3 };

/** Returns the position of a status: what needs attention comes first. */
export const urgencyOf = ({ status }: Pick<PeeringTableRow, 'status'>): number => URGENCY[status];

/** Creates one row for each peering: those that need attention first, then by the names of their ends. */
export function peeringRows(topology: Topology): readonly PeeringTableRow[] {
  return [...topology.peerings.values()]
    .map((peering) => ({
      row: rowOf(topology, peering),
      names: `${nameOf(topology, peering.a)}\n${nameOf(topology, peering.b)}`.toLowerCase(),
    }))
    .sort((p, q) => urgencyOf(p.row) - urgencyOf(q.row) || (p.names < q.names ? -1 : 1))
    .map(({ row }) => row);
}

function rowOf(topology: Topology, peering: Peering): PeeringTableRow {
  const local = endOf(topology, peering, peering.a, peering.ab);
  const remote = endOf(topology, peering, peering.b, peering.ba);
  return {
    peering,
    local,
    remote,
    status: statusOf(topology, peering, [local, remote]),
    sync: syncStatusOf(peering),
    gatewayUse: describeGatewayUse(topology, peering),
    regions: regionsOf(nodeOf(topology, peering.a), nodeOf(topology, peering.b)),
  };
}

function endOf(topology: Topology, peering: Peering, key: ResourceKey, half: Half | undefined): PeeringEnd {
  const node = nodeOf(topology, key);
  return {
    ...describeHalfStatus(topology, peering, key),
    key,
    id: node?.id ?? key,
    name: nameOf(topology, key),
    half,
    addressSpace: node?.addressSpace ?? [],
    subscription: subscriptionName(topology, node?.subscriptionId ?? ''),
  };
}

function statusOf(topology: Topology, peering: Peering, halves: readonly DescribedHalfStatus[]): PeeringTableRow['status'] {
  if (isHalfConfigured(topology, peering)) return 'half-configured';
  if (needsAttention(topology, peering)) return 'needs-attention';
  return halves.some(({ status }) => status === 'unknown') ? 'unknown' : 'ok';
}

function regionsOf(a: Node | undefined, b: Node | undefined): readonly string[] | null {
  if (a?.kind !== 'vnet' || b?.kind !== 'vnet') return null;
  return a.location === b.location ? [a.location] : [a.location, b.location];
}
