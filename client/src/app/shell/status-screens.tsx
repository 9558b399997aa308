import { Button, ProgressBar } from '@fluentui/react-components';
import { Key24Regular, PlugDisconnected24Regular } from '@fluentui/react-icons';
import type { Problem, Progress, Status } from '@peerscape/shared/api';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formatNumber } from '../../lib/format/format.ts';
import { Logo } from '../../ui/logo.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import css from './status-screens.module.css';

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
  `${phase}: ${formatNumber(done)}${total === undefined ? '' : ` of ${formatNumber(total)}`}`;

/** Shows the progress of the first read. */
export function LoadingScreen({ status }: { status: Status | undefined }) {
  const reading = status?.reading;
  const fraction = reading?.total ? reading.done / reading.total : undefined;
  return (
    <Frame>
      <Screen title={status ? `Reading ${status.source.name}` : 'Loading Peerscape'} busy>
        <ProgressBar aria-label="Read progress" {...(fraction === undefined ? {} : { value: fraction })} />
        <p className={css.progress} aria-live="polite">
          {reading ? progressText(reading) : status ? 'Loading the snapshot…' : 'Connecting to the server…'}
        </p>
      </Screen>
    </Frame>
  );
}

/** Shows why no estate could be loaded. */
export function LoadErrorScreen({ problem }: { problem: Problem }) {
  const client = useQueryClient();
  return (
    <Frame>
      <Screen
        icon={<PlugDisconnected24Regular />}
        title="Could not load the estate"
        actions={
          <Button appearance="primary" onClick={() => void client.invalidateQueries()}>
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
        <p>If the link has already been used, restart Peerscape to get a new one.</p>
        {problem ? <ProblemNotice problem={problem} /> : null}
      </Screen>
    </Frame>
  );
}
