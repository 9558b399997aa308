import type { Status } from '@peerscape/shared/api';
import type { Topology } from '@peerscape/shared/topology';
import type { DraftHandle } from '../../../lib/state/use-draft.tsx';
import type { OnSay } from '../on-say.ts';

/** What the review of a plan needs, and what it leads to. */
export interface PlanPanelProps {
  readonly topology: Topology;
  readonly status: Pick<Status, 'changes' | 'source' | 'tenant'>;
  /** When the topology was read. */
  readonly readAt: string;
  readonly draft: DraftHandle;
  /** The apply to take back; without it the draft is reviewed. */
  readonly undoes?: string | undefined;
  /** Called with the apply that was started, or that had used the plan. */
  readonly onOpenApply: (apply: string) => void;
  readonly onRefresh: () => void;
  readonly onClose: () => void;
  readonly onCopy: (text: string, what: string) => void;
  readonly onSay: OnSay;
}
