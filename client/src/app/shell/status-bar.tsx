import { matchPeerings, parseSearch } from '@peerscape/shared/search';
import type { Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { StatusLine } from '../../features/status/index.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import { countsOf } from '../../lib/state/findings.ts';
import type { Filter } from '../../lib/state/use-filter.ts';
import { Boundary } from '../../ui/boundary.tsx';
import { commandOf, type Desk } from '../commands/commands.ts';

const HALF_CONFIGURED = 'state:half-configured';

function countHalfConfigured(topology: Topology): number {
  const parsed = parseSearch(HALF_CONFIGURED);
  return parsed.ok ? matchPeerings(topology, parsed.value).size : 0;
}

/** The status line with its parts wired to what they lead to. */
export function StatusBar({ estate, desk, filter }: { estate: ReadyEstate; desk: Desk; filter: Filter }) {
  const { topology, snapshot, status, offlineSince } = estate;
  const halfConfigured = useMemo(() => countHalfConfigured(topology), [topology]);
  const all = topology.vnets.size + topology.ghosts.size;
  return (
    <Boundary what="The status line">
      <StatusLine
        topology={topology}
        snapshot={snapshot}
        readAt={estate.readAt}
        reading={status.reading}
        hidden={filter.shown ? all - filter.shown.size : 0}
        halfConfigured={halfConfigured}
        findings={countsOf(desk.health.told.all)}
        isChecking={desk.health.isRunning}
        isOffline={offlineSince !== undefined}
        onClearFilter={() => desk.setFilterText('')}
        onVNets={() => commandOf('view-vnets').run(desk)}
        onGhosts={() => desk.setFilterText('is:ghost')}
        onHalfConfigured={() => desk.setFilterText(HALF_CONFIGURED)}
        onFindings={(kinds) => desk.setUrl({ view: 'findings', kinds, code: '', sort: '' })}
        onUnread={() => desk.setUrl({ panel: 'unread' })}
        onRefresh={desk.refresh}
      />
    </Boundary>
  );
}
