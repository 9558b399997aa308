import type { ResourceKey } from '@peerscape/shared/arm';
import { createNamer, type Namer, type Topology, type TopologyRows } from '@peerscape/shared/topology';
import { useEffect, useMemo, useRef } from 'react';
import type { VNetReach } from '../../lib/format/vnet-reach.ts';
import { useReachJob } from '../../lib/server/use-reach-job.ts';
import panel from '../../ui/panel.module.css';
import { Panel, Section } from '../../ui/panel.tsx';
import { ShowMore, useShowMore } from '../../ui/show-more.tsx';
import css from './vnet-reach-panel.module.css';

interface VNetReachPanelProps {
  readonly topology: Topology;
  readonly rows: TopologyRows;
  readonly vnet: ResourceKey;
  /** Receives what the map highlights; undefined while it is computed and once the panel is closed. */
  readonly onReach: (reach: VNetReach | undefined) => void;
  /** Opens the question whether one VNet reaches another. */
  readonly onAsk: (from: ResourceKey, to: ResourceKey) => void;
  readonly onClose: () => void;
}

/** Lists what a VNet reaches and what reaches it; the map highlights the same VNets. */
export function VNetReachPanel({ topology, rows, vnet, onReach, onAsk, onClose }: VNetReachPanelProps) {
  const nameOf = useMemo(() => createNamer(topology), [topology]);
  const { result, fault } = useReachJob(rows, 'vnet', topology.vnets.has(vnet) ? vnet : undefined);
  useEffect(() => {
    onReach(result);
    return () => onReach(undefined);
  }, [result, onReach]);
  const name = nameOf(vnet);
  const outward = (key: ResourceKey) => onAsk(vnet, key);
  return (
    <Panel kind="Reach" title={`What ${name} reaches, and what reaches it`} onClose={onClose}>
      {result ? (
        <>
          <VNetSection title="Both ways" ring="both" keys={result.both} nameOf={nameOf} onAsk={outward} />
          <VNetSection title={`Only ${name} reaches`} ring="to" keys={result.to} nameOf={nameOf} onAsk={outward} />
          <VNetSection title={`Only reach ${name}`} ring="from" keys={result.from} nameOf={nameOf} onAsk={(key) => onAsk(key, vnet)} />
          <VNetSection title="Unknown" ring="none" keys={result.unknown} nameOf={nameOf} onAsk={outward} />
          {result.both.length + result.to.length + result.from.length + result.unknown.length === 0 ? (
            <p className={panel.notices}>No other VNet reaches it, and it reaches none.</p>
          ) : null}
        </>
      ) : (
        <p className={panel.notices} role="status">
          {fault !== undefined
            ? `Reach could not be computed: ${fault}`
            : topology.vnets.has(vnet)
              ? 'Computing reach…'
              : 'This VNet is not visible to you.'}
        </p>
      )}
    </Panel>
  );
}

/** Number of VNets shown initially. */
const INITIAL_COUNT = 20;

const RING_NAMES = {
  both: 'wide ring on the map',
  to: 'thin ring on the map',
  from: 'dashed ring on the map',
  none: 'no ring, but not dimmed',
} as const;

interface VNetSectionProps {
  readonly title: string;
  /** Ring of these VNets on the map. */
  readonly ring: keyof typeof RING_NAMES;
  readonly keys: readonly ResourceKey[];
  readonly nameOf: Namer;
  readonly onAsk: (key: ResourceKey) => void;
}

function VNetSection({ title, ring, keys, nameOf, onAsk }: VNetSectionProps) {
  const list = useRef<HTMLUListElement>(null);
  const { shown, more } = useShowMore(keys, INITIAL_COUNT);
  if (keys.length === 0) return null;
  return (
    <Section title={title} count={keys.length}>
      <p className={css.ring}>
        {ring === 'none' ? null : <span className={css.sample} data-ring={ring} aria-hidden="true" />} {RING_NAMES[ring]}
      </p>
      <ul ref={list} className={css.vnets}>
        {shown.map((key) => (
          <li key={key}>
            <button type="button" className={panel.link} onClick={() => onAsk(key)}>
              {nameOf(key)}
            </button>
          </li>
        ))}
      </ul>
      <ShowMore {...more} list={list} noun="VNet" />
    </Section>
  );
}
