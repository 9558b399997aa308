import { areApart, areConnected, describeForwarding, describePair, describeUnconnectedPair, halfOf } from '../halves.ts';
import type { TourState, Stop } from '../stop.ts';

const hasBoth = (seen: TourState): boolean => halfOf(seen, 'vnet1', 'vnet2') !== undefined && halfOf(seen, 'vnet2', 'vnet1') !== undefined;

/** A half whose twin was deleted is Disconnected, and does not become Initiated by itself. */
const isCutOff = (seen: TourState): boolean =>
  halfOf(seen, 'vnet1', 'vnet2')?.state === 'Disconnected' || halfOf(seen, 'vnet2', 'vnet1')?.state === 'Disconnected';

/** One peering, from nothing to its options. */
export const twoVNets: readonly Stop[] = [
  {
    id: 'isolated',
    title: 'Isolated',
    background: [
      'A virtual network, VNet for short, is a private network in Azure. It is an island: nothing leads from one to another unless something joins them.',
      '`vnet1` and `vnet2` are joined by a peering. It is made of two halves, one in each VNet, drawn as one line that is split in the middle.',
      'Without both halves no packet passes between them.',
      'Whatever is read or written in Azure goes through Azure Resource Manager, ARM for short. What it says of this stop stands under “What ARM says”, in its own words.',
    ],
    highlights: ['vnet1', 'vnet2'],
    acts: [
      {
        text: 'On the map, select the line between `vnet1` and `vnet2`. Choose “Delete peering…”, then “Delete both halves”. Choose “Review plan”, tick “Delete 2 halves”, and choose “Apply 2 changes”.',
        isDone: (seen) => areApart(seen, 'vnet1', 'vnet2'),
      },
    ],
    describeRecovery: (seen) =>
      hasBoth(seen) || areApart(seen, 'vnet1', 'vnet2') ? undefined : 'One half is left. Select its line and delete it, too.',
    describeState: (seen) => describePair(seen, 'vnet1', 'vnet2'),
  },
  {
    id: 'one-half',
    title: 'Peered from one side',
    background: [
      'Each half belongs to its own VNet. Often two people own the two VNets, and each writes one half.',
      'A half whose twin has not been written yet waits: ARM calls it Initiated. No packet passes yet.',
      'RemoteNotInSync means that something is left to do on the other side.',
    ],
    highlights: ['vnet1', 'vnet2'],
    acts: [
      {
        text: 'Drag `vnet1` onto `vnet2`, or select `vnet1` and choose “Connect to…”. Under “Write” choose “Only vnet1 → vnet2”. Choose “Add 1 change to the draft”, “Review plan” and “Apply 1 change”.',
        isDone: (seen) =>
          (halfOf(seen, 'vnet1', 'vnet2')?.state === 'Initiated' && !halfOf(seen, 'vnet2', 'vnet1')) ||
          (halfOf(seen, 'vnet2', 'vnet1')?.state === 'Initiated' && !halfOf(seen, 'vnet1', 'vnet2')),
      },
    ],
    describeRecovery: (seen) =>
      hasBoth(seen) || isCutOff(seen)
        ? 'For this stop there must be no half between the two. Select their line, delete the peering, and apply that first.'
        : undefined,
    describeState: (seen) => describePair(seen, 'vnet1', 'vnet2'),
  },
  {
    id: 'both-halves',
    title: 'Peered from both sides',
    background: [
      'When the second half is written, Azure turns both to Connected by itself. Each VNet then gets routes to the address ranges of the other.',
      '“Repair” finds what is missing and says what it will write.',
    ],
    highlights: ['vnet1', 'vnet2'],
    acts: [
      {
        text: 'Select the line between `vnet1` and `vnet2`, of which only one half is drawn, and choose “Repair”. Choose “Review plan” and “Apply 1 change”.',
        // Connected they were before the tour, too: what counts is that they are so again
        isDone: (seen) => seen.done.has('one-half') && areConnected(seen, 'vnet1', 'vnet2'),
      },
    ],
    describeRecovery: (seen) => {
      if (areConnected(seen, 'vnet1', 'vnet2')) return 'Both are Connected already. Go back to the stop before to see how they come to be.';
      if (areApart(seen, 'vnet1', 'vnet2')) return 'There is no half between the two. Go back to the stop before and write the first.';
      return undefined;
    },
    describeState: (seen) => describePair(seen, 'vnet1', 'vnet2'),
  },
  {
    id: 'options',
    title: 'Each half has its own options',
    background: [
      'The options of a half say what its own VNet lets in, offers and uses. What is set on one half is not copied to the other.',
      'One of them accepts forwarded traffic: packets that the other VNet passes on from elsewhere, for example through a firewall.',
      'An option alone moves nothing: something must forward, and routes must lead there. Until then Peerscape notes it among the findings.',
    ],
    highlights: ['vnet1', 'vnet2'],
    acts: [
      {
        text: 'Select the line between `vnet1` and `vnet2`. Under `vnet1 → vnet2` switch on that `vnet1` accepts traffic that `vnet2` forwards from elsewhere. Choose “Review plan” and “Apply 1 change”.',
        isDone: (seen) => areConnected(seen, 'vnet1', 'vnet2') && halfOf(seen, 'vnet1', 'vnet2')?.allowForwarded === true,
      },
    ],
    describeRecovery: (seen) => describeUnconnectedPair(seen, [['vnet1', 'vnet2']]),
    describeState: (seen) => [describeForwarding(seen, 'vnet1', 'vnet2'), describeForwarding(seen, 'vnet2', 'vnet1')],
  },
];
