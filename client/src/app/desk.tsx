import type { Topology } from '@peerscape/shared/topology';
import { useCallback, useRef } from 'react';
import { nameOf, peeringName } from '../lib/names.ts';
import type { Selection } from '../lib/selection.ts';
import { selectionText } from '../lib/selection-text.ts';
import type { View } from '../lib/url-state.ts';
import type { ReadyEstate } from '../lib/use-estate.ts';
import { useFilter } from '../lib/use-filter.ts';
import { Boundary } from '../ui/boundary.tsx';
import { Announcer } from './announcer.tsx';
import { Banners } from './banners.tsx';
import css from './desk.module.css';
import { Dialogs } from './dialogs.tsx';
import { MainView } from './main-view.tsx';
import type { MapHandle } from './map-door.ts';
import { SideContent } from './side-content.tsx';
import { SidePanel } from './side-panel.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useDesk } from './use-desk.ts';

const VIEW_WORDS: Readonly<Record<View, string>> = { map: 'Map', vnets: 'VNets', peerings: 'Peerings' };

/** Everything around one snapshot: bars, view, panel, dialogs. Features meet here and nowhere else. */
export function DeskView({ estate }: { estate: ReadyEstate }) {
  const map = useRef<MapHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const { desk, dialog, closeDialog } = useDesk(estate, map, search);
  const { url, setUrl, selection, filterText } = desk;
  const { topology, snapshot } = estate;
  const title = titleOf(topology, selection, snapshot.source.name);
  const filter = useFilter(topology, filterText);
  const onSelect = useCallback((picked: Selection | undefined) => setUrl({ select: selectionText(picked) }), [setUrl]);

  return (
    <div className={css.desk}>
      <title>{title}</title>
      <a className={css.skip} href="#view">
        Skip to the {url.view === 'map' ? 'map' : 'table'}
      </a>
      <TopBar desk={desk} estate={estate} filter={filter} searchRef={search} />
      <Banners estate={estate} desk={desk} />
      <div className={css.middle}>
        <main id="view" className={css.view} tabIndex={-1}>
          <h1 className="visually-hidden">
            {VIEW_WORDS[url.view]} of {estate.snapshot.source.name}
          </h1>
          <Boundary what={url.view === 'map' ? 'The map' : 'The table'} resetKey={url.view}>
            <MainView desk={desk} estate={estate} filter={filter} mapRef={map} onSelect={onSelect} />
          </Boundary>
        </main>
        {selection || url.panel === 'unread' ? (
          <SidePanel label={url.panel === 'unread' ? 'What could not be read' : 'Inspector'}>
            <Boundary what="The inspector" resetKey={url.select + url.panel}>
              <SideContent desk={desk} estate={estate} onSelect={onSelect} />
            </Boundary>
          </SidePanel>
        ) : null}
      </div>
      <StatusBar estate={estate} desk={desk} filter={filter} />
      <Dialogs desk={desk} open={dialog} onClose={closeDialog} onSelect={onSelect} />
      <Announcer topology={topology} offline={estate.offlineSince !== undefined} />
    </div>
  );
}

/** What the browser's tab and its history say: the selection, the estate, the product. */
function titleOf(topology: Topology, selection: Selection | undefined, estate: string): string {
  const peering = selection?.kind === 'peering' ? topology.peerings.get(selection.key) : undefined;
  const selected = peering ? peeringName(topology, peering) : selection?.kind === 'vnet' ? nameOf(topology, selection.key) : undefined;
  return [selected, estate, 'Peerscape'].filter(Boolean).join(' · ');
}
