import { useCallback, useEffect, useRef, useState } from 'react';
import type { UrlState } from './url-state.ts';
import { useUrlState } from './use-url-state.ts';

const DEBOUNCE_MS = 200;

/** Parts of the URL that a text field edits. */
type TextName = 'address' | 'within' | 'size';

/** Returns a text of the URL and its setter. The URL is updated when typing pauses; other changes of the URL replace the text. */
export function useUrlText(name: TextName): readonly [string, (text: string) => void] {
  const [url, setUrl] = useUrlState();
  const stored = url[name];
  const [text, setText] = useState(stored);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const written = useRef(new Set([stored]));
  useEffect(() => {
    // Our own update may arrive after the user has typed more; adopt only changes that came from elsewhere.
    if (written.current.has(stored)) return;
    written.current = new Set([stored]);
    clearTimeout(timer.current);
    setText(stored);
  }, [stored]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = useCallback(
    (next: string) => {
      setText(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const trimmed = next.trim();
        written.current = new Set([stored, trimmed]);
        setUrl({ [name]: trimmed } satisfies Partial<UrlState>, { replace: true });
      }, DEBOUNCE_MS);
    },
    [setUrl, stored, name],
  );
  return [text, change];
}
