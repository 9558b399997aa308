import type { ResourceKey } from '@peerscape/shared/arm';
import type { Lesson } from '@peerscape/shared/tour';
import { Suspense, useState } from 'react';
import { TourOffer, TourUnavailable } from '../../features/tour/index.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import { GOAL_DEFAULTS, REACH_DEFAULTS } from '../../lib/state/url-state.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { type CommandContext, getCommand } from '../commands/commands.ts';
import { askReach } from '../commands/reach-command.ts';
import { TourPanel } from '../lazy.ts';
import css from './tour-column.module.css';
import { useAnnounce } from './use-announce.ts';

/**
 * Guided tour in a separate column, so that the panels it refers to can open and close beside it. Explains why when the tour is not
 * available.
 */
export function TourColumn(props: TourColumnProps) {
  const { context, estate } = props;
  const { lesson, url, topology, copy } = context;
  if (url.tour === 'off') return null;
  const onClose = () => getCommand('tour').run(context);
  return (
    <aside className={css.column} aria-label="Guided tour">
      <ErrorBoundary what="The tour">
        {lesson ? (
          <Suspense fallback={null}>
            <Tour {...props} lesson={lesson} onClose={onClose} />
          </Suspense>
        ) : (
          <TourUnavailable topology={topology} estate={estate.snapshot.source.name} onClose={onClose} onCopy={copy} />
        )}
      </ErrorBoundary>
    </aside>
  );
}

interface TourColumnProps {
  readonly context: CommandContext;
  readonly estate: ReadyEstate;
  /** Receives the VNets that the stop mentions, for the map to highlight. */
  readonly onHighlight: (keys: readonly ResourceKey[]) => void;
}

interface TourProps extends TourColumnProps {
  readonly lesson: Lesson;
  readonly onClose: () => void;
}

function Tour({ context, estate, lesson, onClose, onHighlight }: TourProps) {
  const { snapshot, status } = estate;
  return (
    <TourPanel
      topology={context.topology}
      lesson={lesson}
      isSandbox={snapshot.source.kind === 'sandbox'}
      serial={status.changes.serial}
      isApplying={status.changes.running.length > 0}
      onClose={onClose}
      onShow={(key) => context.showOnMap({ kind: 'vnet', key })}
      onAsk={(from, to) => askReach(context, from, to)}
      onHighlight={onHighlight}
      onStopChange={() => resetView(context)}
      onCopy={context.copy}
    />
  );
}

/** Closes all panels and clears focus and selection, so that each stop starts from the same state. */
function resetView({ setUrl, setSelected, map }: CommandContext): void {
  setUrl({ select: '', finding: '', connect: '', apply: '', undo: '', panel: 'none', ...GOAL_DEFAULTS, ...REACH_DEFAULTS });
  setSelected([]);
  map()?.fit();
}

/** Offers the tour on the map when it is available and not open, until the offer is closed or the page is loaded again. */
export function TourCard({ context, serial }: { readonly context: CommandContext; readonly serial: number }) {
  const [isClosed, setClosed] = useState(false);
  const announce = useAnnounce();
  if (isClosed || !context.lesson || context.url.tour !== 'off' || context.url.view !== 'map') return null;
  return (
    <TourOffer
      serial={serial}
      isSandbox={context.sourceKind === 'sandbox'}
      onStart={() => getCommand('tour').run(context)}
      onClose={() => {
        setClosed(true);
        announce('The guided tour stays available under Help.');
      }}
    />
  );
}
