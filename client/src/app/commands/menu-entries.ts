import { isMac, keyCaps } from '../../lib/format/shortcut-keys.ts';
import { type CommandContext, getCommand, labelOf } from './commands.ts';
import type { Side } from './half-commands.ts';

/** Item of a menu: a command of the registry. */
export interface MenuRow {
  readonly command: string;
  /** End of the peering that the item is about. Such an item is left out while it is not available. */
  readonly side?: Side;
  /** Reason to show while the command does not apply; it is left out without one. */
  readonly otherwise?: string;
}

/** Rows of a menu, in groups. */
export type MenuTable = readonly (readonly MenuRow[])[];

/** Item of a menu, as text and functions. */
export interface CommandEntry {
  readonly id: string;
  readonly label: string;
  readonly shortcut?: string;
  readonly unavailable?: string;
  readonly href?: string;
  readonly run: () => void;
}

interface EntryOptions {
  /** The name of the focused item is in the title of the menu, and not in its items. */
  readonly hasTitle: boolean;
  /** The shortcuts do the same as the items, and are shown. */
  readonly hasShortcuts: boolean;
}

const PLAIN: EntryOptions = { hasTitle: false, hasShortcuts: true };

/** Lists the items of a menu that apply, in groups. */
export const menuEntries = (table: MenuTable, context: CommandContext, options = PLAIN): readonly (readonly CommandEntry[])[] =>
  table.map((rows) => rows.flatMap((row) => toEntry(row, context, options))).filter((entries) => entries.length > 0);

function toEntry({ command: id, side, otherwise }: MenuRow, context: CommandContext, options: EntryOptions): readonly CommandEntry[] {
  const command = getCommand(id);
  const applies = command.when?.(context) ?? true;
  if (!applies && otherwise === undefined) return [];
  const unavailable = applies ? command.unavailable?.(context) : otherwise;
  if (side !== undefined && unavailable !== undefined) return [];
  const href = command.href?.(context);
  return [
    {
      id,
      label: (options.hasTitle && command.shortLabel?.(context)) || labelOf(command, context),
      ...(command.shortcut &&
        options.hasShortcuts && { shortcut: keyCaps(command.shortcut, isMac()).join(command.shortcut.includes('+') ? '+' : ' ') }),
      ...(unavailable !== undefined && { unavailable }),
      ...(href !== undefined && { href }),
      run: () => command.run(context),
    },
  ];
}
