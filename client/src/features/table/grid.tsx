import { ArrowDown12Regular, ArrowUp12Regular } from '@fluentui/react-icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { ROW_KEYS } from '../../lib/format/row-keys.ts';
import { ariaSort, type Column, nextSort, type SortText } from '../../lib/format/table-sort.ts';
import { isMultiSelectClick } from '../../lib/state/multi-selection.ts';
import css from './grid.module.css';
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
}

const ROW_HEIGHT = 36;
const HEADER_HEIGHT = 36;

/** Renders a virtual table of any length: only the rows in view are rendered, and all can be reached by keyboard. */
export function Grid<T>({ label, columns, rows, keyOf, focusedKey, onOpen, sort, onSort, selection }: GridProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
    initialRect: { width: 1024, height: 720 },
  });
  const focusedIndex = focusedKey === undefined ? -1 : rows.findIndex((row) => keyOf(row) === focusedKey);
  useScrollIntoView(virtual.scrollToIndex, focusedIndex);
  const selectRow = useRowSelection(rows, keyOf, selection);
  const current = Math.min(active, rows.length - 1);
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setActive(next);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW_HEIGHT) / ROW_HEIGHT) - 2);
    const target = ROW_KEYS[event.key]?.(current, page, rows.length);
    const row = rows[current];
    if (target !== undefined) moveTo(target);
    else if (event.key === ' ' && selection) {
      // the checkbox handles Space itself
      if (event.target instanceof HTMLInputElement) return;
      selectRow(current, event.shiftKey);
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
        aria-colcount={columns.length + (selection ? 1 : 0)}
        className={css.grid}
        style={{ '--tracks': [...(selection ? [CHECKBOX_TRACK] : []), ...columns.map(({ track }) => track)].join(' ') } as CSSProperties}
      >
        <Header
          columns={columns}
          sort={sort}
          onSort={onSort}
          before={selection ? <SelectAllCheckbox rows={rows} selection={selection} /> : null}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" className={css.body} style={{ height: virtual.getTotalSize() }} onKeyDown={onKeyDown}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            return row === undefined ? null : (
              // biome-ignore lint/a11y/useSemanticElements: as above
              <div
                key={keyOf(row)}
                role="row"
                data-index={index}
                aria-rowindex={index + 2}
                aria-selected={index === focusedIndex}
                tabIndex={index === current ? 0 : -1}
                className={css.row}
                style={{ transform: `translateY(${start - HEADER_HEIGHT}px)` }}
                onFocus={() => setActive(index)}
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

/** Scrolls to the focused row when the focused item changes elsewhere. */
function useScrollIntoView(scrollToIndex: (index: number) => void, index: number): void {
  const scroll = useRef(scrollToIndex);
  scroll.current = scrollToIndex;
  useEffect(() => {
    if (index >= 0) scroll.current(index);
  }, [index]);
}

type HeaderProps<T> = Pick<GridProps<T>, 'columns' | 'sort' | 'onSort'> & { readonly before: ReactNode };

function Header<T>({ columns, sort, onSort, before }: HeaderProps<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
    <div role="rowgroup" className={css.head}>
      {/* biome-ignore lint/a11y/useSemanticElements: the grid is virtual */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus */}
      <div role="row" aria-rowindex={1} className={css.headRow}>
        {before ? (
          // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
          <div role="columnheader" aria-label="Selected" className={css.headCell} tabIndex={-1}>
            {before}
          </div>
        ) : null}
        {columns.map(({ id, title, alignEnd }) => {
          const direction = ariaSort(sort, id);
          return (
            // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
            <div key={id} role="columnheader" aria-sort={direction} className={css.headCell} data-end={alignEnd} tabIndex={-1}>
              <button type="button" className={css.sortButton} onClick={() => onSort(nextSort(sort, id))}>
                {title}
                {direction === 'ascending' ? <ArrowUp12Regular aria-hidden="true" /> : null}
                {direction === 'descending' ? <ArrowDown12Regular aria-hidden="true" /> : null}
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}
