import { ArrowDown12Regular, ArrowUp12Regular } from '@fluentui/react-icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { ariaSort, type Column, nextSort, type SortText } from '../../lib/format/order.ts';
import { ROW_KEYS } from '../../lib/format/row-keys.ts';
import { isPicking } from '../../lib/state/picks.ts';
import css from './grid.module.css';
import { PICK_TRACK, PickAllBox, PickBox } from './pick-box.tsx';
import { type Picking, usePickRow } from './picking.ts';

export interface GridColumn<T> extends Column<T> {
  readonly cell: (row: T) => ReactNode;
}

interface GridProps<T> {
  readonly label: string;
  readonly columns: readonly GridColumn<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  readonly selected: string | undefined;
  readonly onPick: (row: T) => void;
  readonly sort: SortText;
  readonly onSort: (sort: SortText) => void;
  /** With it, several rows can be picked: a box before each, and Space on a row. */
  readonly picking?: Picking<T>;
}

const ROW = 36;
const HEAD = 36;

/** A table of any length: only the rows in view exist, and all of them can be reached by keyboard. */
export function Grid<T>({ label, columns, rows, keyOf, selected, onPick, sort, onSort, picking }: GridProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
    initialRect: { width: 1024, height: 720 },
  });
  const selectedIndex = selected === undefined ? -1 : rows.findIndex((row) => keyOf(row) === selected);
  useRevealed(virtual.scrollToIndex, selectedIndex);
  const pickRow = usePickRow(rows, keyOf, picking);
  const current = Math.min(active, rows.length - 1);
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setActive(next);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 2);
    const target = ROW_KEYS[event.key]?.(current, page, rows.length);
    const row = rows[current];
    if (target !== undefined) moveTo(target);
    else if (event.key === ' ' && picking) {
      // on a box, Space is the box's own
      if (event.target instanceof HTMLInputElement) return;
      pickRow(current, event.shiftKey);
    } else if ((event.key === 'Enter' || event.key === ' ') && row) onPick(row);
    else return;
    event.preventDefault();
  };

  return (
    <div ref={scroller} className={css.scroller}>
      {/* biome-ignore lint/a11y/useSemanticElements: only the rows in view exist, which an HTML table cannot say */}
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + (picking ? 1 : 0)}
        className={css.grid}
        style={{ '--tracks': [...(picking ? [PICK_TRACK] : []), ...columns.map(({ track }) => track)].join(' ') } as CSSProperties}
      >
        <Head columns={columns} sort={sort} onSort={onSort} before={picking ? <PickAllBox rows={rows} picking={picking} /> : null} />
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
                aria-selected={index === selectedIndex}
                tabIndex={index === current ? 0 : -1}
                className={css.row}
                style={{ transform: `translateY(${start - HEAD}px)` }}
                onFocus={() => setActive(index)}
                onClick={(event) => (picking && isPicking(event) ? pickRow(index, event.shiftKey) : onPick(row))}
                onKeyDown={undefined}
              >
                {picking ? <PickCell row={row} picking={picking} onPick={(isRange) => pickRow(index, isRange)} /> : null}
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

interface PickCellProps<T> {
  readonly row: T;
  readonly picking: Picking<T>;
  readonly onPick: (isRange: boolean) => void;
}

function PickCell<T>({ row, picking, onPick }: PickCellProps<T>) {
  const name = picking.nameOf(row);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
    <div role="gridcell" tabIndex={-1}>
      {name === undefined ? null : <PickBox name={name} isPicked={picking.isPicked(row)} onPick={onPick} />}
    </div>
  );
}

/** Brings the selected row into view when the selection changes elsewhere. */
function useRevealed(scrollToIndex: (index: number) => void, index: number): void {
  const scroll = useRef(scrollToIndex);
  scroll.current = scrollToIndex;
  useEffect(() => {
    if (index >= 0) scroll.current(index);
  }, [index]);
}

type HeadProps<T> = Pick<GridProps<T>, 'columns' | 'sort' | 'onSort'> & { readonly before: ReactNode };

function Head<T>({ columns, sort, onSort, before }: HeadProps<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
    <div role="rowgroup" className={css.head}>
      {/* biome-ignore lint/a11y/useSemanticElements: the grid is virtual */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus */}
      <div role="row" aria-rowindex={1} className={css.headRow}>
        {before ? (
          // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
          <div role="columnheader" aria-label="Picked" className={css.headCell} tabIndex={-1}>
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
