import type { ResourceKey } from '@peerscape/shared/arm';
import { otherEnd, type VNet } from '@peerscape/shared/topology';
import { formatNumber } from '../../lib/format/format.ts';
import { nameOf } from '../../lib/format/names.ts';
import type { Command, CommandContext } from './commands.ts';

const focusedVNet = ({ focused, topology }: CommandContext): VNet | undefined =>
  focused?.kind === 'vnet' ? topology.vnets.get(focused.key) : undefined;

const isFocusedSelected = ({ focused, selected }: CommandContext): boolean => focused?.kind === 'vnet' && selected.has(focused.key);

/** Returns the VNets that match the filter; ghosts cannot be selected. */
const matchingVNets = ({ shown, topology }: CommandContext): readonly ResourceKey[] =>
  [...(shown ?? topology.vnets.keys())].filter((key) => topology.vnets.has(key));

/** Returns the VNets that are peered with the focused VNet or ghost, without ghosts. */
const neighbours = ({ focused, topology }: CommandContext): readonly ResourceKey[] => {
  if (focused?.kind !== 'vnet') return [];
  const ends = (topology.peeringsOf.get(focused.key) ?? []).map((peering) => otherEnd(peering, focused.key));
  return ends.filter((key) => topology.vnets.has(key));
};

const focusedName = ({ focused, topology }: CommandContext): string =>
  focused?.kind === 'vnet' ? nameOf(topology, focused.key) : 'the open VNet';

/** Commands that change the multi-selection of VNets. */
export const selectionCommands: readonly Command[] = [
  {
    id: 'toggle-selected',
    keywords: 'pick choose mark',
    label: (context) => {
      const vnet = focusedVNet(context);
      if (!vnet) return 'Select the open VNet';
      return isFocusedSelected(context) ? `Deselect ${vnet.name}` : `Select ${vnet.name}`;
    },
    shortLabel: (context) => (isFocusedSelected(context) ? 'Deselect' : 'Select'),
    group: 'Selection',
    shortcut: 't',
    when: (context) => focusedVNet(context) !== undefined,
    run: (context) => {
      const vnet = focusedVNet(context);
      if (vnet) context.changeSelected([vnet.key], 'toggle');
    },
  },
  {
    id: 'select-matching',
    keywords: 'pick choose all',
    label: (context) =>
      `${context.shown ? 'Select all VNets that match the filter' : 'Select all VNets'} (${formatNumber(matchingVNets(context).length)})`,
    group: 'Selection',
    when: (context) => matchingVNets(context).length > 0,
    run: (context) => context.changeSelected(matchingVNets(context), 'add'),
  },
  {
    id: 'select-neighbours',
    keywords: 'pick adjacent connected peers neighbors',
    label: (context) => `Select VNets peered with ${focusedName(context)} (${formatNumber(neighbours(context).length)})`,
    shortLabel: (context) => `Select neighbours (${formatNumber(neighbours(context).length)})`,
    group: 'Selection',
    when: (context) => neighbours(context).length > 0,
    run: (context) => context.changeSelected(neighbours(context), 'add'),
  },
  {
    id: 'clear-selection',
    keywords: 'deselect none',
    label: ({ selected }) => `Clear selection (${formatNumber(selected.size)})`,
    group: 'Selection',
    when: ({ selected }) => selected.size > 0,
    run: ({ setSelected }) => setSelected([]),
  },
];
