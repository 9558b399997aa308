import css from './grid-cells.module.css';
import type { GridColumn } from './grid-column.ts';
import type { RowSelection } from './row-selection.ts';
import { SelectRowCheckbox } from './select-checkbox.tsx';

interface GridCellsProps<T> {
  readonly row: T;
  readonly columns: readonly GridColumn<T>[];
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
      {columns.map(({ id, cell, alignEnd }) => (
        // biome-ignore lint/a11y/useSemanticElements: the grid is virtual
        <div key={id} role="gridcell" tabIndex={-1} className={css.cell} data-end={alignEnd}>
          <div className={css.text}>{cell(row)}</div>
        </div>
      ))}
    </>
  );
}
