import { useOpenedItemMenu } from '../../lib/state/use-item-menu.tsx';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { withIcons } from '../commands/command-icons.tsx';
import type { CommandContext } from '../commands/commands.ts';
import { menuGroups, menuTitle } from '../commands/item-menu.ts';

/** Renders the context menu that is open, with the actions on its target. */
export function ItemMenu({ context }: { readonly context: CommandContext }) {
  const opened = useOpenedItemMenu();
  const title = opened && menuTitle(opened.target, context);
  if (!opened || title === undefined) return null;
  return <ContextMenu title={title} groups={withIcons(menuGroups(opened.target, context))} anchor={opened.anchor} onClose={opened.close} />;
}
