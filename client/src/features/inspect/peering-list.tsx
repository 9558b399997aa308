import { Button } from '@fluentui/react-components';
import type { ResourceKey } from '@peerscape/shared/arm';
import { isHalfConfigured, otherEnd, type Peering, type Topology } from '@peerscape/shared/topology';
import { useMemo, useState } from 'react';
import { formatNumber } from '../../lib/format/format.ts';
import { saidLook } from '../../lib/format/looks.ts';
import { nameOf } from '../../lib/format/names.ts';
import type { Selection } from '../../lib/state/selection.ts';
import { LookSign } from '../../ui/half-mark.tsx';
import panel from '../../ui/panel.module.css';
import css from './inspect.module.css';
import { Section } from './section.tsx';

interface PeeringListProps {
  readonly topology: Topology;
  readonly end: ResourceKey;
  readonly onSelect: (selection: Selection) => void;
}

/** The peerings of a VNet or ghost: its own half, the other half, and who is at the other end. */
export function PeeringList({ topology, end, onSelect }: PeeringListProps) {
  const [all, setAll] = useState(false);
  const peerings = useMemo(() => troubleFirst(topology, topology.peeringsOf.get(end) ?? []), [topology, end]);
  const listed = all ? peerings : peerings.slice(0, FIRST);
  return (
    <Section title="Peerings" count={peerings.length}>
      {peerings.length === 0 ? (
        <p className={panel.quiet}>No half of a peering was found on this VNet, and none that points at it.</p>
      ) : null}
      <ul className={css.rows}>
        {listed.map((peering) => (
          <li key={peering.key}>
            <button type="button" className={css.row} onClick={() => onSelect({ kind: 'peering', key: peering.key })}>
              <PeeringRow topology={topology} peering={peering} end={end} />
            </button>
          </li>
        ))}
      </ul>
      {listed.length < peerings.length ? (
        <div>
          <Button size="small" onClick={() => setAll(true)}>
            Show all {formatNumber(peerings.length)}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}

/** How many are listed before one asks for all; the rest is one click away. */
const FIRST = 10;

/** Half-configured peerings first; otherwise in the order of names, as they come. */
const troubleFirst = (topology: Topology, peerings: readonly Peering[]): readonly Peering[] => [
  ...peerings.filter((peering) => isHalfConfigured(topology, peering)),
  ...peerings.filter((peering) => !isHalfConfigured(topology, peering)),
];

function PeeringRow({ topology, peering, end }: { topology: Topology; peering: Peering; end: ResourceKey }) {
  const other = otherEnd(peering, end);
  const own = saidLook(topology, peering, end);
  const far = saidLook(topology, peering, other);
  const isFine = own.look === 'connected' && far.look === 'connected';
  return (
    <>
      <span className={css.signs}>
        <LookSign look={own.look} />
        <LookSign look={far.look} />
      </span>
      <span className={css.rowName}>{nameOf(topology, other)}</span>
      <span className={css.rowState}>{isFine ? 'Connected' : own.word === far.word ? own.word : `${own.word} / ${far.word}`}</span>
    </>
  );
}
