import { type RefObject, useEffect } from 'react';

const DURATION_MS = 600;
const INTERVAL_MS = 50;

/**
 * Focuses the element on mount. A closing dialog restores the previous focus shortly after the next element has taken it, so the element is
 * focused again for a moment, unless the focus is already inside its closest ancestor that matches `within`.
 */
export function useInitialFocus(element: RefObject<HTMLElement | null>, within: string): void {
  useEffect(() => {
    const refocus = () => {
      const container = element.current?.closest(within);
      if (!container?.contains(document.activeElement)) element.current?.focus({ preventScroll: true });
    };
    element.current?.focus({ preventScroll: true });
    const interval = setInterval(refocus, INTERVAL_MS);
    const timeout = setTimeout(() => clearInterval(interval), DURATION_MS);
    return () => {
      clearInterval(interval);
      clearTimeout(timeout);
    };
  }, [element, within]);
}
