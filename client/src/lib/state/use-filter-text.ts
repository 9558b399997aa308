import { endsInKey } from '@peerscape/shared/search';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { UrlState } from './url-state.ts';
import { DEBOUNCE_MS, useDebouncedUrl } from './use-debounced-url.ts';
import { useUrlState } from './use-url-state.ts';

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
  const [url] = useUrlState();
  const [text, setText] = useState(url.q);
  const [inForce, setInForce] = useState(() => (isValid(url.q) ? url.q : ''));
  const latest = useRef({ isValid, inForce });
  useEffect(() => {
    latest.current = { isValid, inForce };
  }, [isValid, inForce]);
  const adopt = useCallback((next: string) => {
    setText(next);
    setInForce(latest.current.isValid(next) ? next : '');
  }, []);
  const { schedule, push } = useDebouncedUrl('q', adopt);
  const change = useCallback(
    (next: string) => {
      const enforce = () => {
        if (!latest.current.isValid(next)) return;
        latest.current.inForce = next.trim();
        setInForce(next.trim());
      };
      const isKey = endsInKey(next);
      setText(next);
      if (!isKey) enforce();
      const read = () => {
        enforce();
        return latest.current.inForce;
      };
      schedule(read, isKey ? KEY_PAUSE_MS : DEBOUNCE_MS);
    },
    [schedule],
  );
  const apply = useCallback(
    (next: string, patch: Partial<UrlState>) => {
      setText(next);
      setInForce(next);
      push(next, patch);
    },
    [push],
  );
  return { text, inForce, setText: change, apply };
}
