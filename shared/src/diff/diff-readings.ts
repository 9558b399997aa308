import type { ResourceKey } from '../arm/index.ts';
import type { Finding, Severity } from '../health/index.ts';
import { createNamer, nodeOf } from '../topology/index.ts';
import { compareHalves, compareVNets, type FieldChange } from './fields.ts';
import { createPresenceLookup, type Presence } from './presence.ts';
import type { Reading } from './reading.ts';

export const DIFF_SUBJECTS = ['finding', 'vnet', 'half'] as const;
export type DiffSubject = (typeof DIFF_SUBJECTS)[number];

/** `unknown`: only one of the readings contains it, and the other did not read its scope or was inconclusive. */
export const DIFF_CHANGES = ['added', 'removed', 'changed', 'unknown'] as const;
export type DiffChange = (typeof DIFF_CHANGES)[number];

/** One difference between two readings. Plain data. */
export interface DiffEntry {
  readonly subject: DiffSubject;
  readonly change: DiffChange;
  /** Id of the finding, key of the VNet or half. */
  readonly id: string;
  /** Keys of the VNets concerned; for a half its owner, then its remote VNet. */
  readonly keys: readonly ResourceKey[];
  /** For display: `hub-weu → shop-weu`. */
  readonly name: string;
  /** Properties of a VNet or half that changed. */
  readonly fields: readonly FieldChange[];
  /** Text, code and severity of a finding. */
  readonly note?: string;
  readonly code?: string;
  readonly severity?: Severity;
}

/** Returns the differences between two readings of an estate: findings, VNets, then halves, each sorted from added to unknown. */
export function diffReadings(before: Reading, after: Reading): readonly DiffEntry[] {
  const [oldName, newName] = [createNamer(before.topology), createNamer(after.topology)];
  const name = (key: ResourceKey): string => (nodeOf(after.topology, key) ? newName : oldName)(key);
  const presence = { before: createPresenceLookup(before), after: createPresenceLookup(after) };
  /** Presence in the reading that lacks one side of a pair. */
  const lacking = ({ old }: Pair<unknown>) => (old === undefined ? presence.before : presence.after);

  const findings = pairUp(indexById(before.report.findings), indexById(after.report.findings)).map((pair) => {
    const { where, code, severity, text, about } = pair.latest;
    const other = pair.old === undefined ? after : before;
    const known = about.keys.filter((key) => other.topology.vnets.get(key)?.halvesNotRead === undefined && other.topology.vnets.has(key));
    const isChanged = pair.old !== undefined && pair.current !== undefined && pair.old.text !== pair.current.text;
    const change = changeOf(pair, isChanged, lacking(pair).finding(pair.key, code, known));
    return (
      change && { subject: 'finding' as const, change, id: pair.key, keys: about.keys, name: where, fields: [], note: text, code, severity }
    );
  });
  const vnets = pairUp(before.topology.vnets, after.topology.vnets).map((pair) => {
    const fields = compareBoth(pair, compareVNets);
    const change = changeOf(pair, fields.length > 0, lacking(pair).vnet(pair.key));
    return change && { subject: 'vnet' as const, change, id: pair.key, keys: [pair.key], name: name(pair.key), fields };
  });
  const halves = pairUp(before.topology.halves, after.topology.halves).map((pair) => {
    const { from, to } = pair.latest;
    const fields = compareBoth(pair, compareHalves);
    const change = changeOf(pair, fields.length > 0, lacking(pair).half(pair.key));
    return change && { subject: 'half' as const, change, id: pair.key, keys: [from, to], name: `${name(from)} → ${name(to)}`, fields };
  });
  const entries: readonly (DiffEntry | undefined)[] = [...findings, ...vnets, ...halves];
  return entries.flatMap((entry) => entry ?? []).sort(compareEntries);
}

/** The two records of one thing; one of them may be missing. */
interface Pair<T, K extends string = string> {
  readonly key: K;
  readonly old: T | undefined;
  readonly current: T | undefined;
  readonly latest: T;
}

function pairUp<K extends string, T>(before: ReadonlyMap<K, T>, after: ReadonlyMap<K, T>): readonly Pair<T, K>[] {
  const remaining = [...after].map(([key, current]) => ({ key, old: before.get(key), current, latest: current }));
  const gone = [...before].filter(([key]) => !after.has(key)).map(([key, old]) => ({ key, old, current: undefined, latest: old }));
  return [...remaining, ...gone];
}

const compareBoth = <T>({ old, current }: Pair<T>, compare: (old: T, current: T) => readonly FieldChange[]): readonly FieldChange[] =>
  old !== undefined && current !== undefined ? compare(old, current) : [];

/** Returns the kind of change, or undefined if there is none. `presence` is that in the reading that lacks it. */
function changeOf({ old, current }: Pair<unknown>, isChanged: boolean, presence: Presence): DiffChange | undefined {
  if (old !== undefined && current !== undefined) return isChanged ? 'changed' : undefined;
  if (presence === 'unknown') return 'unknown';
  return old === undefined ? 'added' : 'removed';
}

const indexById = (findings: readonly Finding[]): ReadonlyMap<string, Finding> => new Map(findings.map((finding) => [finding.id, finding]));

const SEVERITIES: readonly (Severity | undefined)[] = ['error', 'warning', 'info', undefined];

const rank = ({ subject, change, severity }: DiffEntry): readonly number[] => [
  DIFF_SUBJECTS.indexOf(subject),
  DIFF_CHANGES.indexOf(change),
  SEVERITIES.indexOf(severity),
];

function compareEntries(one: DiffEntry, other: DiffEntry): number {
  const [ranks, otherRanks] = [rank(one), rank(other)];
  const difference = ranks.map((value, i) => value - (otherRanks[i] ?? 0)).find((value) => value !== 0);
  return difference ?? (one.name < other.name ? -1 : one.name > other.name ? 1 : 0);
}
