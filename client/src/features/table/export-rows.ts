import { formatCsv } from '../../lib/format/csv.ts';
import { formatField, type GridColumn } from './grid-column.ts';

/** Origin of the rows in an export, and what part of them it contains. */
export interface ExportOrigin {
  readonly source: string;
  /** Time of the snapshot as in ISO 8601. */
  readonly readAt: string;
  /** Text of the filter; empty without one. */
  readonly filter: string;
  /** Number of rows without the filter. */
  readonly total: number;
}

/** Formats rows as CSV: a header with the names of the fields, lists separated by spaces, and unknown values as empty fields. */
export const rowsToCsv = <T>(columns: readonly GridColumn<T>[], rows: readonly T[]): string =>
  formatCsv([columns.map(({ field }) => field), ...rows.map((row) => columns.map(({ data }) => formatField(data(row), ' ')))]);

/** Formats rows as JSON under the property `name`, with their origin and counts; unknown values are null. */
export function rowsToJson<T>(name: string, columns: readonly GridColumn<T>[], rows: readonly T[], origin: ExportOrigin): string {
  const list = rows.map((row) => Object.fromEntries(columns.map(({ field, data }) => [field, data(row)])));
  return `${JSON.stringify({ ...origin, count: rows.length, [name]: list }, undefined, 2)}\n`;
}
