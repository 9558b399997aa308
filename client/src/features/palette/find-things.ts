import type { Finding } from '@peerscape/shared/health';
import { isHalfConfigured, type Topology } from '@peerscape/shared/topology';
import { peeringName } from '../../lib/format/names.ts';
import type { Selection } from '../../lib/state/selection.ts';

/** VNet, peering or finding that the palette can open. */
export interface Thing {
  readonly opens: Selection | { readonly kind: 'finding'; readonly finding: Finding };
  readonly name: string;
  readonly detail: string;
}

/** Maximum number of results of each kind. */
const MAX_RESULTS = 8;

/** Everything that the palette can open. */
export interface Things {
  readonly vnets: readonly Thing[];
  readonly peerings: readonly Thing[];
  readonly findings: readonly Thing[];
}

/** Lists the VNets, ghosts and peerings of the topology by name, and the findings by code, title and location. */
export function thingsOf(topology: Topology, findings: readonly Finding[]): Things {
  const nodes = [...topology.vnets.values(), ...topology.ghosts.values()];
  return {
    vnets: nodes.map((node) => ({
      opens: { kind: 'vnet', key: node.key },
      name: node.name,
      detail: node.kind === 'ghost' ? 'not visible to you' : node.addressSpace.join(', '),
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

/** Returns the items whose name contains all terms: first those that start with the first term, then the shortest. */
export function findThings({ vnets, peerings, findings }: Things, text: string): readonly Thing[] {
  const terms = text
    .toLowerCase()
    .split(/[\s–]+/)
    .filter(Boolean);
  const [first] = terms;
  if (first === undefined) return [];
  const matchesName = ({ name }: Thing) => {
    const lower = name.toLowerCase();
    return terms.every((term) => lower.includes(term));
  };
  const matchesNameOrDetail = ({ name, detail }: Thing) => {
    const lower = `${name} ${detail}`.toLowerCase();
    return terms.every((term) => lower.includes(term));
  };
  return [
    ...bestMatches(vnets.filter(matchesName), first),
    ...bestMatches(peerings.filter(matchesName), first),
    // findings are already sorted by severity
    ...findings.filter(matchesNameOrDetail).slice(0, MAX_RESULTS),
  ];
}

function bestMatches(items: readonly Thing[], prefix: string): Thing[] {
  const rank = ({ name }: Thing) => (name.toLowerCase().startsWith(prefix) ? 0 : 1);
  return [...items].sort((a, b) => rank(a) - rank(b) || a.name.length - b.name.length || (a.name < b.name ? -1 : 1)).slice(0, MAX_RESULTS);
}
