import type { Topology } from '@peerscape/shared/topology';
import { useEffect, useRef, useState } from 'react';
import { count } from '../../lib/format/format.ts';
import { describeTopologyDiff, diffTopologies } from '../../lib/format/topology-diff.ts';
import { describeFindingChanges } from '../../lib/state/findings.ts';
import type { Health } from '../../lib/state/use-health.ts';
import { useAnnounce } from './use-announce.ts';

interface AnnouncerProps {
  readonly topology: Topology;
  readonly health: Health;
  readonly offline: boolean;
  /** Nothing was reconnected while the dialog asks for a sign-in. */
  readonly isSessionOver: boolean;
}

/** Announces what changed with a new snapshot, new and resolved findings, and loss and return of the connection. */
export function Announcer({ topology, health, offline, isSessionOver }: AnnouncerProps) {
  const announce = useAnnounce();
  const before = useRef(topology);
  const wasOffline = useRef(offline);
  useEffect(() => {
    if (before.current === topology) return;
    const changes = describeTopologyDiff(diffTopologies(before.current, topology));
    before.current = topology;
    announce(changes ?? `Refreshed. ${count(topology.vnets.size, 'VNet')}.`);
  }, [topology, announce]);
  useEffect(() => {
    if (isSessionOver || wasOffline.current === offline) return;
    wasOffline.current = offline;
    announce(offline ? 'The server is not responding. Showing the last known state.' : 'Reconnected.', offline ? 'error' : 'done');
  }, [offline, isSessionOver, announce]);
  return <FindingChanges health={health} />;
}

/** Announces finding changes to screen readers only: the counts on screen already show them. */
function FindingChanges({ health: { report, visible, isWriting } }: { health: Health }) {
  const [message, setMessage] = useState('');
  const before = useRef<Health['visible']['all']>(undefined);
  useEffect(() => {
    // a finding that is left out for now is neither new nor resolved
    if (!report || isWriting) return;
    const changes = before.current && describeFindingChanges(before.current, visible.all);
    before.current = visible.all;
    if (changes) setMessage(changes);
  }, [report, visible, isWriting]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {message}
    </p>
  );
}
