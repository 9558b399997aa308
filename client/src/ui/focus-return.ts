import { useLayoutEffect } from 'react';

/** Focuses the element that had the focus before, or the view if that element is gone, unless something else has taken the focus. */
export function returnFocus(origin: Element | null): void {
  for (const element of [origin, document.getElementById('view')]) {
    if (document.activeElement !== document.body) return;
    if (element instanceof HTMLElement) element.focus({ preventScroll: true });
  }
}

/**
 * Returns the focus to where it was when the dialog around it has closed. It is the first child of the dialog, so that it is there before
 * anything in the dialog takes the focus. Fluent does so only for dialogs with a trigger, and ours also open on a key or from a menu.
 */
export function FocusReturn(): null {
  useLayoutEffect(() => {
    const origin = document.activeElement;
    return () => void requestAnimationFrame(() => returnFocus(origin));
  }, []);
  return null;
}
