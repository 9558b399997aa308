import type { Finding } from '@peerscape/shared/health';
import { isHalfConfigured, type Topology } from '@peerscape/shared/topology';
import { ghostLabel } from '../../lib/format/ghost-labels.ts';
import { peeringName } from '../../lib/format/names.ts';
import type { FocusedItem } from '../../lib/state/focused-item.ts';

/** VNet, peering or finding that the palette can open. */
export interface PaletteItem {
  readonly opens: FocusedItem | { readonly kind: 'finding'; readonly finding: Finding };
  readonly name: string;
  readonly detail: string;
}

/** Maximum number of results of each kind. */
const MAX_RESULTS = 8;

/** Everything that the palette can open. */
export interface PaletteItems {
  readonly vnets: readonly PaletteItem[];
  readonly peerings: readonly PaletteItem[];
  readonly findings: readonly PaletteItem[];
}

/** Lists the VNets, ghosts and peerings of the topology by name, and the findings by code, title and location. */
export function createPaletteItems(topology: Topology, findings: readonly Finding[]): PaletteItems {
  const nodes = [...topology.vnets.values(), ...topology.ghosts.values()];
  return {
    vnets: nodes.map((node) => ({
      opens: { kind: 'vnet', key: node.key },
      name: node.name,
      detail: node.kind === 'ghost' ? ghostLabel(node.reason) : node.addressSpace.join(', '),
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
export function searchPaletteItems({ vnets, peerings, findings }: PaletteItems, text: string): readonly PaletteItem[] {
  const terms = text
    .toLowerCase()
    .split(/[\s–]+/)
    .filter(Boolean);
  const [first] = terms;
  if (first === undefined) return [];
  const matchesName = ({ name }: PaletteItem) => {
    const lower = name.toLowerCase();
    return terms.every((term) => lower.includes(term));
  };
  const matchesNameOrDetail = ({ name, detail }: PaletteItem) => {
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

function bestMatches(items: readonly PaletteItem[], prefix: string): PaletteItem[] {
  const rank = ({ name }: PaletteItem) => (name.toLowerCase().startsWith(prefix) ? 0 : 1);
  return [...items].sort((a, b) => rank(a) - rank(b) || a.name.length - b.name.length || (a.name < b.name ? -1 : 1)).slice(0, MAX_RESULTS);
}
