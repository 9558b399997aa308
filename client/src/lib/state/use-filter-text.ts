import { useCallback, useEffect, useRef, useState } from 'react';
import { useUrlState } from './use-url-state.ts';

const PAUSE = 200;

/** The filter text as it is typed, and how to type. The URL follows when typing pauses, and leads when it is changed by other means. */
export function useFilterText(): readonly [string, (text: string) => void] {
  const [url, setUrl] = useUrlState();
  const [text, setText] = useState(url.q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const written = useRef(new Set([url.q]));
  useEffect(() => {
    // a text that we wrote ourselves may arrive after more was typed; only another's is taken over
    if (written.current.has(url.q)) return;
    written.current = new Set([url.q]);
    clearTimeout(timer.current);
    setText(url.q);
  }, [url.q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = useCallback(
    (next: string) => {
      setText(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const q = next.trim();
        written.current = new Set([url.q, q]);
        setUrl({ q }, { replace: true });
      }, PAUSE);
    },
    [setUrl, url.q],
  );
  return [text, type];
}
