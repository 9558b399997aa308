import { Button, ProgressBar } from '@fluentui/react-components';
import { Key24Regular, PlugDisconnected24Regular } from '@fluentui/react-icons';
import type { Problem, Progress, Status } from '@peerscape/shared/api';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { formatElapsed, formatNumber } from '../../lib/format/format.ts';
import { statusQuery } from '../../lib/server/queries.ts';
import { DialogLayout } from '../../ui/dialog-layout.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Logo } from '../../ui/logo.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useInitialFocus } from '../../ui/use-initial-focus.ts';
import { useNow } from '../../ui/use-now.ts';
import { SlowReadNotice } from './slow-read-notice.tsx';
import css from './status-screens.module.css';
import { useReadControl } from './use-read-control.ts';

/** Page frame with the logo, for messages without an estate. */
function Frame({ children }: { children: ReactNode }) {
  return (
    <div className={css.frame}>
      <header className={css.bar}>
        <Logo />
      </header>
      <main className={css.main}>{children}</main>
    </div>
  );
}

const progressText = ({ phase, done, total }: Progress): string =>
  done === 0 && total === undefined
    ? `${phase}…`
    : `${phase}: ${formatNumber(done)}${total === undefined ? '' : ` of ${formatNumber(total)}`}`;

/** Shows the progress of the first read. */
export function LoadingScreen({ status }: { status: Status | undefined }) {
  const reading = status?.reading;
  const fraction = reading?.total ? reading.done / reading.total : undefined;
  return (
    <Frame>
      <Screen title={status ? `Reading ${status.source.name}` : 'Loading Peerscape'} busy>
        <ProgressBar aria-label="Read progress" {...(fraction === undefined ? {} : { value: fraction })} />
        <div className={css.progress}>
          <p aria-live="polite">{reading ? progressText(reading) : status ? 'Loading the snapshot…' : 'Connecting to the server…'}</p>
          <Elapsed since={reading?.since} />
        </div>
        <SlowReadNotice reading={reading} />
      </Screen>
    </Frame>
  );
}

/** Shows the seconds since the read was started, or since this page has been waiting; outside the live region, which would announce each of them. */
function Elapsed({ since }: { since: string | undefined }) {
  const now = useNow(1000);
  const [mountedAt] = useState(now);
  return <span>{formatElapsed(now - (since === undefined ? mountedAt : Date.parse(since)))}</span>;
}

/** Shows why no estate could be loaded. */
export function LoadErrorScreen({ problem }: { problem: Problem }) {
  const client = useQueryClient();
  const { refresh } = useReadControl();
  const retry = () => {
    refresh();
    void client.invalidateQueries();
  };
  return (
    <Frame>
      <Screen
        icon={<PlugDisconnected24Regular />}
        title="Could not load the estate"
        actions={
          <Button appearance="primary" onClick={retry}>
            Retry
          </Button>
        }
      >
        <ProblemNotice problem={problem} />
      </Screen>
    </Frame>
  );
}

/** Explains how to sign in with the one-time link. */
export function SignInScreen({ problem }: { problem: Problem | undefined }) {
  return (
    <Frame>
      <Screen icon={<Key24Regular />} title="Open the sign-in link from the terminal">
        <p>
          Peerscape acts with your permissions, so each browser must sign in. Open the one-time sign-in link that Peerscape printed in the
          terminal where it runs.
        </p>
        {problem ? (
          <ProblemNotice problem={problem} />
        ) : (
          <p>Each link works once, for five minutes. Press Enter in that terminal for a new one.</p>
        )}
      </Screen>
    </Frame>
  );
}

/**
 * Asks for a new sign-in in front of the page, which stays as it is: so do unsaved changes, and they are saved after a sign-in in any tab of
 * this browser.
 */
export function SessionOverDialog({ onSignOut }: { onSignOut: () => void }) {
  const client = useQueryClient();
  return (
    <FormDialog open onClose={stayOpen}>
      <DialogLayout
        title="Your session has ended"
        actions={
          <>
            <Button onClick={onSignOut}>Sign out</Button>
            <Button appearance="primary" onClick={() => void client.invalidateQueries({ queryKey: statusQuery.queryKey })}>
              Retry
            </Button>
          </>
        }
      >
        <SessionOverText />
      </DialogLayout>
    </FormDialog>
  );
}

/** Ignores Escape: behind the dialog nothing would work. */
const stayOpen = () => undefined;

/** Explains how to sign in again. It has the focus at first, because Enter on the first button would discard unsaved changes. */
function SessionOverText() {
  const text = useRef<HTMLDivElement>(null);
  useInitialFocus(text, `.${css.text}`);
  return (
    <div ref={text} tabIndex={-1} className={css.text}>
      <p>A session lasts 12 hours, or until Peerscape stops.</p>
      <p>
        Press Enter in the terminal where Peerscape runs for a new sign-in link, and open the link in this browser. This page then continues
        by itself and saves any unsaved changes. Signing out discards them.
      </p>
    </div>
  );
}
