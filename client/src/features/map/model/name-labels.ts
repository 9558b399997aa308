import type { ResourceKey } from '@peerscape/shared/arm';
import type { Node, Topology } from '@peerscape/shared/topology';
import { subscriptionName } from '../../../lib/format/names.ts';

/** Name of a VNet on the map. */
export interface NameLabel {
  /** Name without what all names of the estate share. */
  readonly text: string;
  /** Text that distinguishes it from another VNet of the same name, such as its subscription. */
  readonly qualifier?: string;
}

/** Parts that the names of an estate share, and the rest of each name. */
export interface NameLabels {
  /** Shared start of the names, with its separator: `vnet-contoso-`; empty if there is none. */
  readonly start: string;
  /** Shared end of the names, with its separator: `-001`; empty if there is none. */
  readonly end: string;
  readonly labels: ReadonlyMap<ResourceKey, NameLabel>;
}

/** Fewer names share nothing that is worth leaving out. */
const MIN_NAMES = 5;
/** Share of the names that have a part in common; the others are exceptions, which are shown whole. */
const MIN_SHARE = 0.95;
/** Names that are examined first, because most large estates have no part in common, and the share that has to have one. */
const SAMPLE = 400;
const MIN_SHARE_OF_SAMPLE = 0.85;
/** Shortest rest of a name that still says which VNet is meant. */
const MIN_REST = 3;

/** Returns what the map shows of each name: no two VNets look the same. */
export function labelNames(topology: Topology): NameLabels {
  const names = [...topology.vnets.values()].map(({ name }) => name);
  const start = sharedStart(names);
  const end = reverse(sharedStart(names, (name) => reverse(withoutStart(name, start))));
  const shorten = (name: string) => {
    const short = withoutEnd(withoutStart(name, start), end);
    return isDistinctive(short) ? short : name;
  };
  return { start, end, labels: distinguish(topology, [...topology.vnets.values(), ...topology.ghosts.values()], shorten) };
}

const reverse = (text: string): string => [...text].reverse().join('');
const isDistinctive = (rest: string): boolean => rest.length >= MIN_REST && /\p{L}/u.test(rest);
/** Tests whether a name starts with a part; Azure compares names without regard to case. */
const startsWith = (name: string, part: string): boolean => name.slice(0, part.length).toLowerCase() === part.toLowerCase();
const withoutStart = (name: string, part: string): string => (part !== '' && startsWith(name, part) ? name.slice(part.length) : name);
const withoutEnd = (name: string, part: string): string =>
  part !== '' && name.toLowerCase().endsWith(part.toLowerCase()) ? name.slice(0, name.length - part.length) : name;

/** Returns the longest start of all names as `read`, up to a separator, that nearly all share and that leaves a distinctive rest of each. */
function sharedStart(all: readonly string[], read: (name: string) => string = (name) => name): string {
  const sample = all.filter((_, i) => i % Math.ceil(all.length / SAMPLE) === 0).map(read);
  const first = mostFrequent(sample.flatMap((name) => nextStart(name, '') ?? []));
  const isPromising = first !== undefined && sample.filter((name) => startsWith(name, first)).length >= MIN_SHARE_OF_SAMPLE * sample.length;
  if (all.length < MIN_NAMES || !isPromising) return '';
  const names = all.map(read);
  let shared = '';
  for (;;) {
    const longer = mostFrequent(names.flatMap((name) => nextStart(name, shared) ?? []));
    const sharing = longer === undefined ? [] : names.filter((name) => startsWith(name, longer));
    if (longer === undefined || sharing.length < MIN_SHARE * names.length) return shared;
    if (!sharing.every((name) => isDistinctive(withoutStart(name, longer)))) return shared;
    shared = longer;
  }
}

/** Returns the start of a name that is one part longer than `start`. */
function nextStart(name: string, start: string): string | undefined {
  const length = name.slice(start.length).search(/[-_.]/);
  return startsWith(name, start) && length >= 0 ? name.slice(0, start.length + length + 1) : undefined;
}

function mostFrequent(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].reduce<[string, number] | undefined>((most, each) => (most && most[1] >= each[1] ? most : each), undefined)?.[0];
}

/** Returns the labels: whole names where short ones are the same, and qualifiers where whole ones are. */
function distinguish(topology: Topology, nodes: readonly Node[], shorten: (name: string) => string): ReadonlyMap<ResourceKey, NameLabel> {
  const labels = new Map<ResourceKey, NameLabel>();
  for (const sameShort of groupBy(nodes, ({ name }) => shorten(name).toLowerCase())) {
    for (const same of sameShort.length > 1 ? groupBy(sameShort, ({ name }) => name.toLowerCase()) : [sameShort]) {
      const qualify = same.length > 1 ? qualifierFor(topology, same) : undefined;
      for (const node of same) {
        const text = sameShort.length > 1 ? node.name : shorten(node.name);
        labels.set(node.key, qualify ? { text, qualifier: qualify(topology, node) } : { text });
      }
    }
  }
  return labels;
}

type Qualifier = (topology: Topology, node: Node) => string;

/** Texts that distinguish VNets of the same name, shortest first; their IDs always do. */
const QUALIFIERS: readonly Qualifier[] = [
  (topology, { subscriptionId }) => subscriptionName(topology, subscriptionId),
  (_, { resourceGroup }) => resourceGroup,
  (topology, { subscriptionId, resourceGroup }) => `${subscriptionName(topology, subscriptionId)} / ${resourceGroup}`,
  (_, { id }) => id,
];

const qualifierFor = (topology: Topology, nodes: readonly Node[]): Qualifier | undefined =>
  QUALIFIERS.find((qualify) => new Set(nodes.map((node) => qualify(topology, node).toLowerCase())).size === nodes.length);

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Iterable<T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups.values();
}
