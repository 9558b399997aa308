import { Button } from '@fluentui/react-components';
import { use } from 'react';
import { AnnounceContext } from '../../../app/shell/use-announce.ts';
import { ErrorBoundary } from '../../../ui/error-boundary.tsx';
import { ArmError, Notice, type NoticeSeverity, ProblemNotice } from '../../../ui/notice.tsx';
import { Screen } from '../../../ui/screen.tsx';
import { WaitingUntil } from '../../../ui/waiting-until.tsx';
import { PROBLEMS } from '../fixtures.ts';
import css from '../gallery.module.css';
import { type GallerySection, ignore } from '../specimen.ts';

const SEVERITIES: Readonly<Record<NoticeSeverity, string>> = {
  error: 'Azure will reject this plan',
  warning: 'This page may be out of date',
  info: 'Read-only',
  good: 'Audit log verified',
};

const Retry = () => (
  <Button size="small" onClick={ignore}>
    Retry
  </Button>
);

function Announcements() {
  const announce = use(AnnounceContext);
  return (
    <div className={css.row}>
      <Button onClick={() => announce('Added to draft. Nothing has been sent to Azure yet.')}>Announce</Button>
      <Button onClick={() => announce('The server is not responding.', 'error')}>Announce an error</Button>
    </div>
  );
}

function Faulty(): never {
  throw new Error('an example of an error in a component');
}

export const NOTICES_SECTION: GallerySection = {
  id: 'notices',
  title: 'Notices and messages',
  specimens: [
    {
      title: 'Notice of each severity',
      frame: 'page',
      content: (
        <div className={css.stack}>
          {Object.entries(SEVERITIES).map(([severity, title]) => (
            <Notice key={severity} severity={severity as NoticeSeverity} title={title} actions={<Retry />}>
              What happened, and what to do next.
            </Notice>
          ))}
        </div>
      ),
    },
    {
      title: 'Problems from the API',
      frame: 'page',
      content: (
        <div className={css.stack}>
          {Object.entries(PROBLEMS).map(([name, problem]) => (
            <ProblemNotice key={name} problem={problem} actions={<Retry />} />
          ))}
        </div>
      ),
    },
    {
      title: 'Error from ARM',
      frame: 'panel',
      content: (
        <div className={css.padded}>
          <ArmError code="AnotherOperationInProgress" message="Another operation on this or dependent resource is in progress." />
        </div>
      ),
    },
    {
      title: 'Notice in a panel',
      frame: 'panel',
      content: (
        <div className={css.padded}>
          <ProblemNotice problem={PROBLEMS.throttled} actions={<Retry />} />
        </div>
      ),
    },
    {
      title: 'Waiting for Azure',
      frame: 'page',
      content: (
        <Notice
          severity="warning"
          title={<WaitingUntil until={new Date(Date.now() + 42 * 60_000).toISOString()} now={Date.now()} />}
          actions={<Retry />}
        />
      ),
    },
    {
      title: 'Error in a component',
      frame: 'page',
      content: (
        <ErrorBoundary what="The map">
          <Faulty />
        </ErrorBoundary>
      ),
    },
    { title: 'Announcement', frame: 'page', content: <Announcements /> },
    {
      title: 'Screen',
      frame: 'view',
      content: (
        <Screen title="No results" actions={<Button appearance="primary">Clear the filter</Button>}>
          <p>No VNet matches your filter.</p>
        </Screen>
      ),
    },
  ],
};
