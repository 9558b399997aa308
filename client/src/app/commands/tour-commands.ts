import type { Command } from './commands.ts';

/** The command that opens the tour. It is always there: where the tour cannot be taken, that is said where it would be. */
export const tourCommands: readonly Command[] = [
  {
    id: 'tour',
    label: ({ url }) => (url.tour === 'on' ? 'Close the guided tour' : 'Start the guided tour'),
    group: 'Peerscape',
    run: ({ url, setUrl }) => setUrl(url.tour === 'on' ? { tour: 'off' } : { tour: 'on', view: 'map' }),
  },
];
