import { Button } from '@fluentui/react-components';
import type { Problem, ProblemType, Status } from '@peerscape/shared/api';
import type { ReadError } from '@peerscape/shared/topology';
import type { ReactNode } from 'react';
import { count, formatAge, latestAfter } from '../../lib/format/format.ts';
import { PAGE_VERSION } from '../../lib/server/page-version.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Time } from '../../ui/time.tsx';
import { useNow } from '../../ui/use-now.ts';
import { WaitingUntil } from '../../ui/waiting-until.tsx';
import css from './banners.module.css';
import { SlowReadNotice } from './slow-read-notice.tsx';

interface BannersProps {
  readonly estate: Pick<ReadyEstate, 'offlineSince' | 'problem' | 'readAt' | 'snapshot' | 'status'>;
  /** Reason why nothing can be stored on the server at the moment. */
  readonly storeProblem: Problem | null | undefined;
  /** Problems with saving stored documents. */
  readonly notices: readonly (Problem | undefined)[];
  /** The list of read errors is open, so the banner that leads to it is not needed. */
  readonly isReadErrorsOpen: boolean;
  readonly onRefresh: () => void;
  readonly onShowReadErrors: () => void;
  /** Banners of features, which come first. */
  readonly children?: ReactNode;
}

/** Warnings about the whole page: outdated, incomplete, or what cannot be stored. */
export function Banners({ estate, storeProblem, notices, isReadErrorsOpen, onRefresh, onShowReadErrors, children }: BannersProps) {
  const { offlineSince, problem, readAt, snapshot, status } = estate;
  return (
    <div className={css.banners}>
      {children}
      {offlineSince === undefined ? null : <Offline since={offlineSince} readAt={readAt} />}
      <Updated version={status.version} />
      {storeProblem && offlineSince === undefined ? <ProblemNotice problem={storeProblem} /> : null}
      <SlowReadNotice reading={offlineSince === undefined ? status.reading : null} readAt={readAt} />
      {problem && !isSuperseded(problem, status) ? <ReadProblem problem={problem} readAt={readAt} onRefresh={onRefresh} /> : null}
      {notices.map((notice) =>
        notice ? (
          <Notice key={notice.title} severity="warning" title={notice.title}>
            {notice.detail}
          </Notice>
        ) : null,
      )}
      {snapshot.unread.length > 0 && !isReadErrorsOpen ? <ReadErrors readErrors={snapshot.unread} onShow={onShowReadErrors} /> : null}
    </div>
  );
}

function Offline({ since, readAt }: { since: number; readAt: string }) {
  const now = useNow(1000);
  return (
    <Notice
      severity="warning"
      title={
        <>
          Offline since <Time at={since} now={now} />, {formatAge(since, now)}
        </>
      }
    >
      The Peerscape server is not responding. The data on screen was read at <Time at={readAt} now={now} />. This page reconnects
      automatically.
    </Notice>
  );
}

/** Says when the server has another version than this page, which may come from a cache. The URL holds the view, so that reloading loses nothing. */
function Updated({ version }: { version: string }) {
  if (version === PAGE_VERSION) return null;
  return (
    <Notice
      severity="info"
      title={`The server now runs Peerscape ${version}`}
      actions={
        <Button size="small" onClick={() => window.location.reload()}>
          Reload
        </Button>
      }
    >
      This page is of version {PAGE_VERSION} and may not show everything correctly until you reload it.
    </Notice>
  );
}

/** Returns true for a canceled read as soon as the next one runs. */
const isSuperseded = ({ code }: Problem, { reading }: Status): boolean => code === CANCELED && reading !== null;

const CANCELED: ProblemType = 'read-canceled';

/** Shows why the last read failed, how old the data is, and until when Azure asks to wait. */
function ReadProblem({ problem, readAt, onRefresh }: { problem: Problem; readAt: string; onRefresh: () => void }) {
  const now = useNow(1000);
  const until = latestAfter(now, [problem.retryAt]);
  const button = (label: string) => (
    <Button size="small" onClick={onRefresh}>
      {label}
    </Button>
  );
  const age = (
    <>
      The data on screen was read at <Time at={readAt} now={now} />, {formatAge(Date.parse(readAt), now)}.
    </>
  );
  const detail = problem.detail?.replace(/\.?$/, '. ');
  if (until === undefined)
    return (
      <Notice
        severity={problem.code === CANCELED ? 'info' : 'error'}
        title={problem.title}
        arm={problem.arm}
        requestId={problem.requestId}
        actions={button('Retry')}
      >
        {detail}
        {age}
      </Notice>
    );
  const title = (
    <>
      Azure is limiting requests: <WaitingUntil until={until} now={now} />
    </>
  );
  return (
    <Notice severity="warning" title={title} arm={problem.arm} requestId={problem.requestId} actions={button('Refresh')}>
      {detail}
      {age} Refresh sends one request now.
    </Notice>
  );
}

function ReadErrors({ readErrors, onShow }: { readErrors: readonly ReadError[]; onShow: () => void }) {
  const now = useNow(1000);
  const [first] = readErrors;
  const waiting = readErrors.filter(({ retryAt }) => latestAfter(now, [retryAt]) !== undefined);
  const until = latestAfter(
    now,
    waiting.map(({ retryAt }) => retryAt),
  );
  return (
    <Notice
      severity="warning"
      title={`Not everything could be read: ${readErrors.length === 1 && first ? first.name : count(readErrors.length, 'scope')}`}
      actions={
        <Button size="small" onClick={onShow}>
          Show details
        </Button>
      }
    >
      {until === undefined ? null : (
        <p>
          Azure is limiting requests: <WaitingUntil until={until} now={now} /> to read {count(waiting.length, 'scope')} again.
          {waiting.some(({ readAt }) => readAt) ? ' Earlier data is shown meanwhile.' : ''}
        </p>
      )}
      {waiting.every(({ readAt }) => readAt) && waiting.length === readErrors.length
        ? null
        : `VNets in ${readErrors.length === 1 ? 'this scope' : 'these scopes'} may exist although they are not shown.`}
    </Notice>
  );
}
