import { lazy, Suspense } from 'react';
import { TourOffer } from '../features/tour/tour-offer.tsx';
import type { ReadyEstate } from '../lib/use-estate.ts';
import { Boundary } from '../ui/boundary.tsx';
import { commandOf, type Desk } from './commands.ts';
import css from './tour-column.module.css';

/** Fetched when first shown. */
const TourPanel = lazy(async () => ({ default: (await import('../features/tour/tour-panel.tsx')).TourPanel }));

/**
 * The tour in a column of its own on the other side of the view: the panels in which its acts are done open and close beside it, and none of
 * them takes its place.
 */
export function TourColumn({ desk, estate }: { readonly desk: Desk; readonly estate: ReadyEstate }) {
  const { lesson, url, topology, showOnMap, copy } = desk;
  if (!lesson || url.tour === 'off') return null;
  const { changes } = estate.status;
  return (
    <aside className={css.column} aria-label="Guided tour">
      <Boundary what="The tour">
        <Suspense fallback={null}>
          <TourPanel
            topology={topology}
            lesson={lesson}
            isSandbox={estate.snapshot.source.kind === 'sandbox'}
            serial={changes.serial}
            isApplying={changes.running.length > 0}
            onClose={() => commandOf('tour').run(desk)}
            onShow={(key) => showOnMap({ kind: 'vnet', key })}
            onMoved={() => desk.map()?.fit()}
            onCopy={copy}
          />
        </Suspense>
      </Boundary>
    </aside>
  );
}

/** The offer of the tour above the map, where there is one to give and it is not under way. */
export const TourCard = ({ desk }: { readonly desk: Desk }) =>
  desk.lesson && desk.url.tour === 'off' && desk.url.view === 'map' ? <TourOffer onStart={() => commandOf('tour').run(desk)} /> : null;
