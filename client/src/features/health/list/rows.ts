import type { Entry } from './entries.ts';
import type { Group, Part } from './list.ts';

/** A row as it is drawn. */
export type Row =
  | { readonly type: 'part'; readonly key: string; readonly part: Part }
  | { readonly type: 'group'; readonly key: string; readonly group: Group; readonly isOpen: boolean }
  | { readonly type: 'entry'; readonly key: string; readonly entry: Entry; readonly group: Group };

/** The list as rows, without those of closed groups. What was found needs no heading; the other parts say what they are. */
export function rowsOf(parts: readonly Part[], closed: ReadonlySet<string>): readonly Row[] {
  return parts.flatMap((part) => [
    ...(part.kind === 'found' ? [] : [{ type: 'part', key: `part ${part.kind}`, part } as const]),
    ...part.groups.flatMap((group) => rowsOfGroup(group, !closed.has(group.id))),
  ]);
}

function rowsOfGroup(group: Group, isOpen: boolean): readonly Row[] {
  const entries = isOpen ? group.entries.map((entry): Row => ({ type: 'entry', key: entry.id, entry, group })) : [];
  return group.code === '' ? entries : [{ type: 'group', key: `group ${group.id}`, group, isOpen }, ...entries];
}
