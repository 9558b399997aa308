import type { ResourceKey } from '@peerscape/shared/arm';
import type { Topology } from '@peerscape/shared/topology';
import { useCallback, useMemo, useRef, useState } from 'react';
import { FileDrop, OpenedFilesBanner } from '../../features/files/index.ts';
import { PlanTray } from '../../features/plan/index.ts';
import { formatSource } from '../../lib/format/format-source.ts';
import { nameOf, peeringName } from '../../lib/format/names.ts';
import type { VNetReach } from '../../lib/format/vnet-reach.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import type { ReachPath } from '../../lib/state/reach-path.ts';
import type { UrlState, View } from '../../lib/state/url-state.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { type CommandContext, getCommand } from '../commands/commands.ts';
import { Announcer } from './announcer.tsx';
import { Banners } from './banners.tsx';
import { changePanelLabel } from './change-content.tsx';
import { Dialogs } from './dialogs.tsx';
import { ItemMenu } from './item-menu.tsx';
import { MainView } from './main-view.tsx';
import { MessageSlot } from './message-slot.tsx';
import { SelectionBar } from './selection-bar.tsx';
import css from './shell.module.css';
import { SideContent } from './side-content.tsx';
import { SidePanel } from './side-panel.tsx';
import { StatusBar } from './status-bar.tsx';
import { SessionOverDialog } from './status-screens.tsx';
import { TopBar } from './top-bar.tsx';
import { TourCard, TourColumn } from './tour-column.tsx';
import { focusing, useCommandContext } from './use-command-context.ts';
import { useMapRef } from './use-map-ref.ts';

const VIEW_LABELS: Readonly<Record<View, string>> = {
  map: 'Map',
  vnets: 'VNets',
  peerings: 'Peerings',
  addresses: 'Addresses',
  findings: 'Findings',
  matrix: 'Reach matrix',
};
const VIEW_REGIONS: Readonly<Record<View, string>> = {
  map: 'map',
  vnets: 'table',
  peerings: 'table',
  addresses: 'address plan',
  findings: 'findings',
  matrix: 'reach matrix',
};

/** Renders the whole app for one snapshot: bars, view, panel and dialogs. The only place where features are combined. */
export function Shell({ estate }: { estate: ReadyEstate }) {
  const mapRef = useMapRef();
  const search = useRef<HTMLInputElement>(null);
  const { context, filter, filterCount, entries, parts, dialog, closeDialog } = useCommandContext(estate, mapRef, search);
  const { url, setUrl, focused } = context;
  const { topology, snapshot } = estate;
  const title = titleOf(topology, focused, snapshot.source.name);
  const [blocking, setBlocking] = useState<readonly ResourceKey[]>(NONE);
  const [mentioned, setMentioned] = useState<readonly ResourceKey[]>(NONE);
  const [path, setPath] = useState<ReachPath>();
  const [reach, setReach] = useState<VNetReach>();
  const highlights = useMemo(() => ({ blocking, mentioned, path, reach }), [blocking, mentioned, path, reach]);
  const onSelect = useCallback((item: FocusedItem | undefined) => setUrl(focusing(url, item)), [setUrl, url]);

  return (
    <div className={css.shell}>
      <title>{title}</title>
      <a className={css.skip} href="#view">
        Skip to the {VIEW_REGIONS[url.view]}
      </a>
      <TopBar context={context} estate={estate} filter={filter} filterCount={filterCount} searchRef={search} />
      <Banners
        estate={estate}
        storeProblem={estate.status.store?.problem}
        notices={[context.health.mutes.notice, context.positions.notice]}
        isReadErrorsOpen={url.panel === 'unread'}
        onRefresh={context.refresh}
        onShowReadErrors={() => context.setUrl({ panel: 'unread' })}
      >
        <OpenedFilesBanner source={snapshot.source} replaced={estate.status.replaced} files={context.files} />
      </Banners>
      <div className={css.middle} data-tour={url.tour === 'on'} data-panel={hasPanel(url, focused) ? panelLabel(url) : undefined}>
        <TourColumn context={context} estate={estate} onHighlight={setMentioned} />
        <main id="view" className={css.view} tabIndex={-1} data-selected={context.selected.size > 0}>
          <h1 className="visually-hidden">
            {VIEW_LABELS[url.view]} of {estate.snapshot.source.name}
          </h1>
          <ErrorBoundary what={`The ${VIEW_REGIONS[url.view]}`} resetKey={url.view}>
            <MainView
              context={context}
              estate={estate}
              filter={filter}
              entries={entries}
              parts={parts}
              mapRef={mapRef.ref}
              onSelect={onSelect}
              highlights={highlights}
            />
          </ErrorBoundary>
          <div className={css.floats} data-over-map={url.view === 'map'} data-beside-legend={url.panel === 'legend'}>
            <MessageSlot className={css.messages} />
            <TourCard context={context} serial={estate.status.changes.serial} />
            <SelectionBar context={context} filter={filter} />
          </div>
        </main>
        {hasPanel(url, focused) ? (
          <SidePanel label={panelLabel(url)} isWide={WIDE_PANELS.includes(panelLabel(url))}>
            <ErrorBoundary what="The inspector" resetKey={url.connect + url.apply + url.undo + url.select + url.finding + url.panel}>
              <SideContent
                context={context}
                estate={estate}
                entries={entries}
                onSelect={onSelect}
                onHighlight={setBlocking}
                onPath={setPath}
                onReach={setReach}
              />
            </ErrorBoundary>
          </SidePanel>
        ) : null}
      </div>
      <div className={css.bottom}>
        <ErrorBoundary what="The draft">
          <PlanTray
            draft={context.draft}
            changes={estate.status.changes}
            onReview={() => getCommand('draft').run(context)}
            onOpenApply={(apply) => setUrl({ apply, connect: '' })}
          />
        </ErrorBoundary>
        <StatusBar estate={estate} context={context} filter={filter} filterCount={filterCount} />
      </div>
      <Dialogs context={context} estate={estate} filter={filter} opened={dialog} onClose={closeDialog} onSelect={onSelect} />
      <ItemMenu context={context} />
      {estate.isSessionOver ? <SessionOverDialog onSignOut={context.signOut} /> : null}
      <DropTarget context={context} estate={estate} />
      <Announcer
        topology={topology}
        health={context.health}
        offline={estate.offlineSince !== undefined}
        isSessionOver={estate.isSessionOver}
      />
    </div>
  );
}

/** Opens dropped files in place of the estate, or as expectations while their panel is open. */
function DropTarget({ context: { url, expectations, files }, estate }: DropTargetProps) {
  const { status, snapshot } = estate;
  const target =
    changePanelLabel(url) === 'Expectations'
      ? { purpose: 'The file is opened as expectations and stays in this browser.', refusal: undefined, onFiles: expectations.open }
      : {
          purpose: `The files are shown in place of ${formatSource(status.replaced ?? snapshot.source)}. You can return to it at any time.`,
          refusal: status.filesRefused,
          onFiles: files.open,
        };
  return <FileDrop {...target} onFolder={files.rejectFolder} />;
}

interface DropTargetProps {
  readonly context: CommandContext;
  readonly estate: ReadyEstate;
}

/** Panels with several columns. */
const WIDE_PANELS: readonly string[] = ['Connect', 'Compare', 'Effective routes'];

const NONE: readonly ResourceKey[] = [];

const hasPanel = (url: UrlState, focused: FocusedItem | undefined): boolean =>
  changePanelLabel(url) !== undefined || url.panel === 'unread' || url.finding !== '' || focused !== undefined;

const panelLabel = (url: UrlState): string =>
  changePanelLabel(url) ?? (url.panel === 'unread' ? 'Could not be read' : url.finding ? 'Finding' : 'Inspector');

/** Returns the document title: focused item, estate, product. */
function titleOf(topology: Topology, focused: FocusedItem | undefined, estate: string): string {
  const peering = focused?.kind === 'peering' ? topology.peerings.get(focused.key) : undefined;
  const name = peering ? peeringName(topology, peering) : focused?.kind === 'vnet' ? nameOf(topology, focused.key) : undefined;
  return [name, estate, 'Peerscape'].filter(Boolean).join(' · ');
}
