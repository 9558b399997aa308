import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { MAX_COLUMN_WIDTH, MIN_COLUMN_WIDTH } from '../../lib/state/column-choice.ts';
import css from './column-edge.module.css';

interface ColumnEdgeProps {
  readonly title: string;
  /** Chosen width in CSS pixels; undefined by default. */
  readonly width: number | undefined;
  readonly defaultWidth: number;
  readonly isTabStop: boolean;
  /** Receives the new width; undefined restores the default. */
  readonly onResize: (width: number | undefined) => void;
}

const STEP = 16;

/** New width for a key, from the current one; undefined restores the default. */
const KEYS: Readonly<Record<string, (width: number) => number | undefined>> = {
  ArrowLeft: (width) => width - STEP,
  ArrowRight: (width) => width + STEP,
  Home: () => MIN_COLUMN_WIDTH,
  End: () => MAX_COLUMN_WIDTH,
  Enter: () => undefined,
};

const widthOf = (edge: HTMLElement): number => edge.parentElement?.getBoundingClientRect().width ?? 0;

/** Edge of a column title that sets the width of the column: by dragging, or with Left and Right; a double-click or Enter restores it. */
export function ColumnEdge({ title, width, defaultWidth, isTabStop, onResize }: ColumnEdgeProps) {
  const [measured, setMeasured] = useState<number>();
  const [grip, setGrip] = useState(0);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = KEYS[event.key];
    if (!next) return;
    onResize(next(widthOf(event.currentTarget)));
    event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setGrip(widthOf(event.currentTarget) - event.clientX);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) onResize(grip + event.clientX);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged
    <div
      className={css.edge}
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${title}`}
      aria-valuenow={width ?? measured ?? defaultWidth}
      aria-valuetext={`${width ?? measured ?? defaultWidth} pixels`}
      aria-valuemin={MIN_COLUMN_WIDTH}
      aria-valuemax={MAX_COLUMN_WIDTH}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={(event) => setMeasured(Math.round(widthOf(event.currentTarget)))}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onDoubleClick={() => onResize(undefined)}
    />
  );
}
