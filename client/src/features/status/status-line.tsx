import type { Progress } from '@peerscape/shared/api';
import type { Severity } from '@peerscape/shared/health';
import type { Snapshot, Topology } from '@peerscape/shared/topology';
import { age, clock, count, formatNumber } from '../../lib/format/format.ts';
import { sourceWords } from '../../lib/format/source-words.ts';
import { type Counts, SEVERITY_COUNT } from '../../lib/state/findings.ts';
import { useNow } from '../../ui/use-now.ts';
import css from './status.module.css';

interface StatusLineProps {
  readonly topology: Topology;
  readonly snapshot: Snapshot;
  readonly readAt: string;
  readonly reading: Progress | null;
  readonly hidden: number;
  readonly halfConfigured: number;
  readonly findings: Counts;
  readonly isChecking: boolean;
  readonly isOffline: boolean;
  readonly onClearFilter: () => void;
  readonly onVNets: () => void;
  readonly onGhosts: () => void;
  readonly onHalfConfigured: () => void;
  readonly onFindings: (severity: Severity) => void;
  readonly onUnread: () => void;
  readonly onRefresh: () => void;
}

/** What one looks at and how old it is, each part leading to what it speaks of. */
export function StatusLine(props: StatusLineProps) {
  const { topology, snapshot, reading, hidden, halfConfigured, isOffline } = props;
  const unread = snapshot.unread.length;
  return (
    <footer className={css.line}>
      <button type="button" className={css.part} title="Show them as a table" onClick={props.onVNets}>
        {count(topology.vnets.size, 'VNet')}
      </button>
      {topology.ghosts.size > 0 ? (
        <button type="button" className={css.part} title="Named by a half, but not readable. Show only these" onClick={props.onGhosts}>
          {count(topology.ghosts.size, 'ghost')}
        </button>
      ) : null}
      {hidden > 0 ? (
        <button type="button" className={css.part} title="Clear the filter" onClick={props.onClearFilter}>
          {formatNumber(hidden)} hidden by filter
        </button>
      ) : null}
      {halfConfigured > 0 ? (
        <button type="button" className={css.part} title="Show only these" onClick={props.onHalfConfigured}>
          <strong className={css.bad}>{formatNumber(halfConfigured)} half-configured</strong>
        </button>
      ) : null}
      {(['error', 'warning'] as const).map((severity) =>
        props.findings[severity] > 0 ? (
          <button key={severity} type="button" className={css.part} title="Show these findings" onClick={() => props.onFindings(severity)}>
            <strong className={severity === 'error' ? css.bad : css.warn}>{SEVERITY_COUNT[severity](props.findings[severity])}</strong>
          </button>
        ) : null,
      )}
      {props.isChecking ? <span>checking…</span> : null}
      {unread > 0 ? (
        <button type="button" className={css.part} title="Show what and why" onClick={props.onUnread}>
          <strong className={css.warn}>{formatNumber(unread)} unreadable</strong>
        </button>
      ) : null}
      {topology.missingKinds.size > 0 ? (
        <button type="button" className={css.part} title="Show which, and how to add them" onClick={props.onUnread}>
          {count(topology.missingKinds.size, 'resource type')} not in this source
        </button>
      ) : null}
      <span className={css.spacer} />
      {reading ? <Reading reading={reading} /> : <AsOf readAt={props.readAt} onRefresh={props.onRefresh} />}
      <span className={css.source}>
        {isOffline ? 'offline · ' : ''}
        {sourceWords(snapshot.source)}
      </span>
    </footer>
  );
}

function AsOf({ readAt, onRefresh }: { readAt: string; onRefresh: () => void }) {
  const now = useNow(1000);
  const moment = Date.parse(readAt);
  return (
    <button type="button" className={css.part} title="Read again now" onClick={onRefresh}>
      as of <time dateTime={readAt}>{clock(moment, now)}</time>, {age(moment, now)}
    </button>
  );
}

function Reading({ reading: { phase, done, total } }: { reading: Progress }) {
  return (
    <span className={css.reading}>
      <span className={css.pulse} aria-hidden="true" />
      {phase}: {formatNumber(done)}
      {total === undefined ? '' : ` of ${formatNumber(total)}`}
    </span>
  );
}
