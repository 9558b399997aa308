import { ArrowDown12Regular } from '@fluentui/react-icons';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { formatNumber } from '../lib/format/format.ts';
import css from './more-below.module.css';

interface MoreBelowProps {
  /** List whose items, marked with `data-item`, can be out of view. */
  readonly list: RefObject<HTMLElement | null>;
  /** Floats over the end of a list that scrolls with its panel; otherwise it has a line of its own below the list. */
  readonly isFloating?: boolean;
}

/** Says how many items of a list are out of view below: `12 more below`. Screen readers hear the length of the list instead. */
export function MoreBelow({ list, isFloating = false }: MoreBelowProps) {
  const hint = useRef<HTMLParagraphElement>(null);
  const [below, setBelow] = useState(0);
  const [canScroll, setCanScroll] = useState(false);
  // without dependencies: any render may have changed the list
  useEffect(() => {
    const measure = () => {
      if (!list.current || !hint.current) return;
      const edge = (isFloating ? hint.current : list.current).getBoundingClientRect().bottom;
      const items = list.current.querySelectorAll('[data-item]');
      setBelow(countBelow(items.length, (i) => items[i]?.getBoundingClientRect().top ?? 0, edge));
      setCanScroll(list.current.scrollHeight > list.current.clientHeight);
    };
    measure();
    document.addEventListener('scroll', measure, { capture: true, passive: true });
    window.addEventListener('resize', measure);
    return () => {
      document.removeEventListener('scroll', measure, { capture: true });
      window.removeEventListener('resize', measure);
    };
  });
  return (
    <p ref={hint} className={css.hint} data-floating={isFloating} data-empty={below === 0} hidden={!isFloating && !canScroll} aria-hidden>
      <span>
        <ArrowDown12Regular />
        {formatNumber(below)} more below
      </span>
    </p>
  );
}

/** An item counts as below when less of it is in view than this, in CSS pixels. */
const VISIBLE_PART = 12;

/** Counts the items that begin below `edge`; their tops ascend. */
export function countBelow(items: number, topOf: (item: number) => number, edge: number): number {
  let [low, high] = [0, items];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (topOf(middle) + VISIBLE_PART > edge) high = middle;
    else low = middle + 1;
  }
  return items - low;
}
