import { useMemo, useRef } from 'react';
import { type parseSelection, selectionText } from '../lib/selection-text.ts';
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

/** Everything around one snapshot: bars, view, panel, dialogs. Features meet here and nowhere else. */
export function DeskView({ estate }: { estate: ReadyEstate }) {
  const map = useRef<MapHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const { desk, dialog, closeDialog } = useDesk(estate, map, search);
  const { url, setUrl, selection, filterText } = desk;
  const { topology } = estate;
  const filter = useFilter(topology, filterText);
  const onSelect = useMemo(() => (picked: ReturnType<typeof parseSelection>) => setUrl({ select: selectionText(picked) }), [setUrl]);

  return (
    <div className={css.desk}>
      <a className={css.skip} href="#view">
        Skip to the {url.view === 'map' ? 'map' : 'table'}
      </a>
      <TopBar desk={desk} estate={estate} filter={filter} searchRef={search} />
      <Banners estate={estate} desk={desk} />
      <div className={css.middle}>
        <main id="view" className={css.view} tabIndex={-1}>
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
