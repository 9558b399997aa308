import type { Status } from '@peerscape/shared/api';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { Topology, TopologyRows } from '@peerscape/shared/topology';
import type { DraftHandle } from '../../../lib/state/use-draft.tsx';
import type { OnAnnounce } from '../announce.ts';

/** Props of the plan panel: what it displays, and its callbacks. */
export interface PlanPanelProps {
  readonly topology: Topology;
  /** Rows of the topology. */
  readonly rows: TopologyRows;
  readonly status: Pick<Status, 'changes' | 'source' | 'store' | 'tenant'>;
  /** Time at which the topology was read, ISO 8601. */
  readonly readAt: string;
  readonly draft: DraftHandle;
  /** ID of the apply to undo; undefined to review the draft. */
  readonly undoes?: string | undefined;
  /** Called with the ID of the apply that was started, or that already used the plan. */
  readonly onOpenApply: (apply: string) => void;
  readonly onRefresh: () => void;
  /** Opens the question whether one VNet reaches another. */
  readonly onAsk: (from: ResourceKey, to: ResourceKey) => void;
  readonly onClose: () => void;
  readonly onCopy: (text: string, what: string) => void;
  readonly onAnnounce: OnAnnounce;
}
