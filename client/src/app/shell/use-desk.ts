import { api } from '@peerscape/shared/api';
import type { ResourceKey } from '@peerscape/shared/arm';
import { lessonIn } from '@peerscape/shared/tour';
import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, use, useCallback, useMemo, useState } from 'react';
import { entriesOf, inOrder, listOf } from '../../features/health/index.ts';
import { call, problemFrom } from '../../lib/server/api.ts';
import { statusQuery } from '../../lib/server/queries.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import { marksOf, selectionAbout } from '../../lib/state/findings.ts';
import { type PickHow, pickedWith } from '../../lib/state/picks.ts';
import { parseSelection, selectionText } from '../../lib/state/selection-text.ts';
import { useDraft } from '../../lib/state/use-draft.tsx';
import { useFilter } from '../../lib/state/use-filter.ts';
import { useFilterText } from '../../lib/state/use-filter-text.ts';
import { useHealth } from '../../lib/state/use-health.ts';
import { useOwnPositions } from '../../lib/state/use-own-positions.ts';
import { usePicked } from '../../lib/state/use-picked.ts';
import { useSaidRoles } from '../../lib/state/use-said-roles.ts';
import { useUrlState } from '../../lib/state/use-url-state.ts';
import type { Desk } from '../commands/commands.ts';
import { useShortcuts } from '../commands/use-shortcuts.ts';
import { useSay } from './announcements.ts';
import { ThemeContext } from './contexts.ts';
import type { MapSeat } from './use-map-seat.ts';

export type Dialog = 'palette' | 'shortcuts' | 'filter-help' | 'connect' | 'export';

/** What commands can see and do, with the keyboard listening; and the dialog that is open. */
export function useDesk(estate: ReadyEstate, seat: MapSeat, search: RefObject<HTMLInputElement | null>) {
  const client = useQueryClient();
  const [url, setUrl] = useUrlState();
  const [filterText, setFilterText] = useFilterText();
  const [dialog, setDialog] = useState<Dialog>();
  const { theme, setTheme } = use(ThemeContext);
  const say = useSay();
  const draft = useDraft();

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

  const { topology, snapshot } = estate;
  const canChange = estate.status.changes.mode !== 'none';
  const lesson = useMemo(() => (canChange ? lessonIn(topology) : undefined), [canChange, topology]);
  const [picked, setPicked] = usePicked(snapshot.source.name, topology);
  const pick = useCallback((keys: readonly ResourceKey[], how: PickHow) => setPicked(pickedWith(picked, keys, how)), [picked, setPicked]);
  const health = useHealth(topology, snapshot.rows, snapshot.source.name, estate.status.changes.serial);
  const said = useSaidRoles(estate.status.changes.serial);
  const positions = useOwnPositions(estate.status.changes.serial);
  const filter = useFilter(topology, filterText, { marks: health.marks, roles: said.roles });
  const entries = useMemo(() => entriesOf(health), [health]);
  const entryMarks = useMemo(
    () =>
      marksOf(
        entries.map(({ kind, text, of }) => ({ ...of, severity: kind, text })),
        topology,
      ),
    [entries, topology],
  );
  const { kinds, code, list, sort } = url;
  const parts = useMemo(
    () => listOf(entries, { kinds, code, list, sort }, filter.findings(entryMarks)),
    [entries, kinds, code, list, sort, filter, entryMarks],
  );
  const listed = useMemo(() => inOrder(parts), [parts]);

  const desk: Desk = {
    url,
    setUrl,
    topology,
    lesson,
    selection: parseSelection(url.select),
    picked,
    setPicked,
    pick,
    filterText,
    setFilterText,
    shown: filter.shown,
    unreadCount: snapshot.unread.length,
    health,
    listed,
    openFinding: ({ id, of }) =>
      setUrl({ finding: id, select: selectionText(selectionAbout(of, topology)), panel: 'none', connect: '', apply: '', undo: '' }),
    showOnMap: (selection) => {
      seat.frame(selection);
      setUrl({ view: 'map', select: selectionText(selection) });
    },
    said,
    positions,
    draft,
    plan: (intents) => {
      draft.add(...intents);
      say('It is in the draft. Nothing was sent to Azure.');
    },
    theme,
    setTheme,
    map: seat.handle,
    refresh: () => void refresh(),
    focusSearch: () => {
      search.current?.focus();
      search.current?.select();
    },
    show: setDialog,
    copy,
  };
  // a dialog may say late that it closes, when the one that it led to is open already
  const closeDialog = useCallback((done: Dialog) => setDialog((open) => (open === done ? undefined : open)), []);
  useShortcuts(desk, dialog === undefined);
  return { desk, filter, entries, parts, dialog, closeDialog };
}
