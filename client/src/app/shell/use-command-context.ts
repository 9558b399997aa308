import type { ResourceKey } from '@peerscape/shared/arm';
import { findLesson } from '@peerscape/shared/tour';
import { type RefObject, use, useCallback, useMemo, useState } from 'react';
import { useFiles } from '../../features/files/index.ts';
import { arrangeEntries, entriesOf, flattenSections } from '../../features/health/index.ts';
import { useExpectations } from '../../features/reach/index.ts';
import { createPortalUrls } from '../../lib/format/portal-url.ts';
import { toProblem } from '../../lib/server/api.ts';
import { closeSession } from '../../lib/server/session.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import { useLearnedRoutes } from '../../lib/server/use-learned-routes.ts';
import { countMatches } from '../../lib/state/filter-counts.ts';
import { affectedItem, toFindingMarks } from '../../lib/state/findings.ts';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import { formatFocusedItem, parseFocusedItem } from '../../lib/state/focused-item-text.ts';
import { changeSelection, type SelectionChange } from '../../lib/state/multi-selection.ts';
import { REACH_DEFAULTS, URL_DEFAULTS, type UrlState } from '../../lib/state/url-state.ts';
import { useDraft } from '../../lib/state/use-draft.tsx';
import { parseFilter, useFilter } from '../../lib/state/use-filter.ts';
import { useFilterText } from '../../lib/state/use-filter-text.ts';
import { useHealth } from '../../lib/state/use-health.ts';
import { useManualPositions } from '../../lib/state/use-manual-positions.ts';
import { SELECTABLE_VNETS, useMultiSelection } from '../../lib/state/use-multi-selection.ts';
import { useRoleOverrides } from '../../lib/state/use-role-overrides.ts';
import { useUrlState } from '../../lib/state/use-url-state.ts';
import type { CommandContext } from '../commands/commands.ts';
import { useShortcuts } from '../commands/use-shortcuts.ts';
import { ThemeContext } from './contexts.ts';
import { useAnnounce } from './use-announce.ts';
import { usePeeringsBeingWritten } from './use-apply-progress.ts';
import type { MapRef } from './use-map-ref.ts';
import { usePeeringSelection } from './use-peering-selection.ts';
import { useReadControl } from './use-read-control.ts';

/** Dialogs that commands can open. */
export type DialogId = 'palette' | 'shortcuts' | 'filter-help' | 'saved-filters' | 'connect' | 'export' | 'help';

/** Dialog that is open, with the VNet that the connect dialog starts from. */
export interface OpenDialog {
  readonly id: DialogId;
  readonly from: ResourceKey | undefined;
}

/** Builds the command context, registers the keyboard shortcuts and manages the open dialog. */
export function useCommandContext(estate: ReadyEstate, mapRef: MapRef, search: RefObject<HTMLInputElement | null>) {
  const [url, setUrl] = useUrlState();
  const { topology, snapshot, status } = estate;
  const isValid = useCallback((text: string) => parseFilter(topology, text).ok, [topology]);
  const typed = useFilterText(isValid);
  const { text: filterText, setText: setFilterText } = typed;
  const [dialog, setDialog] = useState<OpenDialog>();
  const { theme, setTheme } = use(ThemeContext);
  const announce = useAnnounce();
  const draft = useDraft();

  const { refresh } = useReadControl();
  const signOut = useCallback(async () => {
    try {
      await closeSession();
      announce('Signed out.');
    } catch (error) {
      announce(toProblem(error).title, 'error');
    }
  }, [announce]);
  const copy = useCallback(
    (text: string, what: string) => {
      navigator.clipboard.writeText(text).then(
        () => announce(`Copied the ${what}.`),
        () => announce(`The browser blocked copying the ${what}.`, 'error'),
      );
    },
    [announce],
  );

  const toPortalUrl = useMemo(() => createPortalUrls(topology, snapshot.source, status), [topology, snapshot.source, status]);
  const files = useFiles({
    status: estate.status,
    snapshot,
    onAnnounce: announce,
    onSwitched: useCallback(() => setUrl({ ...URL_DEFAULTS, view: 'map' }), [setUrl]),
    onCompared: useCallback(() => setUrl({ panel: 'changes', apply: '', undo: '', connect: '' }), [setUrl]),
  });
  const { readings } = useLearnedRoutes(snapshot.source.kind !== 'file', snapshot.revision);
  const expectations = useExpectations(topology, readings);
  const canChange = estate.status.changes.mode !== 'none';
  const lesson = useMemo(() => (canChange ? findLesson(topology) : undefined), [canChange, topology]);
  const [selected, setSelected] = useMultiSelection(SELECTABLE_VNETS, snapshot.source.name, topology);
  const changeSelected = useCallback(
    (keys: readonly ResourceKey[], change: SelectionChange) => setSelected(changeSelection(selected, keys, change)),
    [selected, setSelected],
  );
  const selectedPeerings = usePeeringSelection(snapshot.source.name, topology);
  const writing = usePeeringsBeingWritten(url, estate);
  const health = useHealth(topology, snapshot.rows, { estate: snapshot.source.name, serial: estate.status.changes.serial, writing });
  const roleOverrides = useRoleOverrides(estate.status.changes.serial);
  const positions = useManualPositions(estate.status.changes.serial);
  const filter = useFilter(topology, typed, { marks: health.marks, roles: roleOverrides.roles });
  const entries = useMemo(() => entriesOf(health), [health]);
  const entryMarks = useMemo(
    () =>
      toFindingMarks(
        entries.map(({ kind, text, result }) => ({ ...result, severity: kind, text })),
        topology,
      ),
    [entries, topology],
  );
  const { kinds, code, list, sort } = url;
  const matchingFindings = useMemo(() => filter.findings(entryMarks), [filter, entryMarks]);
  const parts = useMemo(
    () => arrangeEntries(entries, { kinds, code, list, sort }, matchingFindings),
    [entries, kinds, code, list, sort, matchingFindings],
  );
  const filterCount = countMatches(url, filter, topology, { matching: matchingFindings?.size ?? 0, total: entryMarks.length });
  const listedFindings = useMemo(() => flattenSections(parts), [parts]);

  const context: CommandContext = {
    url,
    setUrl,
    topology,
    lesson,
    focused: parseFocusedItem(url.select),
    selected,
    setSelected,
    changeSelected,
    selectedPeerings,
    filterText,
    setFilterText,
    setFilter: (text, others) => typed.apply(text, { others }),
    shown: filter.shown,
    readErrorCount: snapshot.unread.length,
    health,
    listedFindings,
    openFinding: ({ id, result }) =>
      setUrl({ finding: id, select: formatFocusedItem(affectedItem(result, topology)), panel: 'none', connect: '', apply: '', undo: '' }),
    openItem: (item) => setUrl(focusing(url, item)),
    showOnMap: (item) => {
      mapRef.frame(item);
      setUrl({ view: 'map', select: formatFocusedItem(item) });
    },
    roleOverrides,
    positions,
    draft,
    addToDraft: (intents) => {
      draft.add(...intents);
      announce('Added to draft. Nothing has been sent to Azure yet.');
    },
    theme,
    setTheme,
    map: mapRef.handle,
    sourceKind: snapshot.source.kind,
    toPortalUrl,
    files,
    expectations,
    replaced: estate.status.replaced,
    refresh,
    canSignOut: estate.status.hasSession === true,
    signOut: () => void signOut(),
    focusSearch: () => {
      search.current?.focus();
      search.current?.select();
    },
    openDialog: (id, from) => setDialog({ id, from }),
    copy,
  };
  // A dialog may report that it closed after the next one has opened.
  const closeDialog = useCallback((closed: DialogId) => setDialog((open) => (open?.id === closed ? undefined : open)), []);
  useShortcuts(context, dialog === undefined && !estate.isSessionOver, announce);
  return { context, filter, filterCount, entries, parts, dialog, closeDialog };
}

/** Panels that stay open when an item is focused. */
const PERSISTENT_PANELS: readonly UrlState['panel'][] = ['legend', 'goal', 'compare', 'changes'];

/** Returns the URL change that focuses an item: it replaces plan and apply, but keeps the persistent panels. */
export const focusing = ({ panel }: UrlState, item: FocusedItem | undefined): Partial<UrlState> => ({
  select: formatFocusedItem(item),
  finding: '',
  ...(item && { apply: '', undo: '', ...(!PERSISTENT_PANELS.includes(panel) && { panel: 'none', ...REACH_DEFAULTS }) }),
});
