import { lineOf } from './column-layout.ts';
import css from './grid-cells.module.css';
import type { RowSelection } from './row-selection.ts';
import { SelectRowCheckbox } from './select-checkbox.tsx';
import type { ColumnsHandle } from './use-columns.ts';

interface GridCellsProps<T> {
  readonly row: T;
  readonly columns: ColumnsHandle<T>;
  readonly selection: RowSelection<T> | undefined;
  readonly onToggle: (isRange: boolean) => void;
}

/** Renders the cells of a row, with the checkbox first if rows can be selected. */
export function GridCells<T>({ row, columns, selection, onToggle }: GridCellsProps<T>) {
  const name = selection?.nameOf(row);
  return (
    <>
      {selection ? (
        // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
        <div role="gridcell" tabIndex={-1}>
          {name === undefined ? null : <SelectRowCheckbox name={name} isSelected={selection.isSelected(row)} onToggle={onToggle} />}
        </div>
      ) : null}
      {columns.visible.map((column, index) => (
        // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
        <div
          key={column.id}
          role="gridcell"
          tabIndex={-1}
          className={css.cell}
          data-end={column.alignEnd}
          data-line={lineOf(column.narrow, index, columns.isNarrow)}
        >
          <div className={css.text}>{column.cell(row)}</div>
        </div>
      ))}
    </>
  );
}
