import type { Command } from './commands.ts';

/** Commands that export, compare or open files. */
export const fileCommands: readonly Command[] = [
  {
    id: 'source',
    keywords: 'tenant subscription estate file',
    label: 'Data source',
    group: 'Go to',
    shortcut: 'g s',
    run: ({ setUrl }) => setUrl({ panel: 'source', apply: '', undo: '', connect: '' }),
  },
  {
    id: 'changes',
    keywords: 'diff drift',
    label: 'Changes since an earlier file',
    group: 'Go to',
    when: ({ files }) => files.earlier !== undefined,
    run: ({ setUrl }) => setUrl({ panel: 'changes', apply: '', undo: '', connect: '' }),
  },
  {
    id: 'open-files',
    keywords: 'import load upload json terraform bicep',
    label: 'Open file…',
    group: 'Data',
    run: ({ files }) => files.open(),
  },
  {
    id: 'close-files',
    label: ({ replaced }) => `Return to ${replaced?.name ?? 'the source'}`,
    group: 'Data',
    when: ({ replaced }) => replaced !== undefined,
    run: ({ files }) => files.close(),
  },
  {
    id: 'compare-files',
    keywords: 'diff drift baseline',
    label: 'Compare with an earlier file…',
    group: 'Data',
    run: ({ files }) => files.compare(),
  },
  {
    id: 'export-estate',
    keywords: 'download save backup',
    label: 'Export estate as JSON file',
    group: 'Data',
    run: ({ files }) => files.exportEstate('full'),
  },
  {
    id: 'export-anonymised',
    keywords: 'download save share redact',
    label: 'Export anonymised estate as JSON file',
    group: 'Data',
    run: ({ files }) => files.exportEstate('anonymised'),
  },
];
