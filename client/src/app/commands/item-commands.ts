import { peeringName } from '../../lib/format/names.ts';
import { formatPair } from '../../lib/format/pair-text.ts';
import { formatFocusedItem } from '../../lib/state/focused-item-text.ts';
import type { Command } from './commands.ts';
import { focusedNode, focusedPeering } from './focused.ts';
import { halfCommands, portalCommand } from './half-commands.ts';
import { vnetCommands } from './vnet-commands.ts';

/** Commands on the open VNet or peering, which are also in its context menu. */
export const itemCommands: readonly Command[] = [
  {
    id: 'open-item',
    keywords: 'inspect',
    label: 'Open details',
    group: 'Selection',
    when: ({ focused, url }) => focused !== undefined && formatFocusedItem(focused) !== url.select,
    run: ({ focused, openItem }) => {
      if (focused) openItem(focused);
    },
  },
  {
    id: 'edit-peering',
    keywords: 'change options settings gateway transit forwarded traffic',
    label: (context) => {
      const peering = focusedPeering(context);
      return peering ? `Edit peering ${peeringName(context.topology, peering)}…` : 'Edit peering…';
    },
    shortLabel: () => 'Edit peering…',
    group: 'Change',
    when: (context) => focusedPeering(context) !== undefined,
    run: (context) => {
      const peering = focusedPeering(context);
      if (peering) context.setUrl({ connect: formatPair(peering) });
    },
  },
  ...vnetCommands,
  portalCommand('portal', (context) => focusedNode(context)?.key),
  ...halfCommands('a'),
  ...halfCommands('b'),
];
