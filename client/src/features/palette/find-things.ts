import type { Finding } from '@peerscape/shared/health';
import { isHalfConfigured, type Topology } from '@peerscape/shared/topology';
import { peeringName } from '../../lib/format/names.ts';
import type { Selection } from '../../lib/state/selection.ts';

/** A VNet, peering or finding that the palette can open. */
export interface Thing {
  readonly opens: Selection | { readonly kind: 'finding'; readonly finding: Finding };
  readonly name: string;
  readonly detail: string;
}

const MOST = 8;

/** All that the palette can open. */
export interface Things {
  readonly vnets: readonly Thing[];
  readonly peerings: readonly Thing[];
  readonly findings: readonly Thing[];
}

/** Every VNet, ghost and peering of the topology by its name, and every finding by its code, title and place. */
export function thingsOf(topology: Topology, findings: readonly Finding[]): Things {
  const nodes = [...topology.vnets.values(), ...topology.ghosts.values()];
  return {
    vnets: nodes.map((node) => ({
      opens: { kind: 'vnet', key: node.key },
      name: node.name,
      detail: node.kind === 'ghost' ? 'not readable' : node.addressSpace.join(', '),
    })),
    peerings: [...topology.peerings.values()].map((peering) => ({
      opens: { kind: 'peering', key: peering.key },
      name: peeringName(topology, peering),
      detail: isHalfConfigured(topology, peering) ? 'half-configured peering' : 'peering',
    })),
    findings: findings.map((finding) => ({
      opens: { kind: 'finding', finding },
      name: `${finding.code} ${finding.title}`,
      detail: finding.where,
    })),
  };
}

/** The things whose names hold all the words: those that begin with the first word come first, then the shortest. */
export function findThings({ vnets, peerings, findings }: Things, text: string): readonly Thing[] {
  const words = text
    .toLowerCase()
    .split(/[\s–]+/)
    .filter(Boolean);
  const [begin] = words;
  if (begin === undefined) return [];
  const fits = ({ name }: Thing) => {
    const lower = name.toLowerCase();
    return words.every((word) => lower.includes(word));
  };
  const fitsOrIsThere = ({ name, detail }: Thing) => {
    const lower = `${name} ${detail}`.toLowerCase();
    return words.every((word) => lower.includes(word));
  };
  return [
    ...best(vnets.filter(fits), begin),
    ...best(peerings.filter(fits), begin),
    // findings stand worst first already
    ...findings.filter(fitsOrIsThere).slice(0, MOST),
  ];
}

function best(things: readonly Thing[], begin: string): Thing[] {
  const rank = ({ name }: Thing) => (name.toLowerCase().startsWith(begin) ? 0 : 1);
  return [...things].sort((a, b) => rank(a) - rank(b) || a.name.length - b.name.length || (a.name < b.name ? -1 : 1)).slice(0, MOST);
}
