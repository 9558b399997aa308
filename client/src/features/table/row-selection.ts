import { useRef } from 'react';
import type { SelectionChange } from '../../lib/state/multi-selection.ts';

/** Multi-selection of rows, independent of the row that is open in the inspector. */
export interface RowSelection<T> {
  /** Returns the name of a row; undefined when it cannot be selected. */
  readonly nameOf: (row: T) => string | undefined;
  readonly isSelected: (row: T) => boolean;
  readonly onSelect: (rows: readonly T[], change: SelectionChange) => void;
}

/** Returns the rows that can be selected. */
export const selectableRows = <T>(rows: readonly T[], { nameOf }: RowSelection<T>): readonly T[] =>
  rows.filter((row) => nameOf(row) !== undefined);

/** Returns the rows between two indices, inclusive, in either direction; only the row at `to` when `from` is negative. */
export const rowsBetween = <T>(rows: readonly T[], from: number, to: number): readonly T[] =>
  from < 0 ? rows.slice(to, to + 1) : rows.slice(Math.min(from, to), Math.max(from, to) + 1);

/** Returns a function that toggles the row at an index. For a range, all rows from the last toggled one get the same state. */
export function useRowSelection<T>(rows: readonly T[], keyOf: (row: T) => string, selection: RowSelection<T> | undefined) {
  const last = useRef<string>(undefined);
  return (index: number, isRange: boolean) => {
    const row = rows[index];
    if (row === undefined || selection?.nameOf(row) === undefined) return;
    const from = isRange && last.current !== undefined ? rows.findIndex((one) => keyOf(one) === last.current) : -1;
    last.current = keyOf(row);
    selection.onSelect(selectableRows(rowsBetween(rows, from, index), selection), selection.isSelected(row) ? 'remove' : 'add');
  };
}
