import type { Command } from './commands.ts';

/** Commands that export, compare or open files. */
export const fileCommands: readonly Command[] = [
  {
    id: 'source',
    label: 'Data source',
    group: 'Go to',
    shortcut: 'g s',
    run: ({ setUrl }) => setUrl({ panel: 'source', apply: '', undo: '', connect: '' }),
  },
  {
    id: 'changes',
    label: 'Changes since an earlier file',
    group: 'Go to',
    when: ({ files }) => files.earlier !== undefined,
    run: ({ setUrl }) => setUrl({ panel: 'changes', apply: '', undo: '', connect: '' }),
  },
  { id: 'open-files', label: 'Open file…', group: 'Data', run: ({ files }) => files.open() },
  {
    id: 'close-files',
    label: ({ replaced }) => `Return to ${replaced?.name ?? 'the source'}`,
    group: 'Data',
    when: ({ replaced }) => replaced !== undefined,
    run: ({ files }) => files.close(),
  },
  { id: 'compare-files', label: 'Compare with an earlier file…', group: 'Data', run: ({ files }) => files.compare() },
  { id: 'export-estate', label: 'Export estate as JSON file', group: 'Data', run: ({ files }) => files.exportEstate('full') },
  {
    id: 'export-anonymised',
    label: 'Export anonymised estate as JSON file',
    group: 'Data',
    run: ({ files }) => files.exportEstate('anonymised'),
  },
];
