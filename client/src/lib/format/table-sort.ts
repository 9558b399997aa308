/** One column of a table view. */
export interface Column<T> {
  readonly id: string;
  readonly title: string;
  /** Returns the sort key of a row. */
  readonly value: (row: T) => string | number;
  readonly alignEnd?: boolean;
}

/** A sort as in the URL: the column id, with a leading minus when descending. */
export type SortText = string;

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));

/** Sorts the rows stably by the column that `sort` names; an unknown column leaves them unchanged. */
export function sortRows<T>(rows: readonly T[], columns: readonly Column<T>[], sort: SortText): readonly T[] {
  const column = columns.find(({ id }) => id === sort.replace(/^-/, ''));
  if (!column) return rows;
  const sign = sort.startsWith('-') ? -1 : 1;
  const keyed = rows.map((row) => [column.value(row), row] as const);
  return keyed.sort(([a], [b]) => sign * compare(a, b)).map(([, row]) => row);
}

/** Returns the sort after a click on a column heading: ascending, descending, none. */
export const nextSort = (sort: SortText, id: string): SortText => (sort === id ? `-${id}` : sort === `-${id}` ? '' : id);

/** Returns the `aria-sort` value of a column. */
export const ariaSort = (sort: SortText, id: string): 'ascending' | 'descending' | 'none' =>
  sort === id ? 'ascending' : sort === `-${id}` ? 'descending' : 'none';
