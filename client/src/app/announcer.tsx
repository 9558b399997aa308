import type { Topology } from '@peerscape/shared/topology';
import { useEffect, useRef } from 'react';
import { changesBetween, changesSentence } from '../lib/changes.ts';
import { count } from '../lib/format.ts';
import { useSay } from './announcements.ts';

/** Says what a new reading changed, and when the connection goes and comes back. */
export function Announcer({ topology, offline }: { topology: Topology; offline: boolean }) {
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
  return null;
}
