import type { ReactNode } from 'react';
import type { Column } from '../../lib/format/table-sort.ts';

/** Value in an export; null when it is unknown. */
export type FieldValue = string | number | boolean | null | readonly string[];

/** One column: its title, its value for sorting and for exports, and its cell. */
export interface GridColumn<T> extends Column<T> {
  /** Name in exports, and the value there. */
  readonly field: string;
  readonly data: (row: T) => FieldValue;
  readonly cell: (row: T) => ReactNode;
  /** Width in CSS pixels, the smallest one if the column grows. */
  readonly width: number;
  /** Share of the space that is left; none when omitted. */
  readonly grow?: number;
  /** Always shown. */
  readonly isRequired?: boolean;
  /** Shown only when chosen. */
  readonly isOptional?: boolean;
  /**
   * Set for columns that are on a narrow screen without scrolling: `line` for one of the lines of the first column, one below the other, or
   * the width in CSS pixels of a column beside them.
   */
  readonly narrow?: 'line' | number;
}

/** Column without the functions that follow from its value. */
export type ColumnSpec<T> = Omit<GridColumn<T>, 'value' | 'cell'> & Partial<Pick<GridColumn<T>, 'value' | 'cell'>>;

/** Creates columns that sort by their value and show it as text, unless they have functions of their own for that. */
export const defineColumns = <T>(specs: readonly ColumnSpec<T>[], unknown: ReactNode): readonly GridColumn<T>[] =>
  specs.map((spec) => ({
    value: (row) => toSortKey(spec.data(row)),
    cell: (row) => {
      const value = spec.data(row);
      return value === null ? unknown : formatField(value, ', ');
    },
    ...spec,
  }));

function toSortKey(value: FieldValue): string | number {
  return typeof value === 'number' ? value : typeof value === 'object' ? (value?.[0] ?? '') : String(value);
}

/** Formats a value as text; empty when it is unknown. */
export function formatField(value: FieldValue, separator: string): string {
  return typeof value === 'object' ? (value ?? []).join(separator) : String(value);
}
