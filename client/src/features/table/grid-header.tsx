import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { ariaSort, type SortText } from '../../lib/format/table-sort.ts';
import { SortButton } from '../../ui/sort-button.tsx';
import list from '../../ui/virtual-rows.module.css';
import { ColumnEdge } from './column-edge.tsx';
import { lineOf } from './column-layout.ts';
import css from './grid.module.css';
import type { ColumnsHandle } from './use-columns.ts';

/** Sort of a table. */
export interface GridSorting {
  readonly sort: SortText;
  readonly onSort: (sort: SortText) => void;
}

interface GridHeaderProps<T> extends GridSorting {
  readonly columns: ColumnsHandle<T>;
  /** Content of the title of the checkboxes; null without them. */
  readonly before: ReactNode;
  readonly hasMenu: boolean;
}

/**
 * Renders the titles of the columns. Only one of them is in the tab order, with the edge that sets its width; Left and Right lead to the
 * others.
 */
export function GridHeader<T>({ columns, sort, onSort, before, hasMenu }: GridHeaderProps<T>) {
  const { visible, choice, isNarrow, resize } = columns;
  const [chosen, setCurrent] = useState('');
  const current = visible.some(({ id }) => id === chosen) ? chosen : visible[0]?.id;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
    <div role="rowgroup" className={list.head}>
      {/* biome-ignore lint/a11y/useSemanticElements: the grid is virtual */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus */}
      <div role="row" aria-rowindex={1} className={css.headRow} onKeyDown={moveToTitle}>
        {before ? (
          // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
          <div role="columnheader" aria-label="Selected" className={list.headCell} tabIndex={-1}>
            {before}
          </div>
        ) : null}
        {visible.map(({ id, title, alignEnd, width, narrow }, index) => (
          // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
          <div
            key={id}
            role="columnheader"
            aria-label={title}
            aria-sort={ariaSort(sort, id)}
            className={`${list.headCell} ${css.headCell}`}
            data-end={alignEnd}
            data-line={lineOf(narrow, index, isNarrow)}
            tabIndex={-1}
            onFocus={() => setCurrent(id)}
          >
            <SortButton column={id} title={title} sort={sort} onSort={onSort} isTabStop={id === current} />
            {isNarrow ? null : (
              <ColumnEdge
                title={title}
                width={choice.widths.get(id)}
                defaultWidth={width}
                isTabStop={id === current}
                onResize={(next) => resize(id, next)}
              />
            )}
          </div>
        ))}
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

/** Moves the focus from one title to another with Left, Right, Home and End. */
function moveToTitle(event: KeyboardEvent<HTMLElement>): void {
  if (!(event.target instanceof HTMLButtonElement)) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(event.target);
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to === undefined) return;
  buttons[to]?.focus();
  event.preventDefault();
}
