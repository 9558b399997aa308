import { useCallback, useSyncExternalStore } from 'react';

/** Returns whether a CSS media query matches, and updates when that changes. Prefer CSS when only the layout depends on it. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
