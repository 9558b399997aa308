import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { Finding, OpenQuestion, Report, Severity } from '@peerscape/shared/health';
import type { FindingMark } from '@peerscape/shared/search';
import { type PeeringKey, peeringKey, type Topology } from '@peerscape/shared/topology';
import { count, formatList, formatNumber } from '../format/format.ts';
import type { FocusedItem } from './focused-item.ts';

/** Findings indexed by the VNets and peerings that they affect; errors first in each list. */
export interface Findings {
  readonly all: readonly Finding[];
  readonly byId: ReadonlyMap<string, Finding>;
  /** Findings of a VNet or ghost, including those of its peerings. */
  readonly byNode: ReadonlyMap<ResourceKey, readonly Finding[]>;
  readonly byPeering: ReadonlyMap<PeeringKey, readonly Finding[]>;
}

type Subject = Pick<Finding | OpenQuestion, 'about'>;

/** Returns the VNets and ghosts that a finding affects; for a connected group, its members. */
export function affectedNodes({ about: { kind, keys } }: Subject, { connectedGroups }: Topology): readonly ResourceKey[] {
  if (kind !== 'group') return keys;
  return connectedGroups.find(({ id }) => resourceKey(id) === keys[0])?.vnetIds.map(resourceKey) ?? [];
}

/** Returns the peering that a finding affects, if it affects exactly one. */
export function affectedPeering({ about: { kind, keys } }: Subject, { peerings }: Topology): PeeringKey | undefined {
  const [a, b] = keys;
  const key = (kind === 'half' || kind === 'peering') && a && b ? peeringKey(a, b) : undefined;
  return key && peerings.has(key) ? key : undefined;
}

/** Returns the report without the findings about these peerings. */
export function omitFindingsOf(report: Report, topology: Topology, peerings: ReadonlySet<PeeringKey>): Report {
  if (peerings.size === 0) return report;
  const isOther = (subject: Subject): boolean => {
    const key = affectedPeering(subject, topology);
    return key === undefined || !peerings.has(key);
  };
  return { ...report, findings: report.findings.filter(isOther) };
}

/** Returns the item to focus for a finding: its peering, or else its first VNet. */
export function affectedItem(finding: Subject, topology: Topology): FocusedItem | undefined {
  const peering = affectedPeering(finding, topology);
  if (peering) return { kind: 'peering', key: peering };
  const [key] = affectedNodes(finding, topology);
  return key && { kind: 'vnet', key };
}

/** Indexes the findings by id, node and peering. */
export function indexFindings(all: readonly Finding[], topology: Topology): Findings {
  const ofNode = new Map<ResourceKey, Finding[]>();
  const ofPeering = new Map<PeeringKey, Finding[]>();
  const append = <K>(map: Map<K, Finding[]>, key: K, finding: Finding) => {
    const list = map.get(key);
    if (list) list.push(finding);
    else map.set(key, [finding]);
  };
  for (const finding of all) {
    for (const key of new Set(affectedNodes(finding, topology))) append(ofNode, key, finding);
    const peering = affectedPeering(finding, topology);
    if (peering) append(ofPeering, peering, finding);
  }
  return { all, byId: new Map(all.map((finding) => [finding.id, finding])), byNode: ofNode, byPeering: ofPeering };
}

type Markable = Pick<Finding, 'id' | 'code' | 'title' | 'where' | 'about' | 'text'> & { readonly severity: string };

/** Converts findings to the form that the search language matches. */
export const toFindingMarks = (all: readonly Markable[], topology: Topology): readonly FindingMark[] =>
  all.map((finding) => ({
    id: finding.id,
    code: finding.code,
    title: finding.title,
    severity: finding.severity,
    nodes: affectedNodes(finding, topology),
    peering: affectedPeering(finding, topology),
    text: `${finding.code} ${finding.title} ${finding.where} ${finding.text}`.toLowerCase(),
  }));

/** Number of findings per severity. */
export type SeverityCounts = Readonly<Record<Severity, number>>;

/** Counts the findings per severity. */
export function countBySeverity(findings: readonly Pick<Finding, 'severity'>[]): SeverityCounts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** Counts the errors and warnings of each VNet or ghost and returns the worst severity; nodes without any are omitted. */
export function countByNode({
  byNode,
}: Findings): ReadonlyMap<ResourceKey, { readonly count: number; readonly worst: 'error' | 'warning' }> {
  return new Map(
    [...byNode].flatMap(([key, findings]) => {
      const { error, warning } = countBySeverity(findings);
      return error + warning === 0 ? [] : [[key, { count: error + warning, worst: error > 0 ? 'error' : 'warning' }] as const];
    }),
  );
}

/** Formats a count with the name of its severity: `3 errors`, `1 warning`, `2 notes`. */
export const SEVERITY_COUNT_LABELS: Readonly<Record<Severity, (n: number) => string>> = {
  error: (n) => count(n, 'error'),
  warning: (n) => count(n, 'warning'),
  info: (n) => count(n, 'note'),
};

const MAX_NAMED = 3;

/** Describes the new and resolved findings between two reports; returns undefined when there are none. */
export function describeFindingChanges(before: readonly Finding[], now: readonly Finding[]): string | undefined {
  const [idsBefore, idsNow] = [new Set(before.map(({ id }) => id)), new Set(now.map(({ id }) => id))];
  const added = now.filter(({ id }) => !idsBefore.has(id));
  const resolved = before.filter(({ id }) => !idsNow.has(id));
  const phrases = [describeList(added, 'new'), describeList(resolved, 'resolved')].filter((phrase) => phrase !== undefined);
  if (phrases.length === 0) return undefined;
  const { error, warning } = countBySeverity(now);
  return `${phrases.join('. ')}. Now ${formatList([SEVERITY_COUNT_LABELS.error(error), SEVERITY_COUNT_LABELS.warning(warning)])}.`;
}

function describeList(findings: readonly Finding[], change: 'new' | 'resolved'): string | undefined {
  if (findings.length === 0) return undefined;
  const names = findings.length > MAX_NAMED ? [] : findings.map(({ title, where }) => `${title}: ${where}`);
  return [`${formatNumber(findings.length)} ${change} ${findings.length === 1 ? 'finding' : 'findings'}`, ...names].join('. ');
}
