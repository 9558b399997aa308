import { Button, Spinner } from '@fluentui/react-components';
import { ArrowClockwise16Regular, CloudArrowDown16Regular } from '@fluentui/react-icons';
import { lastName } from '@peerscape/shared/arm';
import { formatList, type Topology } from '@peerscape/shared/topology';
import { count } from '../../lib/format/format.ts';
import type { LearnedRoutesHandle } from '../../lib/server/use-learned-routes.ts';
import { Notice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { findMissingSources } from './missing-sources.ts';

interface LearnedRoutesSectionProps {
  readonly topology: Topology;
  /** Ids of the gateways and Route Servers that what is shown depends on. */
  readonly sources: readonly string[];
  readonly learned: LearnedRoutesHandle;
  /** Revision of the snapshot. */
  readonly revision: number;
  readonly isLive: boolean;
}

/** Offers to read the learned routes that an answer or a table depends on, and says how old those are that it uses. */
export function LearnedRoutesSection({ topology, sources, learned, revision, isLive }: LearnedRoutesSectionProps) {
  const { readings, reading, problems, read } = learned;
  const missing = findMissingSources(topology, sources, readings);
  const stored = [...readings.values()];
  if (missing.length === 0 && stored.length === 0 && problems.length === 0 && reading.length === 0) return null;
  const isReading = reading.length > 0;
  const names = formatList((isReading ? reading : missing).map(lastName));
  return (
    <Section title="Learned routes">
      {missing.length > 0 && !isLive ? (
        <p className={panel.quiet}>
          Files do not contain the routes that {names} learned by BGP. The command <code>reach</code> accepts them with{' '}
          <code>--learned</code>.
        </p>
      ) : null}
      {missing.length > 0 && isLive && !isReading ? (
        <p className={panel.quiet}>
          Routes learned by BGP are not part of the map. Peerscape can ask Azure for those of {names}. Nothing is changed. It usually takes
          less than a minute, and two at most.
        </p>
      ) : null}
      <div aria-live="polite">
        {isReading ? <p>Reading the learned routes of {names}…</p> : null}
        {problems.map(({ id, problem }) => (
          <Notice
            key={id ?? 'request'}
            severity="warning"
            title={id === undefined || problem.title.includes(lastName(id)) ? problem.title : `${lastName(id)}: ${problem.title}`}
            arm={problem.arm}
            requestId={problem.requestId}
          >
            {problem.detail}
          </Notice>
        ))}
        {stored.map(({ id, readAt, replies, revision: then }) => (
          <p key={id}>
            {lastName(id)}:{' '}
            {count(
              replies.reduce((sum, { routes }) => sum + routes.length, 0),
              'learned route',
            )}
            , read at <Time at={readAt} now={Date.now()} />
            {then === revision ? '.' : ', before the map last changed.'}
          </p>
        ))}
      </div>
      {isLive ? (
        <div className={panel.actions}>
          {missing.length > 0 ? (
            <Button
              size="small"
              disabledFocusable={isReading}
              icon={isReading ? <Spinner size="extra-tiny" /> : <CloudArrowDown16Regular />}
              onClick={() => (isReading ? undefined : read(missing))}
            >
              {isReading ? 'Reading…' : 'Read learned routes from Azure'}
            </Button>
          ) : null}
          {stored.length > 0 ? (
            <Button
              size="small"
              disabledFocusable={isReading}
              icon={<ArrowClockwise16Regular />}
              onClick={() => (isReading ? undefined : read(stored.map(({ id }) => id)))}
            >
              Read again
            </Button>
          ) : null}
        </div>
      ) : null}
    </Section>
  );
}
