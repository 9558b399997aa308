import { useCallback, useState } from 'react';
import { DEBOUNCE_MS, type TextName, useDebouncedUrl } from './use-debounced-url.ts';
import { useUrlState } from './use-url-state.ts';

/** Returns a text of the URL and its setter. The URL is updated when typing pauses; other changes of the URL replace the text. */
export function useUrlText(name: Exclude<TextName, 'q'>): readonly [string, (text: string) => void] {
  const [url] = useUrlState();
  const [text, setText] = useState(url[name]);
  const { schedule } = useDebouncedUrl(name, setText);
  const change = useCallback(
    (next: string) => {
      setText(next);
      schedule(() => next.trim(), DEBOUNCE_MS);
    },
    [schedule],
  );
  return [text, change];
}
