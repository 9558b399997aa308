/** One column of a table twin. */
export interface Column<T> {
  readonly id: string;
  readonly title: string;
  /** Its share of the width as a CSS grid track. */
  readonly track: string;
  /** What it is sorted by. */
  readonly value: (row: T) => string | number;
  readonly alignEnd?: boolean;
}

/** A sort as the URL writes it: the column's id, with a minus in front when descending. */
export type SortText = string;

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));

/** The rows in the order that the sort asks for; rows that are equal keep their order. An unknown column leaves them as they are. */
export function sortRows<T>(rows: readonly T[], columns: readonly Column<T>[], sort: SortText): readonly T[] {
  const column = columns.find(({ id }) => id === sort.replace(/^-/, ''));
  if (!column) return rows;
  const sign = sort.startsWith('-') ? -1 : 1;
  const keyed = rows.map((row) => [column.value(row), row] as const);
  return keyed.sort(([a], [b]) => sign * compare(a, b)).map(([, row]) => row);
}

/** The sort after a click on a column's heading: up, down, and back to none. */
export const nextSort = (sort: SortText, id: string): SortText => (sort === id ? `-${id}` : sort === `-${id}` ? '' : id);

/** How the column is sorted, as ARIA says it. */
export const ariaSort = (sort: SortText, id: string): 'ascending' | 'descending' | 'none' =>
  sort === id ? 'ascending' : sort === `-${id}` ? 'descending' : 'none';
