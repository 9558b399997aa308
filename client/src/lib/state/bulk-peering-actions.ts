import type { Intent } from '@peerscape/shared/plan';
import { isHalfConfigured, type Peering, type Topology } from '@peerscape/shared/topology';
import { type SyncStatus, syncStatusOf } from '../format/sync-status-of.ts';
import { type PeeringFix, peeringFixes } from './peering-fix.ts';
import { existingHalves, whyNoDeletion } from './why-no-deletion.ts';

/** An action on several peerings: the intents where it applies, and the numbers of the others by reason. */
export interface BulkAction {
  readonly kind: 'sync' | 'repair' | 'delete';
  readonly label: string;
  readonly intents: readonly Intent[];
  /** Reasons why it does not apply to the others, each as a text after a number: `in sync`. */
  readonly others: ReadonlyMap<string, number>;
}

/** Returns the intent of an action on a peering, or the reason why it does not apply. */
type Decide = (topology: Topology, peering: Peering, fix: PeeringFix | undefined) => Intent | string;

const WHY_NO_SYNC: Readonly<Record<SyncStatus, string>> = {
  'in-sync': 'in sync',
  'out-of-sync': 'with a half that is not visible to you',
  unknown: 'with unknown sync level',
  none: 'not connected',
};

const decideSync: Decide = (_, peering, fix) => (fix?.kind === 'sync' ? fix.intent : WHY_NO_SYNC[syncStatusOf(peering)]);

const decideRepair: Decide = (topology, peering, fix) => {
  if (fix?.kind === 'repair') return fix.intent;
  if (fix?.kind === 'delete-leftover') return 'with a leftover half, which can only be deleted';
  if (fix?.kind === 'sync') return 'out of sync, which Sync fixes';
  return isHalfConfigured(topology, peering) ? 'with a VNet that is not visible to you' : 'not half-configured';
};

const decideDelete: Decide = (topology, peering) =>
  whyNoDeletion(topology, existingHalves(peering)) ? 'managed by a virtual hub' : { kind: 'delete', from: peering.a, to: peering.b };

const ACTIONS = [
  { kind: 'sync', label: 'Sync', decide: decideSync },
  { kind: 'repair', label: 'Repair', decide: decideRepair },
  { kind: 'delete', label: 'Delete', decide: decideDelete },
] as const;

/** Returns what each action does to the peerings. */
export function bulkPeeringActions(topology: Topology, peerings: readonly Peering[]): readonly BulkAction[] {
  const fixes = peeringFixes(topology, peerings);
  return ACTIONS.map(({ kind, label, decide }) => {
    const intents: Intent[] = [];
    const others = new Map<string, number>();
    for (const peering of peerings) {
      const decision = decide(topology, peering, fixes.get(peering));
      if (typeof decision === 'string') others.set(decision, (others.get(decision) ?? 0) + 1);
      else intents.push(decision);
    }
    return { kind, label, intents, others };
  });
}
