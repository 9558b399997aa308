import { useCallback, useEffect, useRef, useState } from 'react';
import { useUrlState } from './use-url-state.ts';

const DEBOUNCE_MS = 200;

/** Returns the filter text and its setter. The URL is updated when typing pauses; other changes of the URL replace the text. */
export function useFilterText(): readonly [string, (text: string) => void] {
  const [url, setUrl] = useUrlState();
  const [text, setText] = useState(url.q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const written = useRef(new Set([url.q]));
  useEffect(() => {
    // Our own update may arrive after the user has typed more; adopt only changes that came from elsewhere.
    if (written.current.has(url.q)) return;
    written.current = new Set([url.q]);
    clearTimeout(timer.current);
    setText(url.q);
  }, [url.q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = useCallback(
    (next: string) => {
      setText(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const q = next.trim();
        written.current = new Set([url.q, q]);
        setUrl({ q }, { replace: true });
      }, DEBOUNCE_MS);
    },
    [setUrl, url.q],
  );
  return [text, change];
}
