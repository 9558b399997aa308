import { useCallback, useSyncExternalStore } from 'react';

/** Whether that CSS media query holds, now and whenever it changes. Where it only moves or hides something, CSS does it alone. */
export function useMedia(query: string): boolean {
  const watch = useCallback(
    (tell: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', tell);
      return () => list.removeEventListener('change', tell);
    },
    [query],
  );
  return useSyncExternalStore(watch, () => window.matchMedia(query).matches);
}
