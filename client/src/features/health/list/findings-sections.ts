import { FINDING_KINDS, type FindingKind } from '../../../lib/format/finding-kinds.ts';
import { type Column, sortRows } from '../../../lib/format/table-sort.ts';
import type { UrlState } from '../../../lib/state/url-state.ts';
import type { Entry } from './entries.ts';

/** The part of the URL state that decides what is listed. */
export type FindingsQuery = Pick<UrlState, 'kinds' | 'code' | 'list' | 'sort'>;

/** Entries under one heading. */
export interface Group {
  readonly id: string;
  readonly kind: FindingKind;
  readonly code: string;
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** A section of the list: findings, inconclusive checks or muted findings. */
export interface FindingsSection {
  readonly kind: 'found' | 'unknown' | 'muted';
  readonly groups: readonly Group[];
}

/** Sortable columns, in display order. */
export const SORTS: readonly Column<Entry>[] = [
  { id: 'severity', title: 'Severity', value: ({ kind }) => FINDING_KINDS.indexOf(kind) },
  { id: 'rule', title: 'Rule', value: ({ code }) => code },
  { id: 'where', title: 'Where', value: ({ where }) => where },
  { id: 'text', title: 'Details', value: ({ text }) => text },
];

const DEFAULT_KINDS: ReadonlySet<FindingKind> = new Set(['error', 'warning', 'info', 'unknown']);

/** Parses the kinds to show from the URL; the default kinds when it names none. */
export const parseKinds = (kinds: string): ReadonlySet<FindingKind> =>
  kinds === '' ? DEFAULT_KINDS : new Set(FINDING_KINDS.filter((kind) => kinds.split(',').includes(kind)));

/** Toggles one kind in the list from the URL. The first one toggled is shown alone; an empty list means the default kinds. */
export function toggleKind(kinds: string, kind: FindingKind): string {
  const before = kinds === '' ? new Set<FindingKind>() : new Set(parseKinds(kinds));
  if (!before.delete(kind)) before.add(kind);
  return FINDING_KINDS.filter((each) => before.has(each)).join(',');
}

const sectionKindOf = (kind: FindingKind): FindingsSection['kind'] => (kind === 'unknown' || kind === 'muted' ? kind : 'found');

/** Arranges the matching entries in sections and groups. `matchingIds` are the IDs that match the search filter; undefined matches all. */
export function arrangeEntries(
  entries: readonly Entry[],
  options: FindingsQuery,
  matchingIds: ReadonlySet<string> | undefined,
): readonly FindingsSection[] {
  const kinds = parseKinds(options.kinds);
  const matching = entries.filter(
    ({ id, kind, code }) => kinds.has(kind) && (options.code === '' || code === options.code) && (matchingIds?.has(id) ?? true),
  );
  const sorted = sortRows(matching, SORTS, options.sort);
  return (['found', 'unknown', 'muted'] as const).flatMap((kind) => {
    const own = sorted.filter((entry) => sectionKindOf(entry.kind) === kind);
    if (own.length === 0) return [];
    return [
      { kind, groups: options.list === 'flat' ? [{ id: kind, kind: 'info', code: '', title: '', entries: own }] : groupByRule(kind, own) },
    ];
  });
}

/** Groups by rule, most severe first, independent of how the entries within a group are sorted. */
function groupByRule(section: FindingsSection['kind'], entries: readonly Entry[]): readonly Group[] {
  const groups = new Map<string, { group: Omit<Group, 'entries'>; entries: Entry[] }>();
  for (const entry of entries) {
    const { code, kind, title } = entry;
    const existing = groups.get(code);
    if (existing) existing.entries.push(entry);
    else groups.set(code, { group: { id: `${section} ${code}`, kind, code, title }, entries: [entry] });
  }
  const rank = ({ kind, code }: Omit<Group, 'entries'>) => `${FINDING_KINDS.indexOf(kind)} ${code}`;
  return [...groups.values()]
    .sort((a, b) => (rank(a.group) < rank(b.group) ? -1 : 1))
    .map(({ group, entries: own }) => ({ ...group, entries: own }));
}

/** Flattens the sections to their entries in display order. */
export const flattenSections = (parts: readonly FindingsSection[]): readonly Entry[] =>
  parts.flatMap(({ groups }) => groups.flatMap(({ entries }) => entries));

/** Returns the next or previous entry, wrapping around; the first or last one when no entry is open. */
export function findAdjacentEntry(entries: readonly Entry[], id: string, step: 1 | -1): Entry | undefined {
  const at = entries.findIndex((entry) => entry.id === id);
  const next = at < 0 ? (step === 1 ? 0 : entries.length - 1) : at + step;
  return entries[(next + entries.length) % entries.length];
}
