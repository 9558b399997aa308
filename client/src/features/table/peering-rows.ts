import { isHalfConfigured, nodeOf, type Peering, type Topology } from '@peerscape/shared/topology';
import { type SaidLook, saidLook } from '../../lib/format/looks.ts';
import { nameOf } from '../../lib/format/names.ts';

/** A peering as a row. */
export interface PeeringTableRow {
  readonly peering: Peering;
  readonly a: string;
  readonly b: string;
  readonly ab: SaidLook;
  readonly ba: SaidLook;
  /** Whether the halves fit; `unknown` when one of them may not be read. */
  readonly fits: 'yes' | 'no' | 'unknown';
  readonly reach: string;
}

/** One row for each peering, in the order of its ends' names. */
export function peeringRows(topology: Topology): readonly PeeringTableRow[] {
  return [...topology.peerings.values()]
    .map((peering) => rowOf(topology, peering))
    .sort((p, q) => (`${p.a}\n${p.b}`.toLowerCase() < `${q.a}\n${q.b}`.toLowerCase() ? -1 : 1));
}

function rowOf(topology: Topology, peering: Peering): PeeringTableRow {
  const ab = saidLook(topology, peering, peering.a);
  const ba = saidLook(topology, peering, peering.b);
  return {
    peering,
    a: nameOf(topology, peering.a),
    b: nameOf(topology, peering.b),
    ab,
    ba,
    fits: isHalfConfigured(topology, peering) ? 'no' : ab.look === 'unknown' || ba.look === 'unknown' ? 'unknown' : 'yes',
    reach: reachOf(topology, peering),
  };
}

function reachOf(topology: Topology, peering: Peering): string {
  const [a, b] = [nodeOf(topology, peering.a), nodeOf(topology, peering.b)];
  if (a?.kind !== 'vnet' || b?.kind !== 'vnet') return '';
  return a.location === b.location ? a.location : `${a.location} – ${b.location}`;
}
