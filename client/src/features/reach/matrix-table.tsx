import type { TableCell, Verdict } from '@peerscape/shared/reach';
import { type CSSProperties, type KeyboardEvent, memo, type SyntheticEvent, useRef, useState } from 'react';
import { ROW_KEYS } from '../../lib/format/row-keys.ts';
import { describeCell, formatShare, shareOf, verdictOf } from './describe-line.ts';
import css from './matrix.module.css';

/** Signs of the verdicts, so that colour is never the only cue. */
export const VERDICT_GLYPHS: Readonly<Record<Verdict, string>> = {
  reachable: '✓',
  'one-way': '→',
  asymmetric: '⇄',
  blocked: '⊘',
  unreachable: '×',
  ambiguous: '≈',
  unknown: '?',
};

/** Row or column in words. */
export interface LineText {
  readonly id: string;
  /** Text of its heading. */
  readonly label: string;
  readonly description: string;
}

/** Position of a cell. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

interface MatrixTableProps {
  readonly rows: readonly LineText[];
  readonly columns: readonly LineText[];
  readonly cells: readonly (readonly TableCell[])[];
  /** Called for the cell under the pointer, or with the keyboard focus. */
  readonly onPoint: (at: CellPosition | undefined) => void;
  readonly onOpen: (at: CellPosition) => void;
}

/** Number of rows that Page Up and Page Down move by. */
const PAGE = 10;

/** Renders the cells as a grid with one stop for Tab, in which the arrow keys move. */
export const MatrixTable = memo(({ rows, columns, cells, onPoint, onOpen }: MatrixTableProps) => {
  const [active, setActive] = useState<CellPosition>({ row: 0, column: 0 });
  const current = { row: Math.min(active.row, rows.length - 1), column: Math.min(active.column, columns.length - 1) };
  const body = useRef<HTMLTableSectionElement>(null);
  const moveTo = (row: number, column: number) => {
    const next = { row: clamp(row, rows.length), column: clamp(column, columns.length) };
    setActive(next);
    body.current?.querySelector<HTMLElement>(`[data-row='${next.row}'][data-column='${next.column}']`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { row, column } = current;
    const across = event.ctrlKey ? undefined : COLUMN_KEYS[event.key]?.(column, columns.length);
    const down = across === undefined ? ROW_KEYS[event.key]?.(row, PAGE, rows.length) : undefined;
    if (across !== undefined) moveTo(row, across);
    else if (down !== undefined) moveTo(down, event.key === 'Home' ? 0 : event.key === 'End' ? columns.length - 1 : column);
    else if (event.key === 'Enter' || event.key === ' ') onOpen(current);
    else return;
    event.preventDefault();
  };
  const point = (event: SyntheticEvent) => onPoint(positionOf(event.target));
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the cells of a grid are reached by arrow keys
    <table role="grid" className={css.table} aria-label="Reach matrix" aria-rowcount={rows.length + 1} aria-colcount={columns.length + 1}>
      <thead>
        <tr>
          <th className={css.corner} scope="col">
            From ↓ · To →
          </th>
          {columns.map(({ id, label, description }) => (
            <th key={id} scope="col" className={css.columnHead} title={description}>
              <span>{label}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody
        ref={body}
        onKeyDown={onKeyDown}
        onClick={({ target }) => {
          const at = positionOf(target);
          if (!at) return;
          setActive(at);
          onOpen(at);
        }}
        onMouseOver={point}
        onMouseLeave={() => onPoint(undefined)}
        onFocus={(event) => {
          const at = positionOf(event.target);
          if (at) setActive(at);
          onPoint(at);
        }}
        onBlur={() => onPoint(undefined)}
      >
        {rows.map((row, i) => (
          <MatrixRow
            key={row.id}
            row={row}
            index={i}
            columns={columns}
            cells={cells[i] ?? NO_CELLS}
            current={i === current.row ? current.column : -1}
          />
        ))}
      </tbody>
    </table>
  );
});

const NO_CELLS: readonly TableCell[] = [];

const COLUMN_KEYS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

const clamp = (at: number, count: number): number => Math.max(0, Math.min(count - 1, at));

function positionOf(target: EventTarget): CellPosition | undefined {
  const cell = target instanceof HTMLElement ? target.closest('td') : null;
  if (!cell) return undefined;
  return { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}

interface MatrixRowProps {
  readonly row: LineText;
  readonly index: number;
  readonly columns: readonly LineText[];
  readonly cells: readonly TableCell[];
  /** Column of the cell that Tab reaches; -1 if it is in another row. */
  readonly current: number;
}

const MatrixRow = memo(({ row, index, columns, cells, current }: MatrixRowProps) => (
  <tr>
    <th scope="row" className={css.rowHead} title={row.description}>
      <span>{row.label}</span>
    </th>
    {columns.map((column, j) => {
      const cell = cells[j];
      const verdict = cell && verdictOf(cell);
      return (
        <td
          key={column.id}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as above
          role="gridcell"
          className={css.cell}
          data-row={index}
          data-column={j}
          data-verdict={verdict}
          tabIndex={j === current ? 0 : -1}
          style={cell && verdict === 'mixed' ? ({ '--mix': `${shareOf(cell) / 3}%` } as CSSProperties) : undefined}
          aria-label={cell && `${row.description} to ${column.description}: ${describeCell(cell)}`}
        >
          {cell && signOf(cell, verdict)}
        </td>
      );
    })}
  </tr>
));

/** Returns the sign of the verdict; for pairs that differ, how many of them are reachable. */
function signOf(cell: TableCell, verdict: Verdict | 'mixed' | undefined): string {
  if (verdict === undefined) return '';
  if (verdict !== 'mixed') return VERDICT_GLYPHS[verdict];
  return formatShare(cell);
}
