import { nodeOf } from '@peerscape/shared/topology';
import { nameOf, peeringName } from '../../lib/format/names.ts';
import { isMac, keyCaps } from '../../lib/format/shortcut-keys.ts';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import { formatFocusedItem } from '../../lib/state/focused-item-text.ts';
import type { MenuTarget } from '../../lib/state/use-item-menu.tsx';
import { type CommandContext, getCommand, labelOf } from './commands.ts';
import type { Side } from './half-commands.ts';

/** Item of a context menu: a command of the registry on the target. */
interface MenuRow {
  readonly command: string;
  /** End of the peering that the item is about. Such an item is left out while it is not available. */
  readonly side?: Side;
  /** Reason to show while the command does not apply; it is left out without one. */
  readonly otherwise?: string;
}

/** Rows of a menu, in groups. */
type MenuTable = readonly (readonly MenuRow[])[];

const OPEN: readonly MenuRow[] = [{ command: 'open-item' }, { command: 'frame' }];

const VNET: MenuTable = [
  OPEN,
  [
    { command: 'connect', otherwise: 'There is no other VNet' },
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
  [{ command: 'fit' }, { command: 'legend' }, { command: 'layer-findings' }],
  [{ command: 'connect' }, { command: 'select-matching' }, { command: 'clear-selection' }],
  [{ command: 'export-map' }, { command: 'copy-link' }, { command: 'reset-positions' }],
];

/** Item of a context menu, as text and functions. */
export interface ItemMenuEntry {
  readonly id: string;
  readonly label: string;
  readonly shortcut?: string;
  readonly unavailable?: string;
  readonly href?: string;
  readonly run: () => void;
}

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
export function menuGroups(target: MenuTarget, context: CommandContext): readonly (readonly ItemMenuEntry[])[] {
  const onTarget = { ...context, focused: toFocusedItem(target) };
  return tableOf(target, context)
    .map((rows) => rows.filter((row) => isAboutTarget(row, target, context)).flatMap((row) => toEntry(row, onTarget)))
    .filter((entries) => entries.length > 0);
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

/** Returns true when the shortcuts of the keyboard act on the target, too. */
const isOpen = ({ focused, url }: CommandContext): boolean => formatFocusedItem(focused) === url.select;

function toEntry({ command: id, side, otherwise }: MenuRow, context: CommandContext): readonly ItemMenuEntry[] {
  const command = getCommand(id);
  const applies = command.when?.(context) ?? true;
  if (!applies && otherwise === undefined) return [];
  const unavailable = applies ? command.unavailable?.(context) : otherwise;
  if (side !== undefined && unavailable !== undefined) return [];
  const href = command.href?.(context);
  return [
    {
      id,
      label: command.shortLabel?.(context) ?? labelOf(command, context),
      ...(command.shortcut &&
        isOpen(context) && { shortcut: keyCaps(command.shortcut, isMac()).join(command.shortcut.includes('+') ? '+' : ' ') }),
      ...(unavailable !== undefined && { unavailable }),
      ...(href !== undefined && { href }),
      run: () => command.run(context),
    },
  ];
}
