import { Button } from '@fluentui/react-components';
import { age, clock, count } from '../../lib/format/format.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import type { Desk } from '../commands/commands.ts';
import css from './banners.module.css';

/** What is wrong with the picture as a whole: not fresh, or not whole. */
export function Banners({ estate, desk }: { estate: ReadyEstate; desk: Desk }) {
  const { offlineSince, problem } = estate;
  return (
    <div className={css.banners}>
      {offlineSince === undefined ? null : <Offline since={offlineSince} readAt={estate.readAt} />}
      {problem ? (
        <ProblemNotice
          problem={problem}
          actions={
            <Button size="small" onClick={desk.refresh}>
              Read again
            </Button>
          }
        />
      ) : null}
      {[desk.health.mutes.notice, desk.positions.notice].map((notice) =>
        notice ? (
          <Notice key={notice.title} severity="warning" title={notice.title}>
            {notice.detail}
          </Notice>
        ) : null,
      )}
      {estate.snapshot.unread.length > 0 && desk.url.panel !== 'unread' ? <Partial estate={estate} desk={desk} /> : null}
    </div>
  );
}

function Offline({ since, readAt }: { since: number; readAt: string }) {
  const now = useNow(1000);
  return (
    <Notice severity="warning" title={`Offline since ${clock(since, now)}, ${age(since, now)}`}>
      The Peerscape server does not answer. What you see was read at {clock(Date.parse(readAt), now)}. This page reconnects by itself.
    </Notice>
  );
}

function Partial({ estate: { snapshot }, desk }: { estate: ReadyEstate; desk: Desk }) {
  const [first] = snapshot.unread;
  return (
    <Notice
      severity="warning"
      title={`Not everything could be read: ${snapshot.unread.length === 1 && first ? first.name : count(snapshot.unread.length, 'part')}`}
      actions={
        <Button size="small" onClick={() => desk.setUrl({ panel: 'unread' })}>
          Show why
        </Button>
      }
    >
      VNets there are not in the picture. That does not mean that they do not exist.
    </Notice>
  );
}
