import type { Entry } from './entries.ts';
import type { FindingsSection, Group } from './findings-sections.ts';

/** A row of the tree grid: the heading of a section, the heading of a group, or an entry. */
export type Row =
  | { readonly type: 'section'; readonly key: string; readonly part: FindingsSection }
  | { readonly type: 'group'; readonly key: string; readonly group: Group; readonly isOpen: boolean }
  | { readonly type: 'entry'; readonly key: string; readonly entry: Entry; readonly group: Group };

/** Flattens the sections to rows, without the entries of closed groups. Findings have no section heading; the other sections have one. */
export function rowsOf(parts: readonly FindingsSection[], closed: ReadonlySet<string>): readonly Row[] {
  return parts.flatMap((part) => [
    ...(part.kind === 'found' ? [] : [{ type: 'section', key: `part ${part.kind}`, part } as const]),
    ...part.groups.flatMap((group) => rowsOfGroup(group, !closed.has(group.id))),
  ]);
}

function rowsOfGroup(group: Group, isOpen: boolean): readonly Row[] {
  const entries = isOpen ? group.entries.map((entry): Row => ({ type: 'entry', key: entry.id, entry, group })) : [];
  return group.code === '' ? entries : [{ type: 'group', key: `group ${group.id}`, group, isOpen }, ...entries];
}
