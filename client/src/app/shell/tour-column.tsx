import type { ResourceKey } from '@peerscape/shared/arm';
import type { Lesson } from '@peerscape/shared/tour';
import { Suspense } from 'react';
import { TourElsewhere, TourOffer } from '../../features/tour/index.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import { NOTHING_CHOSEN } from '../../lib/state/url-state.ts';
import { Boundary } from '../../ui/boundary.tsx';
import { commandOf, type Desk } from '../commands/commands.ts';
import { TourPanel } from '../lazy.ts';
import css from './tour-column.module.css';

/** Fetched when first shown. */

/**
 * The tour in a column of its own on the other side of the view: the panels in which its acts are done open and close beside it, and none of
 * them takes its place. Where it cannot be taken, it says so.
 */
export function TourColumn(props: TourColumnProps) {
  const { desk, estate } = props;
  const { lesson, url, topology, copy } = desk;
  if (url.tour === 'off') return null;
  const onClose = () => commandOf('tour').run(desk);
  return (
    <aside className={css.column} aria-label="Guided tour">
      <Boundary what="The tour">
        {lesson ? (
          <Suspense fallback={null}>
            <Given {...props} lesson={lesson} onClose={onClose} />
          </Suspense>
        ) : (
          <TourElsewhere topology={topology} estate={estate.snapshot.source.name} onClose={onClose} onCopy={copy} />
        )}
      </Boundary>
    </aside>
  );
}

interface TourColumnProps {
  readonly desk: Desk;
  readonly estate: ReadyEstate;
  /** Which VNets the map shall light, since they are what is spoken of. */
  readonly onLook: (keys: readonly ResourceKey[]) => void;
}

interface GivenProps extends TourColumnProps {
  readonly lesson: Lesson;
  readonly onClose: () => void;
}

function Given({ desk, estate, lesson, onClose, onLook }: GivenProps) {
  const { snapshot, status } = estate;
  return (
    <TourPanel
      topology={desk.topology}
      lesson={lesson}
      isSandbox={snapshot.source.kind === 'sandbox'}
      serial={status.changes.serial}
      isApplying={status.changes.running.length > 0}
      onClose={onClose}
      onShow={(key) => desk.showOnMap({ kind: 'vnet', key })}
      onLook={onLook}
      onMoved={() => clear(desk)}
      onCopy={desk.copy}
    />
  );
}

/** Nothing of the stop before stays open, selected or picked: what the next one says begins with nothing in hand. */
function clear({ setUrl, setPicked, map }: Desk): void {
  setUrl({ select: '', finding: '', connect: '', apply: '', undo: '', panel: 'none', ...NOTHING_CHOSEN });
  setPicked([]);
  map()?.fit();
}

/** The offer of the tour above the map, where there is one to give and it is not under way. */
export const TourCard = ({ desk, serial }: { readonly desk: Desk; readonly serial: number }) =>
  desk.lesson && desk.url.tour === 'off' && desk.url.view === 'map' ? (
    <TourOffer serial={serial} onStart={() => commandOf('tour').run(desk)} />
  ) : null;
