import { Button } from '@fluentui/react-components';
import { Filter20Regular, VirtualNetwork20Regular } from '@fluentui/react-icons';
import { type Ref, Suspense } from 'react';
import type { Entry, Part } from '../../features/health/index.ts';
import { PeeringTable, VNetTable } from '../../features/table/index.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import type { Selection } from '../../lib/state/selection.ts';
import type { Filter } from '../../lib/state/use-filter.ts';
import { Screen } from '../../ui/screen.tsx';
import type { Desk } from '../commands/commands.ts';
import type { MapHandle } from '../lazy.ts';
import { FindingsView } from '../lazy.ts';
import css from './main-view.module.css';
import type { Lit } from './map-lights.ts';
import { MapPane } from './map-pane.tsx';

export interface MainViewProps {
  readonly desk: Desk;
  readonly estate: ReadyEstate;
  readonly filter: Filter;
  readonly entries: readonly Entry[];
  readonly parts: readonly Part[];
  readonly mapRef: Ref<MapHandle>;
  readonly onSelect: (selection: Selection | undefined) => void;
  readonly lit: Lit;
}

/** The map or its table twin, or why there is nothing in it. */
export function MainView(props: MainViewProps) {
  const { desk, estate, filter, onSelect } = props;
  const { topology } = estate;
  const { url, setUrl, selection } = desk;
  if (topology.vnets.size + topology.ghosts.size === 0) return <Empty estate={estate} desk={desk} />;
  if (url.view === 'findings') return <Findings {...props} />;
  const left = url.view === 'peerings' ? filter.peerings() : filter.shown;
  // half a word often matches nothing: the map stays, for to put it up again takes longer than to type on
  if (left?.size === 0 && url.view !== 'map') return <NothingMatches desk={desk} what={url.view === 'peerings' ? 'peering' : 'VNet'} />;
  const table = { topology, selection, onSelect, sort: url.sort, onSort: (sort: string) => setUrl({ sort }, { replace: true }) };
  switch (url.view) {
    case 'vnets':
      return <VNetTable {...table} findings={desk.health.told} shown={filter.shown} picked={desk.picked} onPick={desk.pick} />;
    case 'peerings':
      return <PeeringTable {...table} shown={filter.peerings()} />;
    case 'map':
      return (
        <Suspense fallback={<Screen title="Opening the map" busy />}>
          <MapPane {...props} />
          {left?.size === 0 ? (
            <div className={css.over}>
              <NothingMatches desk={desk} what="VNet" />
            </div>
          ) : null}
        </Suspense>
      );
  }
}

function Findings({ desk, entries, parts }: MainViewProps) {
  return (
    <Suspense fallback={<Screen title="Opening the findings" busy />}>
      <FindingsView
        topology={desk.topology}
        health={desk.health}
        entries={entries}
        parts={parts}
        url={desk.url}
        setUrl={desk.setUrl}
        unreadCount={desk.unreadCount}
        onPick={desk.openFinding}
        onShowAll={() => {
          desk.setUrl({ kinds: '', code: '' });
          desk.setFilterText('');
        }}
      />
    </Suspense>
  );
}

function Empty({ estate: { snapshot, topology }, desk }: { estate: ReadyEstate; desk: Desk }) {
  const subscriptions = [...topology.subscriptions.values()];
  return (
    <Screen
      icon={<VirtualNetwork20Regular />}
      title="No virtual network was found"
      actions={
        <Button appearance="primary" onClick={desk.refresh}>
          Read again
        </Button>
      }
    >
      {subscriptions.length === 0 ? (
        <p>{snapshot.source.name} showed no subscription. The identity that Peerscape runs with may have no role anywhere yet.</p>
      ) : (
        <p>
          Looked in {subscriptions.map(({ id, name }) => name || id).join(', ')}. There may be none, or the identity that Peerscape runs
          with may not read them: it needs the role Reader.
        </p>
      )}
    </Screen>
  );
}

function NothingMatches({ desk, what }: { desk: Desk; what: string }) {
  return (
    <Screen
      icon={<Filter20Regular />}
      title="Nothing matches"
      actions={
        <Button appearance="primary" onClick={() => desk.setFilterText('')}>
          Clear the filter
        </Button>
      }
    >
      <p>
        No {what} fits <code>{desk.filterText}</code>.
      </p>
    </Screen>
  );
}
