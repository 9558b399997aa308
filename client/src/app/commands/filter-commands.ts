import type { ResourceKey } from '@peerscape/shared/arm';
import { formatNear } from '@peerscape/shared/search';
import { count } from '../../lib/format/format.ts';
import { nameOf } from '../../lib/format/names.ts';
import { MAX_FILTER_LENGTH } from '../../lib/state/url-state.ts';
import type { Command, CommandContext } from './commands.ts';

/** Returns the VNets that a filter can be made of: the focused one or the ends of the focused peering. */
const focusedEnds = ({ focused, topology }: CommandContext): readonly ResourceKey[] => {
  if (focused?.kind === 'vnet') return [focused.key];
  const peering = focused && topology.peerings.get(focused.key);
  return peering ? [peering.a, peering.b] : [];
};

/** Returns the filter for the selected VNets, or else for the focused item, alone. */
const onlyChosen = (context: CommandContext): string =>
  formatNear(context.topology, context.selected.size > 0 ? context.selected : focusedEnds(context), 0);

/** Tests whether a filter is short enough for a link. */
const isUsable = (text: string): boolean => text !== '' && text.length <= MAX_FILTER_LENGTH;

/** Applies a filter and hides on the map what does not match. */
function showOnly({ map, setFilter }: CommandContext, text: string): void {
  map()?.fit();
  setFilter(text, 'hide');
}

const describeNeighbourhood = (context: CommandContext): string => {
  const [one, other] = focusedEnds(context).map((key) => nameOf(context.topology, key));
  if (one === undefined) return 'the open VNet';
  return other === undefined ? `${one} and its neighbours` : `${one}, ${other} and their neighbours`;
};

/** Commands that filter. */
export const filterCommands: readonly Command[] = [
  { id: 'search', keywords: 'find query', label: 'Filter', group: 'Find', shortcut: '/', run: ({ focusSearch }) => focusSearch() },
  {
    id: 'clear-filter',
    keywords: 'reset show everything',
    label: 'Clear the filter',
    group: 'Find',
    shortcut: 'x',
    when: ({ filterText }) => filterText !== '',
    run: ({ setFilterText }) => setFilterText(''),
  },
  {
    id: 'others',
    keywords: 'fade',
    label: ({ url }) => (url.others === 'hide' ? 'Dim what does not match the filter' : 'Hide what does not match the filter'),
    group: 'Find',
    shortcut: 'h',
    when: ({ url, shown }) => url.view === 'map' && shown !== undefined,
    run: ({ url, setUrl }) => setUrl({ others: url.others === 'hide' ? 'dim' : 'hide' }),
  },
  {
    id: 'focus-neighbourhood',
    keywords: 'neighbors isolate show only',
    label: (context) => `Focus on ${describeNeighbourhood(context)}`,
    shortLabel: () => 'Focus on neighbourhood',
    group: 'Find',
    shortcut: 'o',
    when: (context) => focusedEnds(context).length > 0,
    run: (context) => showOnly(context, formatNear(context.topology, focusedEnds(context))),
  },
  {
    id: 'hide-others',
    keywords: 'isolate show only',
    label: ({ selected }) => (selected.size > 0 ? `Hide others than the ${count(selected.size, 'selected VNet')}` : 'Hide others'),
    shortLabel: ({ selected }) => (selected.size > 1 ? `Hide others than the ${count(selected.size, 'selected VNet')}` : 'Hide others'),
    group: 'Find',
    when: (context) => isUsable(onlyChosen(context)),
    run: (context) => showOnly(context, onlyChosen(context)),
  },
  {
    id: 'saved-filters',
    keywords: 'bookmark preset favourite',
    label: ({ filterText }) => (filterText === '' ? 'Saved filters…' : 'Save this filter, or open saved filters…'),
    group: 'Find',
    run: ({ openDialog }) => openDialog('saved-filters'),
  },
  {
    id: 'filter-help',
    keywords: 'syntax query language how to search documentation',
    label: 'Filter help',
    group: 'Find',
    run: ({ openDialog }) => openDialog('filter-help'),
  },
];
