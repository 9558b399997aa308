import { type Ref, Suspense } from 'react';
import type { Entry, FindingsSection } from '../../features/health/index.ts';
import { PeeringTable, VNetTable } from '../../features/table/index.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import type { Filter } from '../../lib/state/use-filter.ts';
import { Screen } from '../../ui/screen.tsx';
import type { CommandContext } from '../commands/commands.ts';
import type { MapHandle } from '../lazy.ts';
import { FindingsView } from '../lazy.ts';
import { AddressesContent } from './addresses-content.tsx';
import { NoResults, NoVNets } from './empty-screens.tsx';
import css from './main-view.module.css';
import type { HighlightRequests } from './map-highlights.ts';
import { MapPane } from './map-pane.tsx';
import { MatrixContent } from './matrix-content.tsx';
import { useAnnounce } from './use-announce.ts';

export interface MainViewProps {
  readonly context: CommandContext;
  readonly estate: ReadyEstate;
  readonly filter: Filter;
  readonly entries: readonly Entry[];
  readonly parts: readonly FindingsSection[];
  readonly mapRef: Ref<MapHandle>;
  readonly onSelect: (item: FocusedItem | undefined) => void;
  readonly highlights: HighlightRequests;
}

/** Renders the map, a table or the findings, or a message when there is nothing to show. */
export function MainView(props: MainViewProps) {
  const { context, estate, filter } = props;
  const { topology } = estate;
  const { url } = context;
  if (topology.vnets.size + topology.ghosts.size === 0) {
    const { source } = estate.snapshot;
    return <NoVNets source={source} subscriptions={[...topology.subscriptions.values()]} onRefresh={context.refresh} />;
  }
  if (url.view === 'findings') return <Findings {...props} />;
  if (url.view === 'addresses') return <AddressesContent {...props} />;
  const matches = url.view === 'peerings' ? filter.peerings() : filter.shown;
  const noResults = { filterText: filter.text, onClear: () => context.setFilterText('') };
  // Keep the map mounted while a half-typed filter matches nothing: mounting it again is slow.
  if (matches?.size === 0 && url.view !== 'map') return <NoResults {...noResults} what={url.view === 'peerings' ? 'peering' : 'VNet'} />;
  switch (url.view) {
    case 'vnets':
    case 'peerings':
      return <Table {...props} />;
    case 'matrix':
      return <MatrixContent {...props} />;
    case 'map':
      return (
        <Suspense fallback={<Screen title="Loading map…" busy />}>
          <MapPane {...props} />
          {matches?.size === 0 ? (
            <div className={css.over}>
              <NoResults {...noResults} what="VNet" />
            </div>
          ) : null}
        </Suspense>
      );
  }
}

function Table({ context, estate, filter, onSelect }: MainViewProps) {
  const { topology, snapshot, readAt } = estate;
  const { url, setUrl, filterText } = context;
  const table = {
    topology,
    selection: context.focused,
    onSelect,
    sort: url.sort,
    onSort: (sort: string) => setUrl({ sort }, { replace: true }),
    origin: { source: snapshot.source, readAt, filter: filterText },
    onAnnounce: useAnnounce(),
  };
  return url.view === 'peerings' ? (
    <PeeringTable
      {...table}
      shown={filter.peerings()}
      selected={context.selectedPeerings.keys}
      onChangeSelected={context.selectedPeerings.change}
    />
  ) : (
    <VNetTable
      {...table}
      findings={context.health.visible}
      shown={filter.shown}
      selected={context.selected}
      onChangeSelected={context.changeSelected}
    />
  );
}

function Findings({ context, entries, parts }: MainViewProps) {
  return (
    <Suspense fallback={<Screen title="Loading findings…" busy />}>
      <FindingsView
        topology={context.topology}
        health={context.health}
        entries={entries}
        sections={parts}
        url={context.url}
        setUrl={context.setUrl}
        readErrorCount={context.readErrorCount}
        onOpen={context.openFinding}
        onShowAll={() => {
          context.setUrl({ kinds: '', code: '' });
          context.setFilterText('');
        }}
      />
    </Suspense>
  );
}
