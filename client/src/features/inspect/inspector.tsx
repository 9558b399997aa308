import type { Finding } from '@peerscape/shared/health';
import { nodeOf, type Topology } from '@peerscape/shared/topology';
import type { Findings } from '../../lib/state/findings.ts';
import type { Selection } from '../../lib/state/selection.ts';
import type { SaidShapes } from '../../lib/state/use-said-roles.ts';
import { GhostPanel } from './ghost-panel.tsx';
import { Nothing } from './nothing.tsx';
import { PeeringPanel } from './peering-panel.tsx';
import { VNetPanel } from './vnet-panel.tsx';

export interface InspectorProps {
  readonly topology: Topology;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection | undefined) => void;
  /** Copies a text and says so. */
  readonly onCopy: (text: string, what: string) => void;
  /** Base of the Azure portal; absent where there is none. */
  readonly portalUrl: string | undefined;
  /** Whether there is a resource provider to ask; a file has none. */
  readonly canAsk: boolean;
  /** What is wrong, as far as this person wants to be told. */
  readonly findings: Findings;
  readonly onFinding: (finding: Finding) => void;
  /** Opens both halves of a selected peering, or asks what to connect a selected VNet with. */
  readonly onConnect: () => void;
  /** Whether there is an Azure to ask for rights. */
  readonly canAskRights: boolean;
  /** Which VNets people call hubs, or no hubs. */
  readonly said: SaidShapes;
}

/** What there is to know about the selection. */
export function Inspector(props: InspectorProps) {
  const { topology, selection } = props;
  if (selection.kind === 'peering') {
    const peering = topology.peerings.get(selection.key);
    return peering ? <PeeringPanel key={selection.key} {...props} peering={peering} /> : <Nothing {...props} />;
  }
  const node = nodeOf(topology, selection.key);
  if (!node) return <Nothing {...props} />;
  return node.kind === 'vnet' ? <VNetPanel key={node.key} {...props} vnet={node} /> : <GhostPanel key={node.key} {...props} ghost={node} />;
}
