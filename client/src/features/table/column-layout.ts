import type { ColumnChoice } from '../../lib/state/column-choice.ts';
import type { GridColumn } from './grid-column.ts';

/** Widths in CSS pixels on a narrow screen, as in the stylesheet. */
const NARROW_GAP = 12;
const NARROW_PADDING = 2 * 16;

/** Returns whether a column is shown. */
const isColumnShown = ({ id, isRequired, isOptional }: GridColumn<never>, { shown }: ColumnChoice): boolean =>
  isRequired === true || (shown.get(id) ?? !isOptional);

/** Returns the columns that are shown, in display order: on a narrow screen, those come first that stay on it. */
export function visibleColumns<T>(columns: readonly GridColumn<T>[], choice: ColumnChoice, isNarrow: boolean): readonly GridColumn<T>[] {
  const visible = columns.filter((column) => isColumnShown(column, choice));
  if (!isNarrow) return visible;
  const isLine = ({ narrow }: GridColumn<T>) => narrow === 'line';
  const isBeside = ({ narrow }: GridColumn<T>) => typeof narrow === 'number';
  return [...visible.filter(isLine), ...visible.filter(isBeside), ...visible.filter(({ narrow }) => narrow === undefined)];
}

/** Returns the width of each column as a CSS grid track: as chosen, or else by default with a share of the space that is left. */
export const wideTracks = (columns: readonly GridColumn<never>[], { widths }: ColumnChoice): readonly string[] =>
  columns.map(({ id, width, grow }) => {
    const chosen = widths.get(id);
    if (chosen !== undefined) return `${chosen}px`;
    return grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`;
  });

/**
 * Returns the tracks on a narrow screen: one for all lines of the first column, which fills the width of the table beside the columns that
 * stay on the screen and those of the given widths, and one for each other column.
 */
export function narrowTracks(columns: readonly GridColumn<never>[], others: readonly number[]): readonly string[] {
  const beside = [...others, ...columns.flatMap(({ narrow }) => (typeof narrow === 'number' ? narrow : []))];
  const taken = beside.reduce((sum, width) => sum + width + NARROW_GAP, NARROW_PADDING);
  const rest = columns.filter(({ narrow }) => narrow !== 'line');
  return [`[lines] calc(100cqw - ${taken}px)`, ...rest.map(({ narrow, width }) => `${typeof narrow === 'number' ? narrow : width}px`)];
}

/** Returns the line of a column that is one of several lines, from its place on a narrow screen and its index among the visible columns; undefined for others. */
export const lineOf = (narrow: GridColumn<never>['narrow'], index: number, isNarrow: boolean): number | undefined =>
  isNarrow && narrow === 'line' ? index + 1 : undefined;
