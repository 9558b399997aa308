import { useCallback, useEffect, useRef } from 'react';
import type { UrlState } from './url-state.ts';
import { useUrlState } from './use-url-state.ts';

export const DEBOUNCE_MS = 200;

/** Texts of the URL that a text field edits. */
export type TextName = 'q' | 'address' | 'within' | 'size';

/** Updates a text of the URL. */
interface DebouncedUrl {
  /** Updates the URL after a pause in typing, with the text that `read` then returns. */
  readonly schedule: (read: () => string, delay: number) => void;
  /** Updates the URL at once together with other parts, as a step that Back undoes. */
  readonly push: (text: string, patch: Partial<UrlState>) => void;
}

/** Returns how a text field updates its text of the URL, and calls `onChange` when that changes elsewhere. */
export function useDebouncedUrl(name: TextName, onChange: (text: string) => void): DebouncedUrl {
  const [url, setUrl] = useUrlState();
  const stored = url[name];
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const written = useRef(new Set([stored]));
  const latest = useRef({ stored, onChange });
  useEffect(() => {
    latest.current = { stored, onChange };
  }, [stored, onChange]);
  useEffect(() => {
    // Our own update may arrive after the user has typed more; adopt only changes that came from elsewhere.
    const isOurs = written.current.has(stored);
    if (!isOurs || stored === [...written.current].at(-1)) written.current = new Set([stored]);
    if (isOurs) return;
    clearTimeout(timer.current);
    latest.current.onChange(stored);
  }, [stored]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const write = useCallback(
    (text: string, patch: Partial<UrlState>, options?: { readonly replace: boolean }) => {
      clearTimeout(timer.current);
      written.current = new Set([latest.current.stored, text]);
      setUrl({ ...patch, [name]: text }, options);
    },
    [setUrl, name],
  );
  const schedule = useCallback(
    (read: () => string, delay: number) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => write(read(), {}, { replace: true }), delay);
    },
    [write],
  );
  return { schedule, push: write };
}
