import { useMemo } from 'react';
import { fileNameOf } from '../../lib/format/file-name.ts';
import { saveText } from '../../lib/format/save-file.ts';
import { sortRows } from '../../lib/format/table-sort.ts';
import { columnChoices } from '../../lib/state/column-choice.ts';
import css from './data-table.module.css';
import { rowsToCsv, rowsToJson } from './export-rows.ts';
import { Grid, type GridProps } from './grid.tsx';
import type { GridColumn } from './grid-column.ts';
import { describeRows, type ExportFormat, TableBar } from './table-bar.tsx';
import { useColumns } from './use-columns.ts';

/** Origin of the rows of a table, for its exports. */
export interface TableOrigin {
  readonly source: { readonly name: string };
  readonly readAt: string;
  /** Text of the filter; empty without one. */
  readonly filter: string;
}

interface DataTableProps<T> extends Omit<GridProps<T>, 'columns' | 'rows'> {
  /** Name of the table in preferences and exports. */
  readonly table: keyof typeof columnChoices;
  readonly noun: string;
  /** Returns a text to show after the number of the visible rows. */
  readonly noteOf?: (rows: readonly T[]) => string | undefined;
  readonly columns: readonly GridColumn<T>[];
  /** All rows, in the order that they have without a sort. */
  readonly rows: readonly T[];
  /** Keys of the rows that match the filter; undefined when there is no filter. */
  readonly shown: ReadonlySet<string> | undefined;
  readonly origin: TableOrigin;
  readonly onAnnounce: (text: string) => void;
}

/** Renders a table with its bar: sorted, filtered, with the columns that the user has chosen, and exported as it is shown. */
export function DataTable<T>({ table, noun, noteOf, columns, rows, shown, origin, onAnnounce, ...grid }: DataTableProps<T>) {
  const { keyOf, sort } = grid;
  const handle = useColumns(columnChoices[table], columns);
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort]);
  const visible = useMemo(() => (shown ? sorted.filter((row) => shown.has(keyOf(row))) : sorted), [sorted, shown, keyOf]);
  const save = (format: ExportFormat) => {
    const { source, readAt, filter } = origin;
    const description = { source: source.name, readAt, filter, total: rows.length };
    const text = format === 'csv' ? rowsToCsv(columns, visible) : rowsToJson(table, columns, visible, description);
    saveText(fileNameOf(source, shown ? `${table}-filtered` : table, readAt, format), MEDIA_TYPES[format], text);
    onAnnounce(`Exported ${describeRows(visible.length, rows.length, noun)}${shown ? ': those that match the filter' : ''}.`);
  };
  return (
    <div className={css.table}>
      <TableBar
        noun={noun}
        note={noteOf?.(visible)}
        shownCount={visible.length}
        total={rows.length}
        columns={columns}
        visible={handle.visible.map(({ id }) => id)}
        onShowColumn={handle.show}
        onResetColumns={handle.reset}
        onExport={save}
      />
      <Grid {...grid} rows={visible} columns={handle} />
    </div>
  );
}

const MEDIA_TYPES = { csv: 'text/csv', json: 'application/json' } as const satisfies Record<ExportFormat, string>;
