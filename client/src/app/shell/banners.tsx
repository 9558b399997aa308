import { Button } from '@fluentui/react-components';
import { count, formatAge, formatTime } from '../../lib/format/format.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import type { CommandContext } from '../commands/commands.ts';
import css from './banners.module.css';

/** Warnings about the whole snapshot: outdated, unsaved or incomplete. */
export function Banners({ estate, context }: { estate: ReadyEstate; context: CommandContext }) {
  const { offlineSince, problem } = estate;
  return (
    <div className={css.banners}>
      {offlineSince === undefined ? null : <Offline since={offlineSince} readAt={estate.readAt} />}
      {problem ? (
        <ProblemNotice
          problem={problem}
          actions={
            <Button size="small" onClick={context.refresh}>
              Retry
            </Button>
          }
        />
      ) : null}
      {[context.health.mutes.notice, context.positions.notice].map((notice) =>
        notice ? (
          <Notice key={notice.title} severity="warning" title={notice.title}>
            {notice.detail}
          </Notice>
        ) : null,
      )}
      {estate.snapshot.unread.length > 0 && context.url.panel !== 'unread' ? <ReadErrors estate={estate} context={context} /> : null}
    </div>
  );
}

function Offline({ since, readAt }: { since: number; readAt: string }) {
  const now = useNow(1000);
  return (
    <Notice severity="warning" title={`Offline since ${formatTime(since, now)}, ${formatAge(since, now)}`}>
      The Peerscape server is not responding. The data on screen was read at {formatTime(Date.parse(readAt), now)}. This page reconnects
      automatically.
    </Notice>
  );
}

function ReadErrors({ estate: { snapshot }, context }: { estate: ReadyEstate; context: CommandContext }) {
  const [first] = snapshot.unread;
  return (
    <Notice
      severity="warning"
      title={`Not everything could be read: ${snapshot.unread.length === 1 && first ? first.name : count(snapshot.unread.length, 'scope')}`}
      actions={
        <Button size="small" onClick={() => context.setUrl({ panel: 'unread' })}>
          Show details
        </Button>
      }
    >
      VNets in {snapshot.unread.length === 1 ? 'this scope' : 'these scopes'} may exist although they are not shown.
    </Notice>
  );
}
