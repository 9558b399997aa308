import { areApart, areConnected, halfOf, sayForwarded, sayPair } from '../halves.ts';
import type { Stop } from '../stop.ts';

/** One peering, from nothing to its options. */
export const twoVNets: readonly Stop[] = [
  {
    id: 'isolated',
    title: 'Isolated',
    know: [
      'A VNet is an island: nothing leads from one to another unless something joins them.',
      '`vnet1` and `vnet2` are joined by a peering. It is made of two halves, one in each VNet, drawn as one line that is split in the middle.',
      'Without both halves there is no way between them.',
    ],
    look: ['vnet1', 'vnet2'],
    acts: [
      {
        text: 'Select the line between `vnet1` and `vnet2`. Choose “Delete peering…”, then “Delete both halves”. Choose “Review plan”, tick the deletion, and choose “Apply 2 changes”.',
        isDone: (seen) => areApart(seen, 'vnet1', 'vnet2'),
      },
    ],
    saw: (seen) => sayPair(seen, 'vnet1', 'vnet2'),
  },
  {
    id: 'one-half',
    title: 'Peered from one side',
    know: [
      'Each half is a resource of its own VNet. Often two people own the two, and each writes one half.',
      'A half whose twin is missing waits: ARM calls it Initiated. No packet passes yet.',
    ],
    look: ['vnet1', 'vnet2'],
    acts: [
      {
        text: 'Drag from `vnet1` to `vnet2`, or select `vnet1` and choose “Connect to…”. Under “Write” choose “Only vnet1 → vnet2”. Add it to the draft, choose “Review plan” and “Apply 1 change”.',
        isDone: (seen) => halfOf(seen, 'vnet1', 'vnet2')?.state === 'Initiated' && !halfOf(seen, 'vnet2', 'vnet1'),
      },
    ],
    saw: (seen) => sayPair(seen, 'vnet1', 'vnet2'),
  },
  {
    id: 'both-halves',
    title: 'Peered from both sides',
    know: [
      'When the second half is written, Azure turns both to Connected by itself, and each side gets routes to the prefixes of the other.',
      '“Repair” finds what is missing and says what it will write.',
    ],
    look: ['vnet1', 'vnet2'],
    acts: [
      {
        text: 'Select the line between `vnet1` and `vnet2` and choose “Repair”. Choose “Review plan” and “Apply 1 change”.',
        // Connected they were before the tour, too: what counts is that they are so again
        isDone: (seen) => seen.done.has('one-half') && areConnected(seen, 'vnet1', 'vnet2'),
      },
    ],
    saw: (seen) => sayPair(seen, 'vnet1', 'vnet2'),
  },
  {
    id: 'options',
    title: 'Each half has its own options',
    know: [
      'The options of a half say what its own VNet lets in, offers and uses. They are not mirrored to the other half.',
      '“Accept forwarded traffic” lets in packets that the remote passes on from elsewhere, such as through a firewall.',
      'An option alone moves nothing: something must forward, and routes must lead there.',
    ],
    look: ['vnet1', 'vnet2'],
    acts: [
      {
        text: 'Select the line between `vnet1` and `vnet2`. Under `vnet1 → vnet2` switch on that `vnet1` accepts traffic that `vnet2` forwards from elsewhere. Choose “Review plan” and “Apply 1 change”.',
        isDone: (seen) => areConnected(seen, 'vnet1', 'vnet2') && halfOf(seen, 'vnet1', 'vnet2')?.allowForwarded === true,
      },
    ],
    saw: (seen) => [sayForwarded(seen, 'vnet1', 'vnet2'), sayForwarded(seen, 'vnet2', 'vnet1')],
  },
];
