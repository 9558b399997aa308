import { useLayoutEffect, useMemo, useRef } from 'react';
import { type RowSelection, selectableRows } from './row-selection.ts';
import css from './select-checkbox.module.css';

/** Width of the checkbox column in CSS pixels. */
export const CHECKBOX_WIDTH = 20;

interface CheckboxProps {
  readonly name: string;
  readonly isSelected: boolean;
  /** Called on a click; `isRange` is true with Shift, which extends from the last clicked row. */
  readonly onToggle: (isRange: boolean) => void;
}

/** Renders the checkbox of a row. It is not a tab stop, because Space on the row does the same. */
export function SelectRowCheckbox({ name, isSelected, onToggle }: CheckboxProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only stops the click on the checkbox from opening the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <span className={css.cell} onClick={(event) => event.stopPropagation()}>
      <input
        type="checkbox"
        className={css.box}
        tabIndex={-1}
        aria-label={`Select ${name}`}
        checked={isSelected}
        onChange={({ nativeEvent }) => onToggle(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
      />
    </span>
  );
}

/** Renders the checkbox of the header: selects all rows in the table, or deselects them when all are selected. */
export function SelectAllCheckbox<T>({ rows, selection }: { readonly rows: readonly T[]; readonly selection: RowSelection<T> }) {
  const checkbox = useRef<HTMLInputElement>(null);
  const selectable = useMemo(() => selectableRows(rows, selection), [rows, selection]);
  const selectedCount = useMemo(() => selectable.filter((row) => selection.isSelected(row)).length, [selectable, selection]);
  const isAll = selectedCount > 0 && selectedCount === selectable.length;
  useLayoutEffect(() => {
    if (checkbox.current) checkbox.current.indeterminate = selectedCount > 0 && !isAll;
  });
  return (
    <span className={css.cell}>
      <input
        ref={checkbox}
        type="checkbox"
        className={css.box}
        aria-label="Select all rows"
        checked={isAll}
        disabled={selectable.length === 0}
        onChange={() => selection.onSelect(selectable, isAll ? 'remove' : 'add')}
      />
    </span>
  );
}
