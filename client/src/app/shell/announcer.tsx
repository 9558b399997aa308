import type { Topology } from '@peerscape/shared/topology';
import { useEffect, useRef, useState } from 'react';
import { changesBetween, changesSentence } from '../../lib/format/changes.ts';
import { count } from '../../lib/format/format.ts';
import { newsOf } from '../../lib/state/findings.ts';
import type { Health } from '../../lib/state/use-health.ts';
import { useSay } from './announcements.ts';

interface AnnouncerProps {
  readonly topology: Topology;
  readonly health: Health;
  readonly offline: boolean;
}

/** Says what a new reading changed, which findings came and went, and when the connection goes and comes back. */
export function Announcer({ topology, health, offline }: AnnouncerProps) {
  const say = useSay();
  const before = useRef(topology);
  const wasOffline = useRef(offline);
  useEffect(() => {
    if (before.current === topology) return;
    const changes = changesSentence(changesBetween(before.current, topology));
    before.current = topology;
    say(changes ?? `${count(topology.vnets.size, 'VNet')}, refreshed.`);
  }, [topology, say]);
  useEffect(() => {
    if (wasOffline.current === offline) return;
    wasOffline.current = offline;
    say(offline ? 'The server does not answer; the last picture stays.' : 'Connected again.', offline ? 'error' : 'done');
  }, [offline, say]);
  return <News health={health} />;
}

/** For screen readers only: who sees the page sees the numbers change. */
function News({ health: { report, told } }: { health: Health }) {
  const [news, setNews] = useState('');
  const before = useRef<Health['told']['all']>(undefined);
  useEffect(() => {
    if (!report) return;
    const said = before.current && newsOf(before.current, told.all);
    before.current = told.all;
    if (said) setNews(said);
  }, [report, told]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {news}
    </p>
  );
}
