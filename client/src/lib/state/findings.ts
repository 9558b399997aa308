import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { Finding, OpenQuestion, Severity } from '@peerscape/shared/health';
import type { FindingMark } from '@peerscape/shared/search';
import { type PeeringKey, peeringKey, type Topology } from '@peerscape/shared/topology';
import { count, listed } from '../format/format.ts';
import type { Selection } from './selection.ts';

/** Findings by what they are about, errors first in each list. */
export interface Findings {
  readonly all: readonly Finding[];
  readonly byId: ReadonlyMap<string, Finding>;
  /** Of a VNet or ghost: what is about it, or about a peering of it. */
  readonly ofNode: ReadonlyMap<ResourceKey, readonly Finding[]>;
  readonly ofPeering: ReadonlyMap<PeeringKey, readonly Finding[]>;
}

type Placed = Pick<Finding | OpenQuestion, 'about'>;

/** The VNets and ghosts that it is about; of a connected group, its members. */
export function nodesAbout({ about: { kind, keys } }: Placed, { connectedGroups }: Topology): readonly ResourceKey[] {
  if (kind !== 'group') return keys;
  return connectedGroups.find(({ id }) => resourceKey(id) === keys[0])?.vnetIds.map(resourceKey) ?? [];
}

/** The peering that it is about, when it is about one. */
export function peeringAbout({ about: { kind, keys } }: Placed, { peerings }: Topology): PeeringKey | undefined {
  const [a, b] = keys;
  const key = (kind === 'half' || kind === 'peering') && a && b ? peeringKey(a, b) : undefined;
  return key && peerings.has(key) ? key : undefined;
}

/** What to select to see it: its peering, else its first VNet. */
export function selectionAbout(placed: Placed, topology: Topology): Selection | undefined {
  const peering = peeringAbout(placed, topology);
  if (peering) return { kind: 'peering', key: peering };
  const [key] = nodesAbout(placed, topology);
  return key && { kind: 'vnet', key };
}

/** The findings, each where one looks for it. */
export function findingsOf(all: readonly Finding[], topology: Topology): Findings {
  const ofNode = new Map<ResourceKey, Finding[]>();
  const ofPeering = new Map<PeeringKey, Finding[]>();
  const put = <K>(map: Map<K, Finding[]>, key: K, finding: Finding) => {
    const list = map.get(key);
    if (list) list.push(finding);
    else map.set(key, [finding]);
  };
  for (const finding of all) {
    for (const key of new Set(nodesAbout(finding, topology))) put(ofNode, key, finding);
    const peering = peeringAbout(finding, topology);
    if (peering) put(ofPeering, peering, finding);
  }
  return { all, byId: new Map(all.map((finding) => [finding.id, finding])), ofNode, ofPeering };
}

type Markable = Pick<Finding, 'id' | 'code' | 'title' | 'where' | 'about' | 'text'> & { readonly severity: string };

/** The findings as the search language asks about them. */
export const marksOf = (all: readonly Markable[], topology: Topology): readonly FindingMark[] =>
  all.map((finding) => ({
    id: finding.id,
    code: finding.code,
    title: finding.title,
    severity: finding.severity,
    nodes: nodesAbout(finding, topology),
    peering: peeringAbout(finding, topology),
    words: `${finding.code} ${finding.title} ${finding.where} ${finding.text}`.toLowerCase(),
  }));

export type Counts = Readonly<Record<Severity, number>>;

/** How many there are of each severity. */
export function countsOf(findings: readonly Pick<Finding, 'severity'>[]): Counts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** How many errors and warnings each VNet or ghost has, and which of both is the worst. */
export function troubleOf({ ofNode }: Findings): ReadonlyMap<ResourceKey, { readonly count: number; readonly worst: 'error' | 'warning' }> {
  return new Map(
    [...ofNode].flatMap(([key, findings]) => {
      const { error, warning } = countsOf(findings);
      return error + warning === 0 ? [] : [[key, { count: error + warning, worst: error > 0 ? 'error' : 'warning' }] as const];
    }),
  );
}

/** `3 errors`, `1 warning`, `2 notes`. */
export const SEVERITY_COUNT: Readonly<Record<Severity, (n: number) => string>> = {
  error: (n) => count(n, 'error'),
  warning: (n) => count(n, 'warning'),
  info: (n) => count(n, 'note'),
};

const NAMED = 3;

/** What came and what went between two reports, in a sentence; nothing when neither. */
export function newsOf(before: readonly Finding[], now: readonly Finding[]): string | undefined {
  const [was, is] = [new Set(before.map(({ id }) => id)), new Set(now.map(({ id }) => id))];
  const fresh = now.filter(({ id }) => !was.has(id));
  const gone = before.filter(({ id }) => !is.has(id));
  const said = [saidAs(fresh, 'new'), saidAs(gone, 'gone')].filter((part) => part !== undefined);
  if (said.length === 0) return undefined;
  const { error, warning } = countsOf(now);
  return `${said.join('. ')}. Now ${listed([SEVERITY_COUNT.error(error), SEVERITY_COUNT.warning(warning)])}.`;
}

function saidAs(findings: readonly Finding[], word: string): string | undefined {
  if (findings.length === 0) return undefined;
  const names = findings.length > NAMED ? [] : findings.map(({ title, where }) => `${title}: ${where}`);
  return [`${count(findings.length, 'finding')} ${word}`, ...names].join('. ');
}
