import { MenuButton } from '../../ui/menu-button.tsx';
import { type MenuTarget, useItemMenu } from './use-item-menu.tsx';

interface ItemMenuButtonProps {
  readonly target: MenuTarget;
  readonly name: string;
  /** False where the keyboard has another way to the menu. */
  readonly isTabStop?: boolean;
}

/** Renders the button that opens the context menu of a VNet or peering; nothing where the page has no context menus. */
export function ItemMenuButton({ target, ...button }: ItemMenuButtonProps) {
  const openMenu = useItemMenu();
  return openMenu ? <MenuButton {...button} onOpen={(anchor, onClosed) => openMenu(target, anchor, onClosed)} /> : null;
}
