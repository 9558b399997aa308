import { useCallback, useMemo, useState } from 'react';
import { type ColumnChoice, clampColumnWidth, formatColumnChoice, NO_CHOICE, parseColumnChoice } from '../../lib/state/column-choice.ts';
import type { Preference } from '../../lib/state/create-preference.ts';
import { useMedia } from '../../ui/use-media.ts';
import { visibleColumns } from './column-layout.ts';
import type { GridColumn } from './grid-column.ts';

/** Columns of a table as the user has chosen them. */
export interface ColumnsHandle<T> {
  readonly visible: readonly GridColumn<T>[];
  readonly choice: ColumnChoice;
  /** True on a narrow screen, where the columns have another order and their own widths. */
  readonly isNarrow: boolean;
  readonly show: (id: string, isShown: boolean) => void;
  /** Sets the width of a column in CSS pixels; undefined restores its default. */
  readonly resize: (id: string, width: number | undefined) => void;
  readonly reset: () => void;
}

/** Manages the chosen columns of a table, stored in the preference. */
export function useColumns<T>(preference: Preference<string>, columns: readonly GridColumn<T>[]): ColumnsHandle<T> {
  const [choice, setChoice] = useState(() => parseColumnChoice(preference.read()));
  const isNarrow = useMedia('(max-width: 719px)');
  const change = useCallback(
    (next: ColumnChoice) => {
      setChoice(next);
      preference.write(formatColumnChoice(next));
    },
    [preference],
  );
  const visible = useMemo(() => visibleColumns(columns, choice, isNarrow), [columns, choice, isNarrow]);
  return {
    visible,
    choice,
    isNarrow,
    show: (id, isShown) => change({ ...choice, shown: new Map(choice.shown).set(id, isShown) }),
    resize: (id, width) => change({ ...choice, widths: withWidth(choice.widths, id, width) }),
    reset: () => change(NO_CHOICE),
  };
}

function withWidth(widths: ReadonlyMap<string, number>, id: string, width: number | undefined): ReadonlyMap<string, number> {
  const next = new Map(widths);
  if (width === undefined) next.delete(id);
  else next.set(id, clampColumnWidth(width));
  return next;
}
