import { type CSSProperties, type KeyboardEvent, useMemo, useRef } from 'react';
import { isMultiSelectClick } from '../../lib/state/multi-selection.ts';
import { HEADER_HEIGHT, useVirtualRows } from '../../ui/use-virtual-rows.ts';
import list from '../../ui/virtual-rows.module.css';
import { narrowTracks, wideTracks } from './column-layout.ts';
import css from './grid.module.css';
import { GridCells } from './grid-cells.tsx';
import { GridHeader, type GridSorting } from './grid-header.tsx';
import { MENU_WIDTH, type RowMenu, RowMenuCell, useRowMenu } from './row-menu.tsx';
import { type RowSelection, useRowSelection } from './row-selection.ts';
import { CHECKBOX_WIDTH, SelectAllCheckbox } from './select-checkbox.tsx';
import type { ColumnsHandle } from './use-columns.ts';

export interface GridProps<T> extends GridSorting {
  readonly label: string;
  readonly columns: ColumnsHandle<T>;
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  /** Key of the row whose item is open in the inspector. */
  readonly focusedKey: string | undefined;
  readonly onOpen: (row: T) => void;
  /** Enables multi-selection: a checkbox before each row, and Space on a row. */
  readonly selection?: RowSelection<T>;
  /** Enables a context menu for each row, with a button at its end. */
  readonly menu?: RowMenu<T>;
}

/** Heights in CSS pixels: two lines of text, and twice two on a narrow screen. */
const ROW_HEIGHT = 36;
const NARROW_ROW_HEIGHT = 72;
const rowHeight = () => ROW_HEIGHT;
const narrowRowHeight = () => NARROW_ROW_HEIGHT;

/** Renders a virtual table of any length: only the rows in view are rendered, and all can be reached by keyboard. */
export function Grid<T>({ label, columns, rows, keyOf, focusedKey, onOpen, sort, onSort, selection, menu }: GridProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const { visible, isNarrow } = columns;
  const openIndex = useMemo(
    () => (focusedKey === undefined ? -1 : rows.findIndex((row) => keyOf(row) === focusedKey)),
    [focusedKey, rows, keyOf],
  );
  const virtual = useVirtualRows({ scroller, count: rows.length, heightOf: isNarrow ? narrowRowHeight : rowHeight, openIndex });
  const selectRow = useRowSelection(rows, keyOf, selection);
  const rowMenu = useRowMenu(rows, menu);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    rowMenu.onKeyDown(event);
    if (event.defaultPrevented) return;
    const row = rows[virtual.current];
    if (virtual.navigate(event)) {
      event.preventDefault();
      return;
    }
    // the checkbox and the button handle these keys themselves
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLButtonElement) return;
    if (event.key === ' ' && selection) selectRow(virtual.current, event.shiftKey);
    else if ((event.key === 'Enter' || event.key === ' ') && row) onOpen(row);
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
        aria-colcount={visible.length + (selection ? 1 : 0) + (menu ? 1 : 0)}
        className={css.grid}
        style={
          {
            '--tracks': tracksOf(columns, selection !== undefined, menu !== undefined),
            '--row': `${isNarrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT}px`,
          } as CSSProperties
        }
      >
        <GridHeader
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
                <GridCells row={row} columns={columns} selection={selection} onToggle={(isRange) => selectRow(index, isRange)} />
                {menu ? <RowMenuCell row={row} menu={menu} /> : null}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function tracksOf<T>({ visible, choice, isNarrow }: ColumnsHandle<T>, hasCheckbox: boolean, hasMenu: boolean): string {
  const before = hasCheckbox ? [CHECKBOX_WIDTH] : [];
  const after = hasMenu ? [MENU_WIDTH] : [];
  const tracks = isNarrow ? narrowTracks(visible, [...before, ...after]) : wideTracks(visible, choice);
  return [...before.map((width) => `${width}px`), ...tracks, ...after.map((width) => `${width}px`)].join(' ');
}
