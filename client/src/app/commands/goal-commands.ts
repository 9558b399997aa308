import type { ResourceKey } from '@peerscape/shared/arm';
import { count, formatNumber } from '../../lib/format/format.ts';
import { type GoalKind, NOTHING_CHOSEN } from '../../lib/state/url-state.ts';
import type { Command, Desk } from './commands.ts';

/** Beyond this many, what the filter happens to show is no choice that somebody made. */
const MOST_SHOWN = 100;

/** The VNets that a goal is about: those that are picked, else those that the filter shows, while they are few. */
export function goalMembers({ picked, shown, topology }: Pick<Desk, 'picked' | 'shown' | 'topology'>): readonly ResourceKey[] {
  if (picked.size > 0) return [...picked];
  const all = [...(shown ?? topology.vnets.keys())].filter((key) => topology.vnets.has(key));
  return all.length <= MOST_SHOWN ? all : [];
}

/** How they came to be the ones. */
export function originWords({ picked, shown, topology }: Pick<Desk, 'picked' | 'shown' | 'topology'>): string {
  if (picked.size > 0) return 'The VNets that are picked.';
  const all = shown ? [...shown].filter((key) => topology.vnets.has(key)).length : topology.vnets.size;
  if (all > MOST_SHOWN)
    return `None is picked, and ${count(all, 'VNet')} are more than ${formatNumber(MOST_SHOWN)}. Pick some, or narrow the filter.`;
  return shown ? 'None is picked, so it is all that the filter shows.' : 'None is picked, so it is all there are.';
}

const open = ({ setUrl }: Desk, part: { readonly panel: 'goal' | 'compare'; readonly goal?: GoalKind }) =>
  setUrl({ ...NOTHING_CHOSEN, ...part, apply: '', undo: '', connect: '' });

const hasAtLeast = (least: number) => (desk: Desk) => goalMembers(desk).length >= least;

const goal = (id: string, label: string, kind: GoalKind, least: number): Command => ({
  id,
  label,
  group: 'Change',
  when: hasAtLeast(least),
  run: (desk) => open(desk, { panel: 'goal', goal: kind }),
});

/** The commands for several VNets at once. They open a panel and send nothing. */
export const goalCommands: readonly Command[] = [
  goal('make-mesh', 'Make a mesh…', 'mesh', 2),
  goal('make-hub', 'Make a hub of these…', 'hub', 2),
  goal('move-spokes', 'Move spokes to another hub…', 'move', 1),
  goal('add-as-siblings', 'Add to a hub as its siblings are…', 'siblings', 1),
  {
    id: 'compare',
    label: 'Compare as mesh and as hub-and-spoke',
    group: 'Change',
    when: hasAtLeast(2),
    run: (desk) => open(desk, { panel: 'compare' }),
  },
];
