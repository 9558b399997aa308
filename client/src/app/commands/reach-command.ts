import type { ResourceKey } from '@peerscape/shared/arm';
import { nameOf } from '../../lib/format/names.ts';
import { REACH_DEFAULTS } from '../../lib/state/url-state.ts';
import type { Command, CommandContext } from './commands.ts';

/** Returns the places that a question begins with: two selected VNets, or the focused one. */
function placesOf({ selected, focused, topology }: CommandContext): readonly ResourceKey[] {
  if (selected.size === 2) return [...selected];
  return focused?.kind === 'vnet' && topology.vnets.has(focused.key) ? [focused.key] : [];
}

/** Opens a question; places are empty until they are chosen. */
export const askReach = ({ setUrl }: Pick<CommandContext, 'setUrl'>, from: string, to: string): void =>
  setUrl({ ...REACH_DEFAULTS, panel: 'reach', from, to, apply: '', undo: '', connect: '' });

/** Command that asks whether one place reaches another. */
export const reachCommand: Command = {
  id: 'reach',
  keywords: 'reachability connectivity route path trace hop ping why cannot talk troubleshoot network watcher transitive',
  label: (context) => {
    const [from, to] = placesOf(context).map((key) => nameOf(context.topology, key));
    if (from === undefined) return 'Can A reach B?…';
    return to === undefined ? `Can ${from} reach…` : `Can ${from} reach ${to}?`;
  },
  shortLabel: (context) => {
    const [, to] = placesOf(context);
    return to === undefined
      ? 'Can it reach…'
      : `Can ${placesOf(context)
          .map((key) => nameOf(context.topology, key))
          .join(' reach ')}?`;
  },
  group: 'Find',
  shortcut: 'g r',
  when: ({ topology }) => topology.vnets.size > 0,
  run: (context) => {
    const [from = '', to = ''] = placesOf(context);
    askReach(context, from, to);
  },
};

/** Command that highlights on the map what the focused VNet reaches, and what reaches it. */
export const vnetReachCommand: Command = {
  id: 'vnet-reach',
  keywords: 'reachability connectivity blast radius highlight layer who can talk to',
  label: ({ focused, topology }) =>
    focused?.kind === 'vnet' ? `Show what ${nameOf(topology, focused.key)} reaches` : 'Show reach of the VNet',
  shortLabel: () => 'Show its reach on the map',
  group: 'Find',
  when: ({ focused, topology }) => focused?.kind === 'vnet' && topology.vnets.has(focused.key),
  run: ({ focused, setUrl }) => {
    if (focused?.kind !== 'vnet') return;
    setUrl({ ...REACH_DEFAULTS, view: 'map', panel: 'vnet-reach', from: focused.key, apply: '', undo: '', connect: '' });
  },
};
