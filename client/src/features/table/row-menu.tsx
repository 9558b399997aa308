import { ItemMenuButton } from '../../lib/state/item-menu-button.tsx';
import { type MenuTarget, useItemMenu } from '../../lib/state/use-item-menu.tsx';
import { useMenuGestures } from '../../ui/use-menu-gestures.ts';
import css from './row-menu.module.css';

/** Context menu of the rows of a table. */
export interface RowMenu<T> {
  readonly targetOf: (row: T) => MenuTarget;
  readonly nameOf: (row: T) => string;
}

/** Width of the column with the menu buttons in CSS pixels. */
export const MENU_WIDTH = 28;

/** Returns the handlers of the body of a table that open the menu of a row, for all rows at once. */
export function useRowMenu<T>(rows: readonly T[], menu: RowMenu<T> | undefined) {
  const openMenu = useItemMenu();
  return useMenuGestures((target, anchor) => {
    const row = rows[Number(target.closest<HTMLElement>('[role="row"]')?.dataset.index ?? -1)];
    if (row === undefined || !menu || !openMenu) return false;
    openMenu(menu.targetOf(row), anchor);
    return true;
  });
}

interface RowMenuCellProps<T> {
  readonly row: T;
  readonly menu: RowMenu<T>;
}

/** Renders the cell with the menu button of a row. It stays in view when the table is scrolled to the side. */
export function RowMenuCell<T>({ row, menu }: RowMenuCellProps<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
    // biome-ignore lint/a11y/useKeyWithClickEvents: only stops the click on the button from opening the row
    <div role="gridcell" tabIndex={-1} className={css.cell} onClick={(event) => event.stopPropagation()}>
      <ItemMenuButton target={menu.targetOf(row)} name={menu.nameOf(row)} isTabStop={false} />
    </div>
  );
}
