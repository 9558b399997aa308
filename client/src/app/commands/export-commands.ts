import type { Command } from './commands.ts';

/** The commands that make files of what is seen. */
export const exportCommands: readonly Command[] = [
  {
    id: 'export-map',
    label: 'Save the map as a picture or draw.io file…',
    group: 'Map',
    shortcut: 'e',
    when: ({ url, topology }) => url.view === 'map' && topology.vnets.size + topology.ghosts.size > 0,
    run: ({ show }) => show('export'),
  },
];
