import type { ResourceKey } from '@peerscape/shared/arm';
import type { Topology } from '@peerscape/shared/topology';
import { useCallback, useMemo, useRef, useState } from 'react';
import { PlanTray } from '../../features/plan/index.ts';
import { nameOf, peeringName } from '../../lib/format/names.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import type { Selection } from '../../lib/state/selection.ts';
import { selectionText } from '../../lib/state/selection-text.ts';
import type { UrlState, View } from '../../lib/state/url-state.ts';
import { Boundary } from '../../ui/boundary.tsx';
import { commandOf } from '../commands/commands.ts';
import { Announcer } from './announcer.tsx';
import { Banners } from './banners.tsx';
import { changePanel } from './change-content.tsx';
import css from './desk.module.css';
import { Dialogs } from './dialogs.tsx';
import { MainView } from './main-view.tsx';
import { PickBar } from './pick-bar.tsx';
import { SideContent } from './side-content.tsx';
import { SidePanel } from './side-panel.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { TourCard, TourColumn } from './tour-column.tsx';
import { useDesk } from './use-desk.ts';
import { useMapSeat } from './use-map-seat.ts';

const VIEW_WORDS: Readonly<Record<View, string>> = { map: 'Map', vnets: 'VNets', peerings: 'Peerings', findings: 'Findings' };
const VIEW_PARTS: Readonly<Record<View, string>> = { map: 'map', vnets: 'table', peerings: 'table', findings: 'findings' };

/** Everything around one snapshot: bars, view, panel, dialogs. Features meet here and nowhere else. */
export function DeskView({ estate }: { estate: ReadyEstate }) {
  const seat = useMapSeat();
  const search = useRef<HTMLInputElement>(null);
  const { desk, filter, entries, parts, dialog, closeDialog } = useDesk(estate, seat, search);
  const { url, setUrl, selection } = desk;
  const { topology, snapshot } = estate;
  const title = titleOf(topology, selection, snapshot.source.name);
  const [inTheWay, setInTheWay] = useState<readonly ResourceKey[]>(NOBODY);
  const [spokenOf, setSpokenOf] = useState<readonly ResourceKey[]>(NOBODY);
  const lit = useMemo(() => ({ inTheWay, spokenOf }), [inTheWay, spokenOf]);
  const onSelect = useCallback((picked: Selection | undefined) => setUrl(selecting(url, picked)), [setUrl, url]);

  return (
    <div className={css.desk}>
      <title>{title}</title>
      <a className={css.skip} href="#view">
        Skip to the {VIEW_PARTS[url.view]}
      </a>
      <TopBar desk={desk} estate={estate} filter={filter} searchRef={search} />
      <Banners estate={estate} desk={desk} />
      <div className={css.middle} data-tour={url.tour === 'on'} data-panel={hasPanel(url, selection) ? panelLabel(url) : undefined}>
        <TourColumn desk={desk} estate={estate} onLook={setSpokenOf} />
        <main id="view" className={css.view} tabIndex={-1}>
          <h1 className="visually-hidden">
            {VIEW_WORDS[url.view]} of {estate.snapshot.source.name}
          </h1>
          <Boundary what={`The ${VIEW_PARTS[url.view]}`} resetKey={url.view}>
            <MainView
              desk={desk}
              estate={estate}
              filter={filter}
              entries={entries}
              parts={parts}
              mapRef={seat.ref}
              onSelect={onSelect}
              lit={lit}
            />
          </Boundary>
          <PickBar desk={desk} />
          <TourCard desk={desk} serial={estate.status.changes.serial} />
        </main>
        {hasPanel(url, selection) ? (
          <SidePanel label={panelLabel(url)} isWide={WIDE.includes(panelLabel(url))}>
            <Boundary what="The inspector" resetKey={url.connect + url.apply + url.undo + url.select + url.finding + url.panel}>
              <SideContent desk={desk} estate={estate} entries={entries} onSelect={onSelect} onLit={setInTheWay} />
            </Boundary>
          </SidePanel>
        ) : null}
      </div>
      <div>
        <Boundary what="The draft">
          <PlanTray
            draft={desk.draft}
            changes={estate.status.changes}
            onReview={() => commandOf('draft').run(desk)}
            onOpenApply={(apply) => setUrl({ apply, connect: '' })}
          />
        </Boundary>
        <StatusBar estate={estate} desk={desk} filter={filter} />
      </div>
      <Dialogs desk={desk} estate={estate} open={dialog} onClose={closeDialog} onSelect={onSelect} />
      <Announcer topology={topology} health={desk.health} offline={estate.offlineSince !== undefined} />
    </div>
  );
}

const STAYS: readonly UrlState['panel'][] = ['legend', 'goal', 'compare'];

/** What is picked is shown in place of a plan or an apply; a sheet that is being filled in, and the legend, stay. */
const selecting = ({ panel }: UrlState, picked: Selection | undefined): Partial<UrlState> => ({
  select: selectionText(picked),
  finding: '',
  ...(picked && { apply: '', undo: '', ...(!STAYS.includes(panel) && { panel: 'none' }) }),
});

/** Panels in which columns stand side by side. */
const WIDE: readonly string[] = ['Connect', 'Compare'];

const NOBODY: readonly ResourceKey[] = [];

const hasPanel = (url: UrlState, selection: Selection | undefined): boolean =>
  changePanel(url) !== undefined || url.panel === 'unread' || url.finding !== '' || selection !== undefined;

const panelLabel = (url: UrlState): string =>
  changePanel(url) ?? (url.panel === 'unread' ? 'What could not be read' : url.finding ? 'Finding' : 'Inspector');

/** What the browser's tab and its history say: the selection, the estate, the product. */
function titleOf(topology: Topology, selection: Selection | undefined, estate: string): string {
  const peering = selection?.kind === 'peering' ? topology.peerings.get(selection.key) : undefined;
  const selected = peering ? peeringName(topology, peering) : selection?.kind === 'vnet' ? nameOf(topology, selection.key) : undefined;
  return [selected, estate, 'Peerscape'].filter(Boolean).join(' · ');
}
