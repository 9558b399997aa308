import { type RefObject, useEffect } from 'react';

const SETTLES = 600;
const LOOKS = 50;

/**
 * Gives the focus to the element when it appears. A dialog that closes hands the focus back to where it was, a moment after what opens next
 * has taken it; so it is taken again until that moment is over, unless it stands somewhere in `within` by then.
 */
export function useFirstFocus(element: RefObject<HTMLElement | null>, within: string): void {
  useEffect(() => {
    const take = () => {
      const place = element.current?.closest(within);
      if (!place?.contains(document.activeElement)) element.current?.focus({ preventScroll: true });
    };
    element.current?.focus({ preventScroll: true });
    const looking = setInterval(take, LOOKS);
    const settled = setTimeout(() => clearInterval(looking), SETTLES);
    return () => {
      clearInterval(looking);
      clearTimeout(settled);
    };
  }, [element, within]);
}
