import type { ResourceKey } from '@peerscape/shared/arm';
import {
  halfFrom,
  isHalfConfigured,
  missingOf,
  type Node,
  needsAttention,
  otherEnd,
  type Peering,
  type Topology,
} from '@peerscape/shared/topology';
import { nameOf, subscriptionName } from '../../lib/format/names.ts';
import { countBySeverity, type Findings } from '../../lib/state/findings.ts';

/** Row of the VNet table, for a VNet or ghost. */
export interface VNetTableRow {
  readonly node: Node;
  readonly region: string | null;
  readonly subscription: string;
  readonly peerings: number;
  /** True if not all peerings of the VNet were read, so that there may be more. */
  readonly isIncomplete: boolean;
  readonly halfConfigured: number;
  /** Half-configured peerings included. */
  readonly needAttention: number;
  readonly findings: number;
  /** Errors and warnings among the findings. */
  readonly problems: number;
  /** Types of its gateways; null when some may not have been read. */
  readonly gateways: readonly string[] | null;
  /** Names of the VNets whose gateways it uses; null when peerings that were not read may use one. */
  readonly usedGateways: readonly string[] | null;
}

/** Creates one row for each VNet and ghost: those that need attention first, then by name. */
export function vnetRows(topology: Topology, findings: Findings): readonly VNetTableRow[] {
  const nodes = [...topology.vnets.values(), ...topology.ghosts.values()];
  return nodes.map((node) => rowOf(topology, node, findings)).sort(compareUrgency);
}

function compareUrgency(one: VNetTableRow, other: VNetTableRow): number {
  return (
    other.halfConfigured - one.halfConfigured ||
    other.needAttention - one.needAttention ||
    other.problems - one.problems ||
    (one.node.name.toLowerCase() < other.node.name.toLowerCase() ? -1 : 1)
  );
}

function rowOf(topology: Topology, node: Node, { byNode }: Findings): VNetTableRow {
  const peerings = topology.peeringsOf.get(node.key) ?? [];
  const findings = byNode.get(node.key) ?? [];
  const { error, warning } = countBySeverity(findings);
  const isIncomplete = node.kind === 'vnet' && node.halvesNotRead === true;
  return {
    node,
    region: node.kind === 'vnet' ? node.location : null,
    subscription: subscriptionName(topology, node.subscriptionId),
    peerings: peerings.length,
    isIncomplete,
    halfConfigured: peerings.filter((peering) => isHalfConfigured(topology, peering)).length,
    needAttention: peerings.filter((peering) => needsAttention(topology, peering)).length,
    findings: findings.length,
    problems: error + warning,
    gateways: gatewaysOf(topology, node),
    usedGateways: usedGatewaysOf(topology, node.key, peerings, node.kind === 'ghost' || isIncomplete),
  };
}

const GATEWAY_TYPES: Readonly<Record<string, string>> = { Vpn: 'VPN', Unknown: 'Type unknown' };

function gatewaysOf(topology: Topology, { kind, key }: Node): readonly string[] | null {
  const types = (topology.attachedResources.get(key)?.gateways ?? []).map((gateway) => GATEWAY_TYPES[gateway.kind] ?? gateway.kind);
  const mayHaveMore = kind === 'ghost' || missingOf(topology, ['gateways'], [key]).length > 0;
  return types.length === 0 && mayHaveMore ? null : types;
}

function usedGatewaysOf(topology: Topology, key: ResourceKey, peerings: readonly Peering[], mayUseMore: boolean): readonly string[] | null {
  const names = peerings
    .filter((peering) => halfFrom(peering, key)?.useRemoteGateways)
    .map((peering) => nameOf(topology, otherEnd(peering, key)));
  return names.length === 0 && mayUseMore ? null : names;
}
