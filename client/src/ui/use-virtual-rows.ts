import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { ROW_KEYS } from '../lib/format/row-keys.ts';
import { usePrinting } from './use-printing.ts';

/** Height of the sticky header above the rows, in CSS pixels. */
export const HEADER_HEIGHT = 36;

/** Minimum distance of the current row from the edges, in CSS pixels. */
const SCROLL_PADDING = 44;

interface VirtualRowsOptions {
  /** Element that scrolls. Its rows have their index as `data-index`. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly count: number;
  /** Returns the key of a row, for rows of different heights that move. A new function recomputes all rows. */
  readonly keyOf?: (index: number) => string;
  /** Returns the height of a row in CSS pixels. A new function means that heights changed. */
  readonly heightOf: (index: number) => number;
  /** Row that is open elsewhere; it is scrolled into view when it changes. -1 for none. */
  readonly openIndex: number;
}

/** Rows of a virtual list. */
export interface VirtualRows {
  /** Rows to render. */
  readonly items: readonly VirtualItem[];
  /** Height of all rows in CSS pixels. */
  readonly height: number;
  /** Row that the keyboard is on. */
  readonly current: number;
  readonly setCurrent: (index: number) => void;
  /** Moves the keyboard focus to a row. */
  readonly moveTo: (index: number) => void;
  /** Moves with arrow keys, Page Up, Page Down, Home and End; returns false for other keys. */
  readonly navigate: (event: KeyboardEvent) => boolean;
}

/** Virtualises the rows of a list of any length: only the rows in view are rendered, or all on paper, and the keyboard reaches all. */
export function useVirtualRows({ scroller, count, keyOf, heightOf, openIndex }: VirtualRowsOptions): VirtualRows {
  const [active, setCurrent] = useState(0);
  const isPrinting = usePrinting();
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    ...(keyOf && { getItemKey: keyOf }),
    estimateSize: heightOf,
    overscan: isPrinting ? count : 12,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT + SCROLL_PADDING,
    scrollPaddingEnd: SCROLL_PADDING,
    initialRect: { width: 1024, height: 720 },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: row heights depend on the function
  useEffect(() => virtual.measure(), [heightOf]);
  const scroll = useRef(virtual.scrollToIndex);
  scroll.current = virtual.scrollToIndex;
  useEffect(() => {
    if (openIndex < 0) return;
    scroll.current(openIndex);
    setCurrent(openIndex);
  }, [openIndex]);
  const current = Math.max(0, Math.min(active, count - 1));
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(count - 1, index));
    setCurrent(next);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  };
  const navigate = ({ key }: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / HEADER_HEIGHT) - 2);
    const target = ROW_KEYS[key]?.(current, page, count);
    if (target !== undefined) moveTo(target);
    return target !== undefined;
  };
  return { items: virtual.getVirtualItems(), height: virtual.getTotalSize(), current, setCurrent, moveTo, navigate };
}
