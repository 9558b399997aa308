import { describeHalf, describePair, describeUnconnectedPair, halfOf } from '../halves.ts';
import type { Lesson, LessonName } from '../lesson.ts';
import type { ExternalAct, TourState, Stop } from '../stop.ts';

const ADDED = '10.11.0.0/16';

/** az on that VNet, as far as every command begins. */
const az = (command: string, { subscriptionId, resourceGroup }: Lesson[LessonName]): string =>
  `az network vnet ${command} --subscription ${subscriptionId} --resource-group ${resourceGroup}`;

const peerOverlap: ExternalAct = {
  id: 'peer-overlap',
  label: 'Let a colleague send it all the same',
  needsResponse: true,
  toRequest: ({ vnet2, vnet4 }) => ({ kind: 'peer', from: vnet2.id, to: vnet4.id }),
  toCommand: ({ vnet2, vnet4 }) =>
    `${az('peering create', vnet2)} --vnet-name ${vnet2.name} --name ${vnet2.name}-${vnet4.name} --remote-vnet ${vnet4.id} --allow-vnet-access true`,
};

const withAdded = ({ vnet1 }: Lesson): readonly string[] => [...vnet1.addressSpace.filter((prefix) => prefix !== ADDED), ADDED];

const addRange: ExternalAct = {
  id: 'add-range',
  label: `Let a colleague add ${ADDED} to vnet1`,
  toRequest: (lesson) => ({ kind: 'set-address-space', vnet: lesson.vnet1.id, addressSpace: withAdded(lesson) }),
  toCommand: (lesson) => `${az('update', lesson.vnet1)} --name ${lesson.vnet1.name} --address-prefixes ${withAdded(lesson).join(' ')}`,
};

const hasRange = ({ lesson }: TourState): boolean => lesson.vnet1.addressSpace.includes(ADDED);

const isRefused = ({ answers }: TourState): boolean => answers[peerOverlap.id]?.error !== undefined;

/** What address spaces forbid, and what their changes ask for. */
export const addressSpaces: readonly Stop[] = [
  {
    id: 'overlap',
    title: 'Overlap is refused',
    background: [
      'VNets whose address spaces overlap cannot be peered: nobody could tell where an address is.',
      '`vnet4` has 10.2.128.0/17, which lies within 10.2.0.0/16 of `vnet2`.',
      'Nor can one VNet be peered with two VNets that overlap each other.',
    ],
    highlights: ['vnet2', 'vnet4'],
    acts: [
      {
        text: 'Drag `vnet2` onto `vnet4`. The panel says why Azure would refuse, before anything is sent; close it. Then let a colleague send it past Peerscape, and read what ARM answers.',
        externalAct: peerOverlap,
        isDone: (seen) => isRefused(seen) && !halfOf(seen, 'vnet2', 'vnet4'),
      },
    ],
    describeRecovery: (seen) =>
      halfOf(seen, 'vnet2', 'vnet4') ? 'A half points at `vnet4` all the same. Select its line and delete it first.' : undefined,
    describeState: (seen) => [describeHalf(seen, 'vnet2', 'vnet4')],
  },
  {
    id: 'added-range',
    title: 'An address range is added',
    background: [
      'A VNet may get further address ranges while it is peered. The halves that point at it keep their old picture until they are synced.',
      'Routes are made from what a half has learned. Until the sync, `vnet2` has no route to the new range. ARM calls the half that must be synced LocalNotInSync, and its twin RemoteNotInSync.',
      'Peerscape changes halves and never a VNet, so a colleague adds the range.',
    ],
    highlights: ['vnet1', 'vnet2'],
    acts: [
      { text: 'Let a colleague add the range.', externalAct: addRange, isDone: hasRange },
      {
        text: 'Then select the line between `vnet1` and `vnet2`, which is out of sync by now. Choose “Sync”, “Review plan” and “Apply 1 change”.',
        isDone: (seen) => {
          const half = halfOf(seen, 'vnet2', 'vnet1');
          return hasRange(seen) && half?.sync === 'FullyInSync' && half.remoteLearned?.includes(ADDED) === true;
        },
      },
    ],
    describeRecovery: (seen) => describeUnconnectedPair(seen, [['vnet1', 'vnet2']]),
    describeState: (seen) => [
      `vnet1 has ${seen.lesson.vnet1.addressSpace.join(', ')}.`,
      ...describePair(seen, 'vnet2', 'vnet1'),
      `vnet2 has learned ${halfOf(seen, 'vnet2', 'vnet1')?.remoteLearned?.join(', ') ?? 'nothing'} of vnet1.`,
    ],
  },
];
