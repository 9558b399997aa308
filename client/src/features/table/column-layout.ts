import type { ColumnChoice } from '../../lib/state/column-choice.ts';
import type { GridColumn } from './grid-column.ts';

/** Widths in CSS pixels on a narrow screen, as in the stylesheet. */
const NARROW_GAP = 12;
const NARROW_PADDING = 2 * 16;

/** Returns whether a column is shown. */
const isColumnShown = ({ id, isRequired, isOptional }: GridColumn<never>, { shown }: ColumnChoice): boolean =>
  isRequired === true || (shown.get(id) ?? !isOptional);

/** Returns the columns that are shown, in display order: on a narrow screen, those come first that fill its width. */
export function visibleColumns<T>(columns: readonly GridColumn<T>[], choice: ColumnChoice, isNarrow: boolean): readonly GridColumn<T>[] {
  const visible = columns.filter((column) => isColumnShown(column, choice));
  return isNarrow ? [...visible.filter(({ narrow }) => narrow), ...visible.filter(({ narrow }) => !narrow)] : visible;
}

/** Returns the width of each column as a CSS grid track: as chosen, or else by default with a share of the space that is left. */
export const wideTracks = (columns: readonly GridColumn<never>[], { widths }: ColumnChoice): readonly string[] =>
  columns.map(({ id, width, grow }) => {
    const chosen = widths.get(id);
    if (chosen !== undefined) return `${chosen}px`;
    return grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`;
  });

/** Returns the tracks on a narrow screen: the first columns fill the width of the table beside those of the given widths. */
export function narrowTracks(columns: readonly GridColumn<never>[], others: readonly number[]): readonly string[] {
  const first = columns.flatMap(({ narrow }) => narrow ?? []);
  const fixed = [...others, ...first.map(({ width = 0 }) => width)].reduce((sum, width) => sum + width, 0);
  const shares = first.reduce((sum, { share = 0 }) => sum + share, 0);
  const rest = `(100cqw - ${NARROW_PADDING + fixed + NARROW_GAP * (first.length + others.length - 1)}px)`;
  return columns.map(({ narrow, width }) => (narrow?.share ? `calc(${rest} * ${narrow.share / shares})` : `${narrow?.width ?? width}px`));
}
