import { useRef } from 'react';
import type { PickHow } from '../../lib/state/picks.ts';

/** How rows are picked, several at once, beside the one that is selected. */
export interface Picking<T> {
  /** What a row is called; undefined when it cannot be picked. */
  readonly nameOf: (row: T) => string | undefined;
  readonly isPicked: (row: T) => boolean;
  readonly onPick: (rows: readonly T[], how: PickHow) => void;
}

/** The rows that can be picked. */
export const pickable = <T>(rows: readonly T[], { nameOf }: Picking<T>): readonly T[] => rows.filter((row) => nameOf(row) !== undefined);

/** The rows from one index to another, both included, whichever comes first; the second alone when there is no first. */
export const rowsBetween = <T>(rows: readonly T[], from: number, to: number): readonly T[] =>
  from < 0 ? rows.slice(to, to + 1) : rows.slice(Math.min(from, to), Math.max(from, to) + 1);

/** Picks or drops the row at an index; as a range, it and all rows from the last one that was picked or dropped become alike. */
export function usePickRow<T>(rows: readonly T[], keyOf: (row: T) => string, picking: Picking<T> | undefined) {
  const last = useRef<string>(undefined);
  return (index: number, isRange: boolean) => {
    const row = rows[index];
    if (row === undefined || picking?.nameOf(row) === undefined) return;
    const from = isRange && last.current !== undefined ? rows.findIndex((one) => keyOf(one) === last.current) : -1;
    last.current = keyOf(row);
    picking.onPick(pickable(rowsBetween(rows, from, index), picking), picking.isPicked(row) ? 'remove' : 'add');
  };
}
