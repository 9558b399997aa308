import type { Reading } from '@peerscape/shared/api';
import type { Severity } from '@peerscape/shared/health';
import { kindsForRules, type Snapshot, type Topology } from '@peerscape/shared/topology';
import { count, formatAge, formatElapsed, formatList, formatNumber, formatUtcTime, latestAfter } from '../../lib/format/format.ts';
import { formatSource } from '../../lib/format/format-source.ts';
import { countGhosts } from '../../lib/format/ghost-labels.ts';
import { measureRead, SLOW_READ_MS } from '../../lib/format/read-times.ts';
import { type FilterCount, formatCountSentence } from '../../lib/state/filter-counts.ts';
import { SEVERITY_COUNT_LABELS, type SeverityCounts } from '../../lib/state/findings.ts';
import { Time } from '../../ui/time.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useNow } from '../../ui/use-now.ts';
import { WaitingUntil } from '../../ui/waiting-until.tsx';
import css from './status.module.css';

interface StatusLineProps {
  readonly topology: Topology;
  readonly snapshot: Snapshot;
  readonly readAt: string;
  readonly reading: Reading | null;
  /** Times before which Azure is not asked again, for the whole snapshot or a part of it. */
  readonly retryAt: readonly (string | undefined)[];
  /** Number of matches; undefined when there is no filter. */
  readonly filterCount: FilterCount | undefined;
  /** Names the resource types that the source lacks, if they make the result of the filter incomplete. */
  readonly incompleteFilter: string | undefined;
  readonly halfConfigured: number;
  /** Half-configured peerings included. */
  readonly needAttention: number;
  readonly findings: SeverityCounts;
  readonly isChecking: boolean;
  readonly isOffline: boolean;
  readonly onClearFilter: () => void;
  readonly onVNets: () => void;
  readonly onGhosts: () => void;
  readonly onHalfConfigured: () => void;
  readonly onNeedAttention: () => void;
  readonly onFindings: (severity: Severity) => void;
  readonly onReadErrors: () => void;
  readonly onSource: () => void;
  readonly onRefresh: () => void;
}

/** Renders the status line: counts, source and age of the snapshot. Each count is a button that shows its items. */
export function StatusLine(props: StatusLineProps) {
  const { topology, snapshot, reading, filterCount, halfConfigured, needAttention, isOffline } = props;
  const readErrors = snapshot.unread.length;
  const missingKinds = kindsForRules(topology.missingKinds).length;
  const ghostCounts = countGhosts(topology.ghosts.values());
  const vnets = count(topology.vnets.size, 'VNet');
  const filterSubject = filterCount?.noun === 'VNet' ? formatList([vnets, ...ghostCounts]) : undefined;
  return (
    <footer className={css.line}>
      <button type="button" className={css.part} title="Show VNets in a table" onClick={props.onVNets}>
        {vnets}
      </button>
      {filterCount ? (
        <button
          type="button"
          className={css.part}
          title={`${filterSubject ? `Filtered: ${filterSubject}. ` : ''}Clear the filter`}
          onClick={props.onClearFilter}
        >
          {formatCountSentence(filterCount)}
        </button>
      ) : null}
      {props.incompleteFilter ? (
        <button type="button" className={css.part} title={props.incompleteFilter} onClick={props.onReadErrors}>
          <strong className={css.warn}>Filter result incomplete</strong>
        </button>
      ) : null}
      {needAttention > halfConfigured ? (
        <button
          type="button"
          className={css.part}
          title="Half-configured, out of sync, access off, or failed. Show only these peerings"
          onClick={props.onNeedAttention}
        >
          <strong className={css.warn}>
            {count(needAttention, 'peering')} {needAttention === 1 ? 'needs' : 'need'} attention
          </strong>
        </button>
      ) : null}
      {halfConfigured > 0 ? (
        <button type="button" className={css.part} title="Show only these peerings" onClick={props.onHalfConfigured}>
          <strong className={css.bad}>
            {needAttention > halfConfigured
              ? `${formatNumber(halfConfigured)} of them half-configured`
              : count(halfConfigured, 'half-configured peering')}
          </strong>
        </button>
      ) : null}
      {(['error', 'warning'] as const).map((severity) =>
        props.findings[severity] > 0 ? (
          <button
            key={severity}
            type="button"
            className={css.part}
            title="Show the findings of this severity"
            onClick={() => props.onFindings(severity)}
          >
            <strong className={severity === 'error' ? css.bad : css.warn}>
              {SEVERITY_COUNT_LABELS[severity](props.findings[severity])}
            </strong>
          </button>
        ) : null,
      )}
      {topology.ghosts.size > 0 ? (
        <button
          type="button"
          className={css.part}
          title="Referenced by a peering, but not among the VNets that were read. Show only these VNets"
          onClick={props.onGhosts}
        >
          {formatList(ghostCounts)}
        </button>
      ) : null}
      {props.isChecking ? <span>checking…</span> : null}
      {readErrors > 0 ? (
        <button type="button" className={css.part} title="Show the error messages" onClick={props.onReadErrors}>
          <strong className={css.warn}>{count(readErrors, 'scope')} could not be read</strong>
        </button>
      ) : null}
      {missingKinds > 0 ? (
        <button type="button" className={css.part} title="Show the resource types and how to include them" onClick={props.onReadErrors}>
          {count(missingKinds, 'resource type')} not in this source
        </button>
      ) : null}
      {snapshot.messages?.length && missingKinds === 0 && readErrors === 0 ? (
        <button
          type="button"
          className={css.part}
          title="Show notes about the age and completeness of the data"
          onClick={props.onReadErrors}
        >
          About this source
        </button>
      ) : null}
      <span className={css.spacer} />
      <Waiting retryAt={props.retryAt} onShow={props.onReadErrors} />
      <button type="button" className={css.part} title="Export, compare or open files" onClick={props.onSource}>
        {isOffline ? 'offline · ' : ''}
        {formatSource(snapshot.source)}
      </button>
      <SnapshotAge readAt={props.readAt} reading={isOffline ? null : reading} onRefresh={props.onRefresh} />
    </footer>
  );
}

function Waiting({ retryAt, onShow }: { retryAt: readonly (string | undefined)[]; onShow: () => void }) {
  const now = useNow(1000);
  const until = latestAfter(now, retryAt);
  if (until === undefined) return null;
  return (
    <button type="button" className={css.part} onClick={onShow}>
      <strong className={css.warn}>
        <WaitingUntil until={until} now={now} />
      </strong>
    </button>
  );
}

/** Age of what is shown. It stays while the next read runs, with the time of that read when it takes long. */
function SnapshotAge({ readAt, reading, onRefresh }: { readAt: string; reading: Reading | null; onRefresh: () => void }) {
  const now = useNow(1000);
  const { runningMs } = measureRead(reading, now);
  return (
    <span className={css.age}>
      <span className={css.pulse} data-on={reading !== null} aria-hidden="true" />
      <Tooltip content={`Refresh. Read at ${formatUtcTime(new Date(readAt))}`} relationship="description">
        <button type="button" className={css.part} data-read-at={formatUtcTime(new Date(readAt))} onClick={onRefresh}>
          as of <Time at={readAt} now={now} isPlain />
          <span className={css.ago}>, {formatAge(Date.parse(readAt), now)}</span>
        </button>
      </Tooltip>
      {reading && runningMs >= SLOW_READ_MS ? (
        <strong className={css.warn} title={describeProgress(reading)}>
          reading for {formatElapsed(runningMs)}
        </strong>
      ) : null}
    </span>
  );
}

const describeProgress = ({ phase, done, total }: Reading): string =>
  `${phase}: ${formatNumber(done)}${total === undefined ? '' : ` of ${formatNumber(total)}`}`;
