import type { Finding } from '@peerscape/shared/health';
import { isHalfConfigured, type Topology } from '@peerscape/shared/topology';
import { ghostLabel } from '../../lib/format/ghost-labels.ts';
import { peeringName } from '../../lib/format/names.ts';
import { formatFocusedItem } from '../../lib/state/focused-item-text.ts';
import { MAX_RESULTS, type PaletteItem, takeFirst } from './palette-item.ts';

/** Item with the texts that it is found by, in lower case. Only what is shown is described. */
interface IndexedItem {
  readonly name: string;
  /** Further texts, each after a line break: a term matches from their beginning. */
  readonly starts: string;
  readonly toItem: () => PaletteItem;
}

/** Everything that the palette finds by name. */
export interface PaletteItems {
  readonly vnets: readonly IndexedItem[];
  readonly peerings: readonly IndexedItem[];
  readonly findings: readonly IndexedItem[];
}

const focusItem = (
  section: 'VNets' | 'Peerings',
  opens: Extract<PaletteItem['opens'], { kind: 'vnet' | 'peering' }>,
  name: string,
  detail: string,
): PaletteItem => ({ id: formatFocusedItem(opens), section, opens, name, detail });

const index = (name: string, toItem: () => PaletteItem, starts: readonly string[] = []): IndexedItem => ({
  name: name.toLowerCase(),
  starts: starts.map((text) => `\n${text.toLowerCase()}`).join(''),
  toItem,
});

/** Lists the VNets, ghosts and peerings of the topology by name and prefix, and the findings by code, title and location. */
export const createPaletteItems = (topology: Topology, findings: readonly Finding[]): PaletteItems => ({
  vnets: [...topology.vnets.values(), ...topology.ghosts.values()].map((node) => {
    const detail = () => (node.kind === 'ghost' ? ghostLabel(node.reason) : node.addressSpace.join(', '));
    return index(node.name, () => focusItem('VNets', { kind: 'vnet', key: node.key }, node.name, detail()), node.addressSpace);
  }),
  peerings: [...topology.peerings.values()].map((peering) => {
    const name = peeringName(topology, peering);
    const detail = () => (isHalfConfigured(topology, peering) ? 'half-configured peering' : 'peering');
    return index(name, () => focusItem('Peerings', { kind: 'peering', key: peering.key }, name, detail()));
  }),
  findings: findings.map((finding) => {
    const name = `${finding.code} ${finding.title}`;
    const opens = { kind: 'finding', finding } as const;
    return index(`${name} ${finding.where}`, () => ({ id: finding.id, section: 'Findings', opens, name, detail: finding.where }));
  }),
});

/** Splits a text into the terms that a result has to contain. */
export const termsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[\s–]+/)
    .filter(Boolean);

/** Returns the items that match all terms: first those whose name starts with the first term, then the shortest. */
export function searchPaletteItems({ vnets, peerings, findings }: PaletteItems, text: string): readonly PaletteItem[] {
  const terms = termsOf(text);
  const [first] = terms;
  if (first === undefined) return [];
  const starts = terms.map((term) => `\n${term}`);
  const isMatch = (item: IndexedItem) => terms.every((term, i) => item.name.includes(term) || item.starts.includes(starts[i] ?? ''));
  const rank = ({ name }: IndexedItem) => (name.startsWith(first) ? 0 : name.includes(first) ? 1 : 2);
  const compare = (a: IndexedItem, b: IndexedItem) => rank(a) - rank(b) || a.name.length - b.name.length || (a.name < b.name ? -1 : 1);
  return [
    ...takeFirst(vnets.filter(isMatch), compare),
    ...takeFirst(peerings.filter(isMatch), compare),
    // findings are already sorted by severity
    ...findings.filter(isMatch).slice(0, MAX_RESULTS),
  ].map(({ toItem }) => toItem());
}
