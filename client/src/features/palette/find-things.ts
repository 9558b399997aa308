import { isHalfConfigured, type Topology } from '@peerscape/shared/topology';
import { peeringName } from '../../lib/names.ts';
import type { Selection } from '../../lib/selection.ts';

/** A VNet or peering that the palette can open. */
export interface Thing {
  readonly selection: Selection;
  readonly name: string;
  readonly detail: string;
}

const MOST = 8;

/** VNets, ghosts and peerings whose names hold all the words: those that begin with the text first, then the shortest. */
export function findThings(topology: Topology, text: string): readonly Thing[] {
  const words = text
    .toLowerCase()
    .split(/[\s–-]+/)
    .filter(Boolean);
  if (words.length === 0) return [];
  const fits = (name: string) => words.every((word) => name.toLowerCase().includes(word));
  const vnets: Thing[] = [];
  for (const node of [...topology.vnets.values(), ...topology.ghosts.values()]) {
    if (fits(node.name)) {
      const detail = node.kind === 'ghost' ? 'not readable' : node.addressSpace.join(', ');
      vnets.push({ selection: { kind: 'vnet', key: node.key }, name: node.name, detail });
    }
  }
  const peerings: Thing[] = [];
  for (const peering of topology.peerings.values()) {
    const name = peeringName(topology, peering);
    if (fits(name)) {
      const detail = isHalfConfigured(topology, peering) ? 'half-configured peering' : 'peering';
      peerings.push({ selection: { kind: 'peering', key: peering.key }, name, detail });
    }
  }
  return [...best(vnets, words[0] ?? ''), ...best(peerings, words[0] ?? '')];
}

function best(things: readonly Thing[], begin: string): Thing[] {
  const rank = ({ name }: Thing) => (name.toLowerCase().startsWith(begin) ? 0 : 1);
  return [...things].sort((a, b) => rank(a) - rank(b) || a.name.length - b.name.length || (a.name < b.name ? -1 : 1)).slice(0, MOST);
}
