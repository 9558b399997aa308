import { Button } from '@fluentui/react-components';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { count, formatNumber } from '../lib/format/format.ts';
import css from './show-more.module.css';

interface ShowMoreOptions<Item> {
  /** Number of items that the button adds; all by default. */
  readonly step?: number;
  /** Items that are always shown, wherever they are in the list. */
  readonly isPinned?: (item: Item) => boolean;
}

/** State of a list that is shown in part. */
interface PartialList {
  readonly shownCount: number;
  readonly total: number;
  /** Number of items that the button adds. */
  readonly next: number;
  /** Position of the first item that the button adds. */
  readonly firstHidden: number;
  readonly show: () => void;
}

/** Returns the first items of a list, and the state for `ShowMore`. A single remaining item is shown instead of a button. */
export function useShowMore<Item>(
  items: readonly Item[],
  initial: number,
  { step = Number.POSITIVE_INFINITY, isPinned }: ShowMoreOptions<Item> = {},
): { readonly shown: readonly Item[]; readonly more: PartialList } {
  const [limit, setLimit] = useState(initial);
  const end = items.length - limit > 1 ? limit : items.length;
  const isShown = (item: Item, i: number) => i < end || isPinned?.(item) === true;
  const shown = items.filter(isShown);
  const rest = items.length - shown.length;
  return {
    shown,
    more: {
      shownCount: shown.length,
      total: items.length,
      next: Math.min(rest, step),
      firstHidden: items.findIndex((item, i) => !isShown(item, i)),
      show: () => setLimit(limit + step),
    },
  };
}

interface ShowMoreProps extends PartialList {
  /** Element whose children are the items. */
  readonly list: RefObject<Element | null>;
  readonly noun: string;
}

/** Button that shows more items of a list: `Show 12 more peerings`. Moves the focus to the first of them and announces how many are shown. */
export function ShowMore({ list, noun, shownCount, total, next, firstHidden, show }: ShowMoreProps) {
  const focusAt = useRef<number>(undefined);
  const [isUsed, setUsed] = useState(false);
  // the items exist once the list has rendered with them
  useEffect(() => {
    if (focusAt.current === undefined || shownCount <= focusAt.current) return;
    const item = list.current?.children[focusAt.current];
    focusAt.current = undefined;
    if (item instanceof HTMLElement) focusItem(item);
  }, [list, shownCount]);
  if (next === 0 && !isUsed) return null;
  const rest = total - shownCount;
  return (
    <>
      {next > 0 ? (
        <Button
          className={css.more ?? ''}
          size="small"
          onClick={() => {
            focusAt.current = firstHidden;
            setUsed(true);
            show();
          }}
        >
          Show {next < rest ? `${formatNumber(next)} of ` : ''}
          {count(rest, `more ${noun}`)}
        </Button>
      ) : null}
      <span className="visually-hidden" role="status">
        {isUsed ? `${formatNumber(shownCount)} of ${count(total, noun)} shown` : ''}
      </span>
    </>
  );
}

/** Focuses the first control of an item, or the item itself when it has none. */
function focusItem(item: HTMLElement): void {
  const control = item.querySelector<HTMLElement>('button, input, a[href]');
  if (!control) item.tabIndex = -1;
  (control ?? item).focus();
}
