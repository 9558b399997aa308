import type { Problem, Reading, Status } from '@peerscape/shared/api';
import { createProblem } from '@peerscape/shared/api';
import type { Snapshot } from '@peerscape/shared/topology';
import { Banners } from '../../../app/shell/banners.tsx';
import { Boot } from '../../../app/shell/boot.tsx';
import { NoResults, NoVNets } from '../../../app/shell/empty-screens.tsx';
import { LoadErrorScreen, LoadingScreen, SignInScreen } from '../../../app/shell/status-screens.tsx';
import { ModeSwitch } from '../../../features/plan/mode/mode-switch.tsx';
import { ReadErrorsPanel } from '../../../features/status/read-errors-panel.tsx';
import { StatusLine } from '../../../features/status/status-line.tsx';
import type { ReadyEstate } from '../../../lib/server/use-estate.ts';
import type { FilterCount } from '../../../lib/state/filter-counts.ts';
import { CONTOSO, OUTAGE_STATUS, PROBLEMS, READ_ERRORS, READ_ONLY_STATUS, SNAPSHOT, STATUS } from '../fixtures.ts';
import css from '../gallery.module.css';
import { type GallerySection, ignore, type Specimen } from '../specimen.ts';

const SINCE = new Date(Date.now() - 40_000).toISOString();
const READING: Reading = { phase: 'Reading virtual networks', done: 1200, total: 4800, since: SINCE };
const UNANSWERED: Reading = { phase: 'Reading subscriptions', done: 0, since: SINCE, unansweredSince: SINCE };
const WAITING: Snapshot = {
  ...SNAPSHOT,
  unread: READ_ERRORS.slice(0, 1).map((one) => ({
    ...one,
    ...(PROBLEMS.throttled.retryAt && { retryAt: PROBLEMS.throttled.retryAt }),
    readAt: SNAPSHOT.readAt,
  })),
};
const PARTIAL: Snapshot = { ...SNAPSHOT, unread: READ_ERRORS };

type EstateState = Partial<Pick<ReadyEstate, 'offlineSince' | 'problem' | 'snapshot' | 'status'>> & { readonly storeProblem?: Problem };

const banner = (title: string, { storeProblem, ...state }: EstateState, notice?: Status['problem']): Specimen => ({
  title: `Banner: ${title}`,
  frame: 'page',
  content: (
    <Banners
      estate={{ offlineSince: undefined, problem: undefined, readAt: SNAPSHOT.readAt, snapshot: SNAPSHOT, status: STATUS, ...state }}
      storeProblem={storeProblem}
      notices={[notice ?? undefined]}
      isReadErrorsOpen={false}
      onRefresh={ignore}
      onShowReadErrors={ignore}
    />
  ),
});

const statusLine = (
  title: string,
  more: {
    readonly snapshot?: Snapshot;
    readonly reading?: Reading;
    readonly isOffline?: boolean;
    readonly filterCount?: FilterCount;
    readonly isChecking?: boolean;
    readonly isIncomplete?: boolean;
  },
): Specimen => ({
  title: `Status line: ${title}`,
  frame: 'page',
  content: (
    <StatusLine
      topology={CONTOSO}
      snapshot={more.snapshot ?? SNAPSHOT}
      readAt={SNAPSHOT.readAt}
      reading={more.reading ?? null}
      retryAt={(more.snapshot ?? SNAPSHOT).unread.map(({ retryAt }) => retryAt)}
      filterCount={more.filterCount}
      incompleteFilter={more.isIncomplete ? 'The source does not include route tables.' : undefined}
      halfConfigured={4}
      needAttention={7}
      findings={{ error: 3, warning: 12, info: 5 }}
      isChecking={more.isChecking ?? false}
      isOffline={more.isOffline ?? false}
      onClearFilter={ignore}
      onVNets={ignore}
      onGhosts={ignore}
      onHalfConfigured={ignore}
      onNeedAttention={ignore}
      onFindings={ignore}
      onReadErrors={ignore}
      onSource={ignore}
      onRefresh={ignore}
    />
  ),
});

const screens: readonly Specimen[] = [
  { title: 'Before the session is ready', frame: 'page', content: <Boot /> },
  { title: 'Loading: connecting', frame: 'view', content: <LoadingScreen status={undefined} /> },
  { title: 'Loading: first read', frame: 'view', content: <LoadingScreen status={{ ...STATUS, reading: READING, snapshot: null }} /> },
  {
    title: 'Loading: no answer from Azure',
    frame: 'view',
    content: <LoadingScreen status={{ ...STATUS, reading: UNANSWERED, snapshot: null }} />,
  },
  { title: 'Loading failed', frame: 'view', content: <LoadErrorScreen problem={PROBLEMS.denied} /> },
  { title: 'Signed out', frame: 'view', content: <SignInScreen problem={undefined} /> },
  { title: 'Signed out, with an expired link', frame: 'view', content: <SignInScreen problem={createProblem('bad-code')} /> },
  {
    title: 'Empty: no VNets',
    frame: 'view',
    content: <NoVNets source={SNAPSHOT.source} subscriptions={[...CONTOSO.subscriptions.values()]} onRefresh={ignore} />,
  },
  {
    title: 'Empty: no subscriptions',
    frame: 'view',
    content: <NoVNets source={SNAPSHOT.source} subscriptions={[]} onRefresh={ignore} />,
  },
  { title: 'Empty: nothing matches', frame: 'view', content: <NoResults filterText="region:mars" what="VNet" onClear={ignore} /> },
];

export const SNAPSHOT_SECTION: GallerySection = {
  id: 'snapshot',
  title: 'Snapshot states',
  specimens: [
    banner('offline', { offlineSince: Date.now() - 90_000 }),
    banner('stale, the last refresh failed', { problem: PROBLEMS.throttled }),
    banner('the data store cannot be written', { storeProblem: PROBLEMS.storeFull }),
    banner('no answer from Azure', { status: { ...STATUS, reading: UNANSWERED } }),
    banner('reading was canceled', { problem: createProblem('read-canceled', { detail: 'The next read starts automatically in 60 s' }) }),
    banner('partial', { snapshot: PARTIAL }),
    banner('waiting for Azure', { snapshot: WAITING }),
    banner('not saved', {}, createProblem('kept-changed', { detail: 'Another user changed the mutes. Yours are shown, but not saved.' })),
    statusLine('ready', {}),
    statusLine('waiting for Azure', { snapshot: WAITING }),
    statusLine('reading and checking', { reading: READING, isChecking: true }),
    statusLine('partial, offline and filtered', {
      snapshot: PARTIAL,
      isOffline: true,
      filterCount: { matching: 9, total: 45, noun: 'VNet', others: 'dimmed' },
      isIncomplete: true,
    }),
    {
      title: 'Mode: read-only and changes allowed',
      frame: 'page',
      content: (
        <div className={css.row}>
          <ModeSwitch status={READ_ONLY_STATUS} onAnnounce={ignore} />
          <ModeSwitch status={STATUS} onAnnounce={ignore} />
          <ModeSwitch status={OUTAGE_STATUS} onAnnounce={ignore} />
        </div>
      ),
    },
    {
      title: 'Read errors',
      frame: 'panel',
      content: (
        <ReadErrorsPanel
          readErrors={[...WAITING.unread, ...READ_ERRORS.slice(1)]}
          missingKinds={new Set()}
          messages={[]}
          onClose={ignore}
          onRefresh={ignore}
          onCopy={ignore}
        />
      ),
    },
    {
      title: 'Not in this source',
      frame: 'panel',
      content: (
        <ReadErrorsPanel
          readErrors={[]}
          missingKinds={new Set(['gateways', 'routeTables'])}
          messages={['Two files contain the same VNet; the newer one is shown.']}
          onClose={ignore}
          onRefresh={ignore}
          onCopy={ignore}
        />
      ),
    },
    ...screens,
  ],
};
