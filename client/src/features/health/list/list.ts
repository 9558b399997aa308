import { KINDS_OF_FINDING, type KindOfFinding } from '../../../lib/format/finding-kinds.ts';
import { type Column, sortRows } from '../../../lib/format/order.ts';
import type { UrlState } from '../../../lib/state/url-state.ts';
import type { Entry } from './entries.ts';

/** What the page was asked to show. */
export type Asked = Pick<UrlState, 'kinds' | 'code' | 'list' | 'sort'>;

/** Entries under one heading. */
export interface Group {
  readonly id: string;
  readonly kind: KindOfFinding;
  readonly code: string;
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** A part of the list with one meaning: what was found, what could not be told, what is muted. */
export interface Part {
  readonly kind: 'found' | 'unknown' | 'muted';
  readonly groups: readonly Group[];
}

/** What can be sorted by, in the order of the columns. */
export const SORTS: readonly Column<Entry>[] = [
  { id: 'severity', title: 'Severity', track: '', value: ({ kind }) => KINDS_OF_FINDING.indexOf(kind) },
  { id: 'rule', title: 'Rule', track: '', value: ({ code }) => code },
  { id: 'where', title: 'Where', track: '', value: ({ where }) => where },
  { id: 'text', title: 'What was seen', track: '', value: ({ text }) => text },
];

const USUAL: ReadonlySet<KindOfFinding> = new Set(['error', 'warning', 'info', 'unknown']);

/** The kinds that are shown: the usual ones when the URL names none. */
export const kindsShown = (kinds: string): ReadonlySet<KindOfFinding> =>
  kinds === '' ? USUAL : new Set(KINDS_OF_FINDING.filter((kind) => kinds.split(',').includes(kind)));

/** The kinds after a click on one of them: that one alone, then with what else is clicked; none left means the usual ones. */
export function toggledKinds(kinds: string, kind: KindOfFinding): string {
  const before = kinds === '' ? new Set<KindOfFinding>() : new Set(kindsShown(kinds));
  if (!before.delete(kind)) before.add(kind);
  return KINDS_OF_FINDING.filter((each) => before.has(each)).join(',');
}

const PART_OF = (kind: KindOfFinding): Part['kind'] => (kind === 'unknown' || kind === 'muted' ? kind : 'found');

/** What is left of the entries, in parts and groups. `meant` are the ids that the filter lets through. */
export function listOf(entries: readonly Entry[], asked: Asked, meant: ReadonlySet<string> | undefined): readonly Part[] {
  const kinds = kindsShown(asked.kinds);
  const left = entries.filter(
    ({ id, kind, code }) => kinds.has(kind) && (asked.code === '' || code === asked.code) && (meant?.has(id) ?? true),
  );
  const sorted = sortRows(left, SORTS, asked.sort);
  return (['found', 'unknown', 'muted'] as const).flatMap((kind) => {
    const own = sorted.filter((entry) => PART_OF(entry.kind) === kind);
    if (own.length === 0) return [];
    return [{ kind, groups: asked.list === 'flat' ? [{ id: kind, kind: 'info', code: '', title: '', entries: own }] : byRule(kind, own) }];
  });
}

/** Rules keep the order of the report, worst first, however their entries are sorted. */
function byRule(part: Part['kind'], entries: readonly Entry[]): readonly Group[] {
  const groups = new Map<string, { group: Omit<Group, 'entries'>; entries: Entry[] }>();
  for (const entry of entries) {
    const { code, kind, title } = entry;
    const held = groups.get(code);
    if (held) held.entries.push(entry);
    else groups.set(code, { group: { id: `${part} ${code}`, kind, code, title }, entries: [entry] });
  }
  const rank = ({ kind, code }: Omit<Group, 'entries'>) => `${KINDS_OF_FINDING.indexOf(kind)} ${code}`;
  return [...groups.values()]
    .sort((a, b) => (rank(a.group) < rank(b.group) ? -1 : 1))
    .map(({ group, entries: own }) => ({ ...group, entries: own }));
}

/** The entries in the order in which they stand. */
export const inOrder = (parts: readonly Part[]): readonly Entry[] =>
  parts.flatMap(({ groups }) => groups.flatMap(({ entries }) => entries));

/** The entry so many steps further, round and round; the first or last when none is open. */
export function steppedFrom(entries: readonly Entry[], id: string, step: 1 | -1): Entry | undefined {
  const at = entries.findIndex((entry) => entry.id === id);
  const next = at < 0 ? (step === 1 ? 0 : entries.length - 1) : at + step;
  return entries[(next + entries.length) % entries.length];
}
