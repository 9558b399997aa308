import { useSyncExternalStore } from 'react';

const PRINT = 'print';

let isAnnounced = false;

function subscribe(onChange: () => void): () => void {
  const list = window.matchMedia(PRINT);
  const announce = ({ type }: Event) => {
    isAnnounced = type === 'beforeprint';
    onChange();
  };
  list.addEventListener('change', onChange);
  window.addEventListener('beforeprint', announce);
  window.addEventListener('afterprint', announce);
  return () => {
    list.removeEventListener('change', onChange);
    window.removeEventListener('beforeprint', announce);
    window.removeEventListener('afterprint', announce);
  };
}

/**
 * Returns whether the page is printed, or shown as printed. Browsers count the pages before the media query changes, so what is rendered only
 * then would be cut off; they announce printing earlier.
 */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => isAnnounced || window.matchMedia(PRINT).matches);
