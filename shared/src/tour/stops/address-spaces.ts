import { az } from '../az.ts';
import { describeHalf, describePair, describeUnconnectedPair, halfOf } from '../halves.ts';
import type { Lesson } from '../lesson.ts';
import type { ExternalAct, Stop, TourState } from '../stop.ts';

const ADDED = '10.11.0.0/16';

const peerOverlap: ExternalAct = {
  id: 'peer-overlap',
  label: 'Send it anyway, as another operator',
  needsResponse: true,
  toRequests: ({ vnet2, vnet4 }) => [
    {
      kind: 'put-resource',
      id: `${vnet2.id}/virtualNetworkPeerings/${vnet2.name}-${vnet4.name}`,
      properties: { remoteVirtualNetwork: { id: vnet4.id } },
    },
  ],
  toCommands: ({ vnet2, vnet4 }) => [
    `${az('vnet peering create', vnet2)} --vnet-name ${vnet2.name} --name ${vnet2.name}-${vnet4.name} --remote-vnet ${vnet4.id} --allow-vnet-access true`,
  ],
};

const withAdded = ({ vnet1 }: Lesson): readonly string[] => [...vnet1.addressSpace.filter((prefix) => prefix !== ADDED), ADDED];

const addRange: ExternalAct = {
  id: 'add-range',
  label: `Add ${ADDED} to vnet1, as another operator`,
  toRequests: (lesson) => [
    { kind: 'put-resource', id: lesson.vnet1.id, properties: { addressSpace: { addressPrefixes: withAdded(lesson) } } },
  ],
  toCommands: (lesson) => [
    `${az('vnet update', lesson.vnet1)} --name ${lesson.vnet1.name} --address-prefixes ${withAdded(lesson).join(' ')}`,
  ],
};

const hasRange = ({ lesson }: TourState): boolean => lesson.vnet1.addressSpace.includes(ADDED);

const isRefused = ({ answers }: TourState): boolean => answers[peerOverlap.id]?.error !== undefined;

/** Stops about overlapping and changed address spaces. */
export const addressSpaces: readonly Stop[] = [
  {
    id: 'overlap',
    title: 'Overlap is rejected',
    background: [
      'VNets whose address spaces overlap cannot be peered, because routes to the shared addresses would be ambiguous.',
      '`vnet4` has 10.2.128.0/17, which is part of 10.2.0.0/16 in `vnet2`.',
      'One VNet also cannot be peered with two VNets that overlap each other.',
    ],
    highlights: ['vnet2', 'vnet4'],
    acts: [
      {
        text: 'Drag `vnet2` onto `vnet4`. Before anything is sent, the panel explains why Azure will reject the peering. Close the panel. Then send the request anyway, as another operator, and read the error that ARM returns.',
        externalAct: peerOverlap,
        isDone: (state) => isRefused(state) && !halfOf(state, 'vnet2', 'vnet4'),
      },
    ],
    describeRecovery: (state) =>
      halfOf(state, 'vnet2', 'vnet4') ? '`vnet2` has a half to `vnet4`. Select its line and delete it first.' : undefined,
    describeState: (state) => [describeHalf(state, 'vnet2', 'vnet4')],
  },
  {
    id: 'added-range',
    title: 'Add an address range',
    background: [
      'You can change the address ranges of a VNet while it is peered. Older courses say that you cannot: that was so until 2021.',
      'The halves that point at it are out of sync until you sync them.',
      'Azure creates routes from the prefixes that a half has learned. Until the sync, `vnet2` has no route to the new range. The half that must be synced has the sync level LocalNotInSync, and the remote half has RemoteNotInSync.',
      'Peerscape changes halves, never VNets, so another operator adds the range.',
    ],
    highlights: ['vnet1', 'vnet2'],
    acts: [
      { text: 'Add the range as another operator.', externalAct: addRange, isDone: hasRange },
      {
        text: 'Then select the line between `vnet1` and `vnet2`, which is now out of sync. Choose “Sync”, “Review plan” and “Apply 1 step”.',
        isDone: (state) => {
          const half = halfOf(state, 'vnet2', 'vnet1');
          return hasRange(state) && half?.sync === 'FullyInSync' && half.remoteLearned?.includes(ADDED) === true;
        },
      },
    ],
    describeRecovery: (state) => describeUnconnectedPair(state, [['vnet1', 'vnet2']]),
    describeState: (state) => [
      `vnet1 has ${state.lesson.vnet1.addressSpace.join(', ')}.`,
      ...describePair(state, 'vnet2', 'vnet1'),
      `vnet2 has learned ${halfOf(state, 'vnet2', 'vnet1')?.remoteLearned?.join(', ') ?? 'no prefixes'} from vnet1.`,
    ],
  },
];
