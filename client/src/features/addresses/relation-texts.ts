import type { Relation } from '@peerscape/shared/addresses';
import type { Severity } from '@peerscape/shared/health';

interface RelationText {
  readonly severity: Severity;
  readonly title: string;
  /** Consequence of an overlap of VNets with this relation. */
  readonly meaning: string;
}

/** Texts about overlapping VNets, by their relation. */
export const RELATION_TEXTS: Readonly<Record<Relation, RelationText>> = {
  peered: {
    severity: 'error',
    title: 'Peered with each other',
    meaning: 'Each VNet routes these addresses to its own machines and cannot reach those of the other one. Azure rejects such a peering.',
  },
  'shared-peer': {
    severity: 'warning',
    title: 'Peered with the same VNet',
    meaning: 'The VNet in between can reach only one of the two at these addresses. Azure rejects the second peering.',
  },
  'connected-group': {
    severity: 'warning',
    title: 'In the same connected group',
    meaning: 'They cannot reach each other at these addresses, although the group connects them.',
  },
  'same-network': {
    severity: 'info',
    title: 'In the same network, further apart',
    meaning: 'Peerings of other VNets join them. Where hubs pass traffic on, routes for these addresses can lead to only one of them.',
  },
  unrelated: {
    severity: 'info',
    title: 'Not connected',
    meaning: 'No peering joins them. It matters only if they are ever to be peered with each other or with the same VNet.',
  },
};
