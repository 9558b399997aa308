import { matchPeerings, parseSearch } from '@peerscape/shared/search';
import type { PeeringKey, Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { StatusLine } from '../../features/status/index.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import type { FilterCount } from '../../lib/state/filter-counts.ts';
import { countBySeverity } from '../../lib/state/findings.ts';
import type { Filter } from '../../lib/state/use-filter.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { type CommandContext, getCommand } from '../commands/commands.ts';
import { usePeeringsBeingWritten } from './use-apply-progress.ts';

const HALF_CONFIGURED_FILTER = 'state:half-configured';
const NEEDS_ATTENTION_FILTER = 'state:needs-attention';

/** Counts the peerings that match, without those that an apply is writing: half-done work is no problem yet. */
function countPeerings(topology: Topology, filter: string, writing: ReadonlySet<PeeringKey>): number {
  const parsed = parseSearch(filter);
  return parsed.ok ? [...matchPeerings(topology, parsed.value)].filter((key) => !writing.has(key)).length : 0;
}

interface StatusBarProps {
  readonly estate: ReadyEstate;
  readonly context: CommandContext;
  readonly filter: Filter;
  readonly filterCount: FilterCount | undefined;
}

/** Status bar, with each count linked to the view that lists it. */
export function StatusBar({ estate, context, filter, filterCount }: StatusBarProps) {
  const { topology, snapshot, status, offlineSince } = estate;
  const writing = usePeeringsBeingWritten(context.url, estate);
  const halfConfigured = useMemo(() => countPeerings(topology, HALF_CONFIGURED_FILTER, writing), [topology, writing]);
  const needAttention = useMemo(() => countPeerings(topology, NEEDS_ATTENTION_FILTER, writing), [topology, writing]);
  return (
    <ErrorBoundary what="The status bar">
      <StatusLine
        topology={topology}
        snapshot={snapshot}
        readAt={estate.readAt}
        reading={status.reading}
        retryAt={[status.problem?.retryAt, ...snapshot.unread.map(({ retryAt }) => retryAt)]}
        filterCount={filterCount}
        incompleteFilter={filter.incomplete}
        halfConfigured={halfConfigured}
        needAttention={needAttention}
        findings={countBySeverity(context.health.visible.all)}
        isChecking={context.health.isRunning}
        isOffline={offlineSince !== undefined}
        onClearFilter={() => context.setFilterText('')}
        onVNets={() => getCommand('view-vnets').run(context)}
        onGhosts={() => context.setFilterText('is:ghost')}
        onHalfConfigured={() => context.setFilterText(HALF_CONFIGURED_FILTER)}
        onNeedAttention={() => context.setFilterText(NEEDS_ATTENTION_FILTER)}
        onFindings={(kinds) => context.setUrl({ view: 'findings', kinds, code: '', sort: '' })}
        onReadErrors={() => context.setUrl({ panel: 'unread' })}
        onSource={() => getCommand('source').run(context)}
        onRefresh={context.refresh}
      />
    </ErrorBoundary>
  );
}
