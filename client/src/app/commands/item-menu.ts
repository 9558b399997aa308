import type { ResourceKey } from '@peerscape/shared/arm';
import { nodeOf } from '@peerscape/shared/topology';
import { nameOf, peeringName } from '../../lib/format/names.ts';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import { formatFocusedItem } from '../../lib/state/focused-item-text.ts';
import type { MenuTarget } from '../../lib/state/use-item-menu.tsx';
import type { CommandContext } from './commands.ts';
import { type CommandEntry, type MenuRow, type MenuTable, menuEntries } from './menu-entries.ts';

const NO_VNETS: ReadonlySet<ResourceKey> = new Set();

const OPEN: readonly MenuRow[] = [
  { command: 'open-item' },
  { command: 'frame' },
  { command: 'focus-neighbourhood' },
  { command: 'hide-others' },
];

const VNET: MenuTable = [
  OPEN,
  [
    { command: 'connect', otherwise: 'There is no other VNet' },
    { command: 'reach' },
    { command: 'vnet-reach' },
    { command: 'toggle-selected' },
    { command: 'select-neighbours', otherwise: 'No peerings with VNets visible to you' },
  ],
  [
    { command: 'repair-all-of-vnet' },
    { command: 'sync-all-of-vnet' },
    { command: 'delete-leftovers-of-vnet' },
    { command: 'delete-all-of-vnet' },
  ],
  [{ command: 'portal' }, { command: 'copy-id' }],
];

const GHOST: MenuTable = [
  OPEN,
  [
    { command: 'connect', otherwise: 'There is no other VNet' },
    { command: 'select-neighbours', otherwise: 'No peerings with VNets visible to you' },
  ],
  [{ command: 'delete-leftovers-of-vnet' }],
  [{ command: 'portal' }, { command: 'copy-id' }],
];

const PEERING: MenuTable = [
  OPEN,
  [{ command: 'edit-peering' }, { command: 'repair' }, { command: 'sync' }],
  [{ command: 'delete-peering' }, { command: 'delete-half-a', side: 'a' }, { command: 'delete-half-b', side: 'b' }],
  [
    { command: 'portal-a', side: 'a' },
    { command: 'portal-b', side: 'b' },
    { command: 'copy-half-id-a', side: 'a' },
    { command: 'copy-half-id-b', side: 'b' },
  ],
];

const MAP: MenuTable = [
  [{ command: 'fit' }, { command: 'others' }, { command: 'legend' }, { command: 'layer-findings' }],
  [{ command: 'connect' }, { command: 'reach' }, { command: 'select-matching' }, { command: 'clear-selection' }],
  [{ command: 'export-map' }, { command: 'copy-link' }, { command: 'reset-positions' }],
];

/** Returns the title of a target's menu; undefined if the target no longer exists. */
export function menuTitle(target: MenuTarget, { topology }: CommandContext): string | undefined {
  if (target.kind === 'map') return 'Map';
  if (target.kind === 'vnet') return nodeOf(topology, target.key)?.name;
  const peering = topology.peerings.get(target.key);
  if (!peering) return undefined;
  const { owner } = target;
  if (owner === undefined) return peeringName(topology, peering);
  return `${nameOf(topology, owner)} → ${nameOf(topology, owner === peering.a ? peering.b : peering.a)}`;
}

/** Lists the actions on a target in groups: commands of the registry, run as if the target was open. */
export function menuGroups(target: MenuTarget, context: CommandContext): readonly (readonly CommandEntry[])[] {
  // in the menu of a selected VNet, what can be done with a selection is about all of it
  const isSelected = target.kind === 'map' || (target.kind === 'vnet' && context.selected.has(target.key));
  const onTarget = { ...context, focused: toFocusedItem(target), selected: isSelected ? context.selected : NO_VNETS };
  const rows = tableOf(target, context).map((group) => group.filter((row) => isAboutTarget(row, target, context)));
  // a shortcut acts on the open item
  const hasShortcuts = target.kind === 'map' || formatFocusedItem(onTarget.focused) === context.url.select;
  return menuEntries(rows, onTarget, { hasTitle: true, hasShortcuts });
}

function tableOf(target: MenuTarget, { topology }: CommandContext): MenuTable {
  if (target.kind === 'map') return MAP;
  if (target.kind === 'peering') return PEERING;
  return topology.ghosts.has(target.key) ? GHOST : VNET;
}

const toFocusedItem = (target: MenuTarget): FocusedItem | undefined =>
  target.kind === 'map' ? undefined : target.kind === 'vnet' ? { kind: 'vnet', key: target.key } : { kind: 'peering', key: target.key };

/** Returns false for the items of one half in the menu of the other half. */
function isAboutTarget({ side }: MenuRow, target: MenuTarget, { topology }: CommandContext): boolean {
  if (side === undefined || target.kind !== 'peering' || target.owner === undefined) return true;
  return topology.peerings.get(target.key)?.[side] === target.owner;
}
