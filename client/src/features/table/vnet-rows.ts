import { isHalfConfigured, type Node, needsAttention, type Topology } from '@peerscape/shared/topology';
import { subscriptionName } from '../../lib/format/names.ts';
import type { Findings } from '../../lib/state/findings.ts';

/** Row of the VNet table, for a VNet or ghost. */
export interface VNetTableRow {
  readonly node: Node;
  readonly region: string;
  readonly subscription: string;
  readonly peerings: number;
  /** True if not all peerings of the VNet were read, so that there may be more. */
  readonly isIncomplete: boolean;
  readonly halfConfigured: number;
  /** Half-configured peerings included. */
  readonly needAttention: number;
  readonly findings: number;
}

/** Creates one row for each VNet and ghost, sorted by name. */
export function vnetRows(topology: Topology, findings: Findings): readonly VNetTableRow[] {
  const nodes = [...topology.vnets.values(), ...topology.ghosts.values()];
  return nodes
    .map((node) => {
      const peerings = topology.peeringsOf.get(node.key) ?? [];
      return {
        node,
        region: node.kind === 'vnet' ? node.location : '',
        subscription: subscriptionName(topology, node.subscriptionId),
        peerings: peerings.length,
        isIncomplete: node.kind === 'vnet' && node.halvesNotRead === true,
        halfConfigured: peerings.filter((peering) => isHalfConfigured(topology, peering)).length,
        needAttention: peerings.filter((peering) => needsAttention(topology, peering)).length,
        findings: findings.byNode.get(node.key)?.length ?? 0,
      };
    })
    .sort((a, b) => (a.node.name.toLowerCase() < b.node.name.toLowerCase() ? -1 : 1));
}
