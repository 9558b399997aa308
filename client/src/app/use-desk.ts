import { api } from '@peerscape/shared/api';
import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, use, useCallback, useState } from 'react';
import { call, problemFrom } from '../lib/api.ts';
import { statusQuery } from '../lib/queries.ts';
import { parseSelection } from '../lib/selection-text.ts';
import type { ReadyEstate } from '../lib/use-estate.ts';
import { useFilterText } from '../lib/use-filter-text.ts';
import { useUrlState } from '../lib/use-url-state.ts';
import { useSay } from './announcements.ts';
import type { Desk } from './commands.ts';
import { ThemeContext } from './contexts.ts';
import type { MapHandle } from './map-door.ts';
import { useShortcuts } from './use-shortcuts.ts';

export type Dialog = 'palette' | 'shortcuts' | 'filter-help';

/** What commands can see and do, with the keyboard listening; and the dialog that is open. */
export function useDesk(estate: ReadyEstate, map: RefObject<MapHandle | null>, search: RefObject<HTMLInputElement | null>) {
  const client = useQueryClient();
  const [url, setUrl] = useUrlState();
  const [filterText, setFilterText] = useFilterText();
  const [dialog, setDialog] = useState<Dialog>();
  const { theme, setTheme } = use(ThemeContext);
  const say = useSay();

  const refresh = useCallback(async () => {
    try {
      client.setQueryData(statusQuery.queryKey, await call(api.refresh));
      say('Reading the estate again.');
    } catch (error) {
      say(problemFrom(error).title, 'error');
    }
  }, [client, say]);
  const copy = useCallback(
    (text: string, what: string) => {
      navigator.clipboard.writeText(text).then(
        () => say(`Copied the ${what}.`),
        () => say(`The browser did not let Peerscape copy the ${what}.`, 'error'),
      );
    },
    [say],
  );

  const desk: Desk = {
    url,
    setUrl,
    topology: estate.topology,
    selection: parseSelection(url.select),
    filterText,
    setFilterText,
    unreadCount: estate.snapshot.unread.length,
    theme,
    setTheme,
    map: () => map.current,
    refresh: () => void refresh(),
    focusSearch: () => {
      search.current?.focus();
      search.current?.select();
    },
    show: setDialog,
    copy,
  };
  useShortcuts(desk, dialog === undefined);
  return { desk, dialog, closeDialog: () => setDialog(undefined) };
}
