import { Button, ProgressBar } from '@fluentui/react-components';
import { Key24Regular, PlugDisconnected24Regular } from '@fluentui/react-icons';
import type { Problem, Progress, Status } from '@peerscape/shared/api';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formatNumber } from '../../lib/format/format.ts';
import { Mark } from '../../ui/mark.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import css from './waiting.module.css';

function Frame({ children }: { children: ReactNode }) {
  return (
    <div className={css.frame}>
      <header className={css.bar}>
        <Mark />
      </header>
      <main className={css.main}>{children}</main>
    </div>
  );
}

const progressText = ({ phase, done, total }: Progress): string =>
  `${phase}: ${formatNumber(done)}${total === undefined ? '' : ` of ${formatNumber(total)}`}`;

/** Nothing to show yet: what is being read, in words and numbers. */
export function Loading({ status }: { status: Status | undefined }) {
  const reading = status?.reading;
  const share = reading?.total ? reading.done / reading.total : undefined;
  return (
    <Frame>
      <Screen title={status ? `Reading ${status.source.name}` : 'Opening Peerscape'} busy>
        <ProgressBar aria-label="Progress of reading" {...(share === undefined ? {} : { value: share })} />
        <p className={css.progress} aria-live="polite">
          {reading ? progressText(reading) : status ? 'The snapshot is on its way to this browser.' : 'Asking the server what it shows.'}
        </p>
      </Screen>
    </Frame>
  );
}

/** Nothing could be read at all. */
export function Failed({ problem }: { problem: Problem }) {
  const client = useQueryClient();
  return (
    <Frame>
      <Screen
        icon={<PlugDisconnected24Regular />}
        title="There is nothing to show yet"
        actions={
          <Button appearance="primary" onClick={() => void client.invalidateQueries()}>
            Ask again
          </Button>
        }
      >
        <ProblemNotice problem={problem} />
      </Screen>
    </Frame>
  );
}

/** The server wants to know who asks. */
export function SignedOut({ refused }: { refused: Problem | undefined }) {
  return (
    <Frame>
      <Screen icon={<Key24Regular />} title="Open the link from the terminal">
        <p>
          Peerscape shows networks with your rights, so it answers only the browser that you started it for. The terminal where it runs has
          printed a link that works once; open that link.
        </p>
        <p>If the link was used already, start Peerscape again and it prints a new one.</p>
        {refused ? <ProblemNotice problem={refused} /> : null}
      </Screen>
    </Frame>
  );
}
