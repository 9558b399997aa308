import type { PeeringKey } from '@peerscape/shared/topology';
import { formatNumber } from '../../lib/format/format.ts';
import type { BulkAction } from '../../lib/state/bulk-peering-actions.ts';
import type { SelectionChange } from '../../lib/state/multi-selection.ts';
import type { Command, CommandContext } from './commands.ts';

/** Multi-selection of peerings, which the peering table shows. */
export interface PeeringSelection {
  readonly keys: ReadonlySet<PeeringKey>;
  readonly actions: readonly BulkAction[];
  readonly change: (keys: readonly PeeringKey[], change: SelectionChange) => void;
  readonly clear: () => void;
}

/** Returns the action, where it applies to at least one of the selected peerings. */
const actionOf = ({ url, selectedPeerings }: CommandContext, kind: BulkAction['kind']): BulkAction | undefined =>
  url.view === 'peerings' ? selectedPeerings.actions.find((action) => action.kind === kind && action.intents.length > 0) : undefined;

const toCommand = (kind: BulkAction['kind'], verb: string): Command => ({
  id: `${kind}-selected`,
  label: (context) => `${verb} selected peerings (${formatNumber(actionOf(context, kind)?.intents.length ?? 0)})`,
  shortLabel: (context) => `${verb} ${formatNumber(actionOf(context, kind)?.intents.length ?? 0)}`,
  group: 'Change',
  when: (context) => actionOf(context, kind) !== undefined,
  run: (context) => context.addToDraft(actionOf(context, kind)?.intents ?? []),
});

/** Commands that add a change of each selected peering to the draft. */
export const peeringSelectionCommands: readonly Command[] = [
  toCommand('sync', 'Sync'),
  toCommand('repair', 'Repair'),
  toCommand('delete', 'Delete'),
];
