import type { Finding } from '@peerscape/shared/health';
import { nodeOf, type Topology } from '@peerscape/shared/topology';
import type { ToPortalUrl } from '../../lib/format/portal-url.ts';
import type { Findings } from '../../lib/state/findings.ts';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import type { RoleOverridesHandle } from '../../lib/state/use-role-overrides.ts';
import { GhostPanel } from './ghost-panel.tsx';
import { NotFoundPanel } from './not-found-panel.tsx';
import { PeeringPanel } from './peering-panel.tsx';
import { VNetPanel } from './vnet-panel.tsx';

export interface InspectorProps {
  readonly topology: Topology;
  readonly focused: FocusedItem;
  readonly onInspect: (selection: FocusedItem | undefined) => void;
  /** Copies a text to the clipboard and announces it. */
  readonly onCopy: (text: string, what: string) => void;
  readonly toPortalUrl: ToPortalUrl;
  /** True if there is a resource provider to read from; files have none. */
  readonly canAsk: boolean;
  /** Findings that are not muted. */
  readonly findings: Findings;
  readonly onFinding: (finding: Finding) => void;
  /** Opens the editor of the inspected peering, or the dialog that selects what to connect the inspected VNet to. */
  readonly onConnect: () => void;
  /** Asks what the VNet reaches. */
  readonly onReach: () => void;
  /** Opens the effective routes of a subnet, by its ARM id. */
  readonly onRoutes: (subnetId: string) => void;
  /** Shows only the VNet and its neighbours. */
  readonly onFocus: () => void;
  /** True if there is an Azure to read permissions from. */
  readonly canAskRights: boolean;
  /** Roles (hub or not a hub) that people have set, with the function to set them. */
  readonly roleOverrides: RoleOverridesHandle;
}

/** Renders the panel of the inspected VNet, VNet without access, or peering. */
export function Inspector(props: InspectorProps) {
  const { topology, focused } = props;
  if (focused.kind === 'peering') {
    const peering = topology.peerings.get(focused.key);
    return peering ? <PeeringPanel key={focused.key} {...props} peering={peering} /> : <NotFoundPanel {...props} />;
  }
  const node = nodeOf(topology, focused.key);
  if (!node) return <NotFoundPanel {...props} />;
  return node.kind === 'vnet' ? <VNetPanel key={node.key} {...props} vnet={node} /> : <GhostPanel key={node.key} {...props} ghost={node} />;
}
