import type { ResourceKey } from '@peerscape/shared/arm';
import { hasAllHalves, needsAttention, otherEnd, type Peering, type Topology } from '@peerscape/shared/topology';
import { useMemo, useRef } from 'react';
import { describeHalfStatus } from '../../lib/format/half-status-display.ts';
import { nameOf } from '../../lib/format/names.ts';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import { StatusIcon } from '../../ui/half-status-badge.tsx';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import { ShowMore, useShowMore } from '../../ui/show-more.tsx';
import css from './inspect.module.css';

interface PeeringListProps {
  readonly topology: Topology;
  readonly end: ResourceKey;
  readonly onSelect: (selection: FocusedItem) => void;
}

/** Lists the peerings of a VNet or ghost: local status, remote status and the name of the remote VNet. */
export function PeeringList({ topology, end, onSelect }: PeeringListProps) {
  const list = useRef<HTMLUListElement>(null);
  const peerings = useMemo(() => sortByAttention(topology, topology.peeringsOf.get(end) ?? []), [topology, end]);
  const { shown, more } = useShowMore(peerings, INITIAL_COUNT);
  return (
    <Section title="Peerings" count={peerings.length}>
      {topology.vnets.get(end)?.halvesNotRead ? (
        <p className={panel.quiet}>Not all peerings of this VNet were read, so there may be more.</p>
      ) : null}
      {peerings.length === 0 && hasAllHalves(topology, end) ? (
        <p className={panel.quiet}>No peerings: this VNet has no half, and no half points to it.</p>
      ) : null}
      <ul ref={list} className={css.rows}>
        {shown.map((peering) => (
          <li key={peering.key}>
            <button type="button" className={css.row} onClick={() => onSelect({ kind: 'peering', key: peering.key })}>
              <PeeringRow topology={topology} peering={peering} end={end} />
            </button>
          </li>
        ))}
      </ul>
      <ShowMore {...more} list={list} noun="peering" />
    </Section>
  );
}

/** Number of peerings listed at first. */
const INITIAL_COUNT = 10;

/** Sorts peerings that need attention first and keeps the order by name otherwise. */
const sortByAttention = (topology: Topology, peerings: readonly Peering[]): readonly Peering[] => [
  ...peerings.filter((peering) => needsAttention(topology, peering)),
  ...peerings.filter((peering) => !needsAttention(topology, peering)),
];

function PeeringRow({ topology, peering, end }: { topology: Topology; peering: Peering; end: ResourceKey }) {
  const other = otherEnd(peering, end);
  const local = describeHalfStatus(topology, peering, end);
  const remote = describeHalfStatus(topology, peering, other);
  const isConnected = local.status === 'connected' && remote.status === 'connected';
  return (
    <>
      <span className={css.signs}>
        <StatusIcon status={local.status} />
        <StatusIcon status={remote.status} />
      </span>
      <span className={css.rowName}>{nameOf(topology, other)}</span>
      <span className={css.rowState}>
        {isConnected ? 'Connected' : local.label === remote.label ? local.label : `${local.label} / ${remote.label}`}
      </span>
    </>
  );
}
