import { type CSSProperties, type KeyboardEvent, type ReactNode, useRef } from 'react';
import { ariaSort, type Column, type SortText } from '../../lib/format/table-sort.ts';
import { isMultiSelectClick } from '../../lib/state/multi-selection.ts';
import { SortButton } from '../../ui/sort-button.tsx';
import { HEADER_HEIGHT, useVirtualRows } from '../../ui/use-virtual-rows.ts';
import list from '../../ui/virtual-rows.module.css';
import css from './grid.module.css';
import { MENU_TRACK, type RowMenu, RowMenuCell, useRowMenu } from './row-menu.tsx';
import { type RowSelection, useRowSelection } from './row-selection.ts';
import { CHECKBOX_TRACK, SelectAllCheckbox, SelectRowCheckbox } from './select-checkbox.tsx';

export interface GridColumn<T> extends Column<T> {
  readonly cell: (row: T) => ReactNode;
}

interface GridProps<T> {
  readonly label: string;
  readonly columns: readonly GridColumn<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  /** Key of the row whose item is open in the inspector. */
  readonly focusedKey: string | undefined;
  readonly onOpen: (row: T) => void;
  readonly sort: SortText;
  readonly onSort: (sort: SortText) => void;
  /** Enables multi-selection: a checkbox before each row, and Space on a row. */
  readonly selection?: RowSelection<T>;
  /** Enables a context menu for each row, with a button at its end. */
  readonly menu?: RowMenu<T>;
}

const ROW_HEIGHT = 36;
const rowHeight = () => ROW_HEIGHT;

/** Renders a virtual table of any length: only the rows in view are rendered, and all can be reached by keyboard. */
export function Grid<T>({ label, columns, rows, keyOf, focusedKey, onOpen, sort, onSort, selection, menu }: GridProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const openIndex = focusedKey === undefined ? -1 : rows.findIndex((row) => keyOf(row) === focusedKey);
  const virtual = useVirtualRows({
    scroller,
    count: rows.length,
    heightOf: rowHeight,
    openIndex,
  });
  const selectRow = useRowSelection(rows, keyOf, selection);
  const rowMenu = useRowMenu(rows, menu);
  const onKeyDown = (event: KeyboardEvent) => {
    rowMenu.onKeyDown(event);
    if (event.defaultPrevented) return;
    const row = rows[virtual.current];
    if (virtual.navigate(event)) {
      event.preventDefault();
      return;
    }
    if (event.key === ' ' && selection) {
      // the checkbox handles Space itself
      if (event.target instanceof HTMLInputElement) return;
      selectRow(virtual.current, event.shiftKey);
    } else if ((event.key === 'Enter' || event.key === ' ') && row) onOpen(row);
    else return;
    event.preventDefault();
  };

  return (
    <div ref={scroller} className={css.scroller}>
      {/* biome-ignore lint/a11y/useSemanticElements: only the rows in view exist, which an HTML table cannot express */}
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + (selection ? 1 : 0) + (menu ? 1 : 0)}
        className={css.grid}
        style={
          {
            '--tracks': [...(selection ? [CHECKBOX_TRACK] : []), ...columns.map(({ track }) => track), ...(menu ? [MENU_TRACK] : [])].join(
              ' ',
            ),
          } as CSSProperties
        }
      >
        <Header
          columns={columns}
          sort={sort}
          onSort={onSort}
          before={selection ? <SelectAllCheckbox rows={rows} selection={selection} /> : null}
          hasMenu={menu !== undefined}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" className={list.body} style={{ height: virtual.height }} {...rowMenu} onKeyDown={onKeyDown}>
          {virtual.items.map(({ index, start }) => {
            const row = rows[index];
            return row === undefined ? null : (
              // biome-ignore lint/a11y/useSemanticElements: as above
              <div
                key={keyOf(row)}
                role="row"
                data-index={index}
                aria-rowindex={index + 2}
                aria-selected={index === openIndex}
                tabIndex={index === virtual.current ? 0 : -1}
                className={`${list.row} ${css.row}`}
                style={{ transform: `translateY(${start - HEADER_HEIGHT}px)` }}
                onFocus={() => virtual.setCurrent(index)}
                onClick={(event) => (selection && isMultiSelectClick(event) ? selectRow(index, event.shiftKey) : onOpen(row))}
                onKeyDown={undefined}
              >
                {selection ? <SelectCell row={row} selection={selection} onToggle={(isRange) => selectRow(index, isRange)} /> : null}
                {columns.map((column) => (
                  // biome-ignore lint/a11y/useSemanticElements: as above
                  <div key={column.id} role="gridcell" tabIndex={-1} className={css.cell} data-end={column.alignEnd}>
                    {column.cell(row)}
                  </div>
                ))}
                {menu ? <RowMenuCell row={row} menu={menu} /> : null}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface SelectCellProps<T> {
  readonly row: T;
  readonly selection: RowSelection<T>;
  readonly onToggle: (isRange: boolean) => void;
}

function SelectCell<T>({ row, selection, onToggle }: SelectCellProps<T>) {
  const name = selection.nameOf(row);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
    <div role="gridcell" tabIndex={-1}>
      {name === undefined ? null : <SelectRowCheckbox name={name} isSelected={selection.isSelected(row)} onToggle={onToggle} />}
    </div>
  );
}

type HeaderProps<T> = Pick<GridProps<T>, 'columns' | 'sort' | 'onSort'> & { readonly before: ReactNode; readonly hasMenu: boolean };

function Header<T>({ columns, sort, onSort, before, hasMenu }: HeaderProps<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
    <div role="rowgroup" className={list.head}>
      {/* biome-ignore lint/a11y/useSemanticElements: the grid is virtual */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus */}
      <div role="row" aria-rowindex={1} className={css.headRow}>
        {before ? (
          // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
          <div role="columnheader" aria-label="Selected" className={list.headCell} tabIndex={-1}>
            {before}
          </div>
        ) : null}
        {columns.map(({ id, title, alignEnd }) => {
          return (
            // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
            <div key={id} role="columnheader" aria-sort={ariaSort(sort, id)} className={list.headCell} data-end={alignEnd} tabIndex={-1}>
              <SortButton column={id} title={title} sort={sort} onSort={onSort} />
            </div>
          );
        })}
        {hasMenu ? (
          // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
          <div role="columnheader" className={list.headCell} tabIndex={-1}>
            <span className="visually-hidden">Actions</span>
          </div>
        ) : null}
      </div>
    </div>
  );
}
