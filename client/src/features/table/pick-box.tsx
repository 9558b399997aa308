import { useLayoutEffect, useMemo, useRef } from 'react';
import css from './pick-box.module.css';
import { type Picking, pickable } from './picking.ts';

/** The width of the column of boxes. */
export const PICK_TRACK = '20px';

interface PickBoxProps {
  readonly name: string;
  readonly isPicked: boolean;
  /** A click; with Shift it is to reach from the last one to here. */
  readonly onPick: (isRange: boolean) => void;
}

/** The box before a row. Tab passes it by: Space on the row does the same. */
export function PickBox({ name, isPicked, onPick }: PickBoxProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the click is on the box; here it is kept from selecting the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <span className={css.place} onClick={(event) => event.stopPropagation()}>
      <input
        type="checkbox"
        className={css.box}
        tabIndex={-1}
        aria-label={`Pick ${name}`}
        checked={isPicked}
        onChange={({ nativeEvent }) => onPick(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
      />
    </span>
  );
}

/** The box above the rows: picks all that are shown, or drops them when all of them are picked. */
export function PickAllBox<T>({ rows, picking }: { readonly rows: readonly T[]; readonly picking: Picking<T> }) {
  const box = useRef<HTMLInputElement>(null);
  const all = useMemo(() => pickable(rows, picking), [rows, picking]);
  const picked = useMemo(() => all.filter((row) => picking.isPicked(row)).length, [all, picking]);
  const isAll = picked > 0 && picked === all.length;
  useLayoutEffect(() => {
    if (box.current) box.current.indeterminate = picked > 0 && !isAll;
  });
  return (
    <span className={css.place}>
      <input
        ref={box}
        type="checkbox"
        className={css.box}
        aria-label="Pick all that are shown"
        checked={isAll}
        disabled={all.length === 0}
        onChange={() => picking.onPick(all, isAll ? 'remove' : 'add')}
      />
    </span>
  );
}
