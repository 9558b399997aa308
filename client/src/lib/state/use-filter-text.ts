import { endsInKey } from '@peerscape/shared/search';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { UrlState } from './url-state.ts';
import { useUrlState } from './use-url-state.ts';

const DEBOUNCE_MS = 200;
/** Pause after which the beginning of a key, such as `st` for `state:`, is taken for a word to search. */
const KEY_PAUSE_MS = 700;

/** Filter text as it is typed, and the filter in force: the last valid text. */
export interface FilterText {
  readonly text: string;
  readonly inForce: string;
  /** Changes the text as typed. */
  readonly setText: (text: string) => void;
  /** Applies a filter at once together with other changes of the URL, as a step that Back undoes. */
  readonly apply: (text: string, patch: Partial<UrlState>) => void;
}

/**
 * Returns the filter text. The URL is updated when typing pauses, and contains the filter in force; other changes of the URL replace the
 * text.
 */
export function useFilterText(isValid: (text: string) => boolean): FilterText {
  const [url, setUrl] = useUrlState();
  const [text, setText] = useState(url.q);
  const [inForce, setInForce] = useState(() => (isValid(url.q) ? url.q : ''));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const written = useRef(new Set([url.q]));
  const latest = useRef({ isValid, inForce, q: url.q });
  useEffect(() => {
    latest.current = { isValid, inForce, q: url.q };
  }, [isValid, inForce, url.q]);
  useEffect(() => {
    // Our own update may arrive after the user has typed more; adopt only changes that came from elsewhere.
    const isOurs = written.current.has(url.q);
    if (!isOurs || url.q === [...written.current].at(-1)) written.current = new Set([url.q]);
    if (isOurs) return;
    clearTimeout(timer.current);
    setText(url.q);
    setInForce(latest.current.isValid(url.q) ? url.q : '');
  }, [url.q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = useCallback(
    (next: string) => {
      const apply = () => {
        if (!latest.current.isValid(next)) return;
        latest.current.inForce = next.trim();
        setInForce(next.trim());
      };
      const isKey = endsInKey(next);
      setText(next);
      if (!isKey) apply();
      clearTimeout(timer.current);
      timer.current = setTimeout(
        () => {
          apply();
          const q = latest.current.inForce;
          written.current = new Set([latest.current.q, q]);
          setUrl({ q }, { replace: true });
        },
        isKey ? KEY_PAUSE_MS : DEBOUNCE_MS,
      );
    },
    [setUrl],
  );
  const apply = useCallback(
    (next: string, patch: Partial<UrlState>) => {
      clearTimeout(timer.current);
      setText(next);
      setInForce(next);
      written.current = new Set([latest.current.q, next]);
      setUrl({ ...patch, q: next });
    },
    [setUrl],
  );
  return { text, inForce, setText: change, apply };
}
