import type { Command } from './commands.ts';

/** The command that opens the tour; it is there where the VNets of the lesson are. */
export const tourCommands: readonly Command[] = [
  {
    id: 'tour',
    label: ({ url }) => (url.tour === 'on' ? 'Close the guided tour' : 'Start the guided tour'),
    group: 'Peerscape',
    when: ({ lesson }) => lesson !== undefined,
    run: ({ url, setUrl }) => setUrl(url.tour === 'on' ? { tour: 'off' } : { tour: 'on', view: 'map' }),
  },
];
