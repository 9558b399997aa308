import type { ResourceKey } from '@peerscape/shared/arm';
import { count, formatNumber } from '../../lib/format/format.ts';
import { GOAL_DEFAULTS, type GoalKind } from '../../lib/state/url-state.ts';
import type { Command, CommandContext } from './commands.ts';

/** Above this number, a goal without a selection does not apply to all VNets that match the filter. */
const MAX_UNSELECTED = 100;

/** Returns the VNets of a goal: the selected ones, or else those that match the filter unless there are too many. */
export function goalMembers({
  selected,
  shown,
  topology,
}: Pick<CommandContext, 'selected' | 'shown' | 'topology'>): readonly ResourceKey[] {
  if (selected.size > 0) return [...selected];
  const candidates = [...(shown ?? topology.vnets.keys())].filter((key) => topology.vnets.has(key));
  return candidates.length <= MAX_UNSELECTED ? candidates : [];
}

/** Explains which VNets a goal applies to. */
export function describeOrigin({ selected, shown, topology }: Pick<CommandContext, 'selected' | 'shown' | 'topology'>): string {
  if (selected.size > 0) return 'Applies to the selected VNets.';
  const candidates = shown ? [...shown].filter((key) => topology.vnets.has(key)).length : topology.vnets.size;
  if (candidates > MAX_UNSELECTED)
    return `No VNets are selected, and ${count(candidates, 'VNet')} exceed the limit of ${formatNumber(MAX_UNSELECTED)}. Select VNets or narrow the filter.`;
  return shown ? 'No VNets are selected. Applies to all VNets that match the filter.' : 'No VNets are selected. Applies to all VNets.';
}

const openPanel = ({ setUrl }: CommandContext, panel: { readonly panel: 'goal' | 'compare'; readonly goal?: GoalKind }) =>
  setUrl({ ...GOAL_DEFAULTS, ...panel, apply: '', undo: '', connect: '' });

const hasAtLeast = (minimum: number) => (context: CommandContext) => goalMembers(context).length >= minimum;

const createGoalCommand = (id: string, label: string, kind: GoalKind, minimum: number): Command => ({
  id,
  keywords: 'goal several VNets connect topology',
  label,
  group: 'Change',
  when: hasAtLeast(minimum),
  run: (context) => openPanel(context, { panel: 'goal', goal: kind }),
});

/** Commands for several VNets at once. They open a panel and send nothing to Azure. */
export const goalCommands: readonly Command[] = [
  createGoalCommand('make-mesh', 'Make a mesh…', 'mesh', 2),
  createGoalCommand('make-hub', 'Make hub-and-spoke…', 'hub', 2),
  createGoalCommand('move-spokes', 'Move spokes to another hub…', 'move', 1),
  createGoalCommand('add-to-hub', 'Add to hub (copy settings of its other spokes)…', 'siblings', 1),
  {
    id: 'compare',
    keywords: 'goal cost price',
    label: 'Compare mesh and hub-and-spoke…',
    group: 'Change',
    when: hasAtLeast(2),
    run: (context) => openPanel(context, { panel: 'compare' }),
  },
];
