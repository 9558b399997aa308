import { areConnected, areUnpeered, describeForwarding, describePair, describeUnconnectedPair, halfOf } from '../halves.ts';
import type { Stop, TourState } from '../stop.ts';

const hasBoth = (state: TourState): boolean =>
  halfOf(state, 'vnet1', 'vnet2') !== undefined && halfOf(state, 'vnet2', 'vnet1') !== undefined;

/** Returns whether a half is Disconnected because its counterpart was deleted. It does not return to Initiated by itself. */
const isDisconnected = (state: TourState): boolean =>
  halfOf(state, 'vnet1', 'vnet2')?.state === 'Disconnected' || halfOf(state, 'vnet2', 'vnet1')?.state === 'Disconnected';

/** Stops about one peering, from its first half to its options. */
export const twoVNets: readonly Stop[] = [
  {
    id: 'isolated',
    title: 'Isolated',
    background: [
      'A virtual network (VNet) is a private network in Azure. VNets are isolated from each other unless you connect them.',
      '`vnet1` and `vnet2` are connected by a peering. It consists of two halves, one in each VNet. The map shows them as one line that is split in the middle.',
      'Without both halves, no traffic passes between the VNets.',
      'All reads and writes go through Azure Resource Manager (ARM). “What ARM returns” shows the state that ARM returns for this stop.',
    ],
    highlights: ['vnet1', 'vnet2'],
    acts: [
      {
        text: 'On the map, select the line between `vnet1` and `vnet2`. Choose “Delete peering…”, then “Delete both halves”. Choose “Review plan”, select the checkbox “Delete 2 halves”, and choose “Apply 2 steps”.',
        isDone: (state) => areUnpeered(state, 'vnet1', 'vnet2'),
      },
    ],
    describeRecovery: (state) =>
      hasBoth(state) || areUnpeered(state, 'vnet1', 'vnet2') ? undefined : 'One half remains. Select its line and delete it, too.',
    describeState: (state) => describePair(state, 'vnet1', 'vnet2'),
  },
  {
    id: 'one-half',
    title: 'Only one side peered',
    background: [
      'Each half belongs to its own VNet. Often the two VNets have different owners, and each owner creates one half.',
      'Until the remote half is created, a half has the state Initiated, and no traffic passes.',
      'RemoteNotInSync means that the other side still needs a change.',
    ],
    highlights: ['vnet1', 'vnet2'],
    acts: [
      {
        text: 'Drag `vnet1` onto `vnet2`, or select `vnet1` and choose “Connect to…”. Under “Create”, choose “Only vnet1 → vnet2”. Choose “Add 1 step to the draft”, “Review plan” and “Apply 1 step”.',
        isDone: (state) =>
          (halfOf(state, 'vnet1', 'vnet2')?.state === 'Initiated' && !halfOf(state, 'vnet2', 'vnet1')) ||
          (halfOf(state, 'vnet2', 'vnet1')?.state === 'Initiated' && !halfOf(state, 'vnet1', 'vnet2')),
      },
    ],
    describeRecovery: (state) =>
      hasBoth(state) || isDisconnected(state)
        ? 'This stop starts without a peering between the two VNets. Select their line, delete the peering and apply that first.'
        : undefined,
    describeState: (state) => describePair(state, 'vnet1', 'vnet2'),
  },
  {
    id: 'both-halves',
    title: 'Both sides peered',
    background: [
      'When the second half is created, Azure changes the state of both to Connected. Each VNet then gets routes to the address space of the other.',
      '“Repair” finds what is missing and describes the changes.',
    ],
    highlights: ['vnet1', 'vnet2'],
    acts: [
      {
        text: 'Select the line between `vnet1` and `vnet2`, which shows only one half, and choose “Repair”. Choose “Review plan” and “Apply 1 step”.',
        // both were Connected before the tour as well, so the stop before must be done
        isDone: (state) => state.done.has('one-half') && areConnected(state, 'vnet1', 'vnet2'),
      },
    ],
    describeRecovery: (state) => {
      if (areConnected(state, 'vnet1', 'vnet2'))
        return 'Both halves are already Connected. Go back to the previous stop to see how they get there.';
      if (areUnpeered(state, 'vnet1', 'vnet2'))
        return 'There is no half between the two VNets. Go back to the previous stop and create the first one.';
      return undefined;
    },
    describeState: (state) => describePair(state, 'vnet1', 'vnet2'),
  },
  {
    id: 'options',
    title: 'Each half has its own options',
    background: [
      'The options of a half control what its own VNet accepts, offers and uses. Options that you set on one half are not copied to the other.',
      'One option accepts forwarded traffic: traffic that the other VNet forwards but does not originate, for example through a firewall.',
      'The option alone has no effect: a device must forward the traffic, and routes must lead to it. Until then, Peerscape reports a finding.',
    ],
    highlights: ['vnet1', 'vnet2'],
    acts: [
      {
        text: 'Select the line between `vnet1` and `vnet2`. Under `vnet1 → vnet2`, turn on “Allow vnet1 to receive forwarded traffic from vnet2”. Choose “Review plan” and “Apply 1 step”.',
        isDone: (state) => areConnected(state, 'vnet1', 'vnet2') && halfOf(state, 'vnet1', 'vnet2')?.allowForwarded === true,
      },
    ],
    describeRecovery: (state) => describeUnconnectedPair(state, [['vnet1', 'vnet2']]),
    describeState: (state) => [describeForwarding(state, 'vnet1', 'vnet2'), describeForwarding(state, 'vnet2', 'vnet1')],
  },
];
