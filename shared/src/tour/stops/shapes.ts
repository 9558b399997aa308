import { areConnected, areUnpeered, describeForwarding, describeUnconnectedPair, halfOf, learnedPrefixesOf, pairsOf } from '../halves.ts';
import { describeDirectPeering, isStar, SPOKES } from '../hub-and-spoke.ts';
import type { Stop, TourState } from '../stop.ts';

const HOW_TO_SELECT = 'hold Shift and click each one, or touch and hold each one';
const SELECT_SPOKES = `Select \`vnet1\`, \`vnet2\` and \`vnet3\`: ${HOW_TO_SELECT}. A bar with “3 VNets selected” appears.`;
const SELECT_ALL = `Select \`vnet1\`, \`vnet2\`, \`vnet3\` and \`hub\`: ${HOW_TO_SELECT}. A bar with “4 VNets selected” appears.`;
const ADD_AND_APPLY = 'Add it to the draft, review the plan and apply it.';

const describeConnectedPairs = (state: TourState): string => {
  const connected = pairsOf([...SPOKES, 'hub']).filter(([a, b]) => areConnected(state, a, b));
  return connected.length === 0
    ? 'No pair is Connected on both sides.'
    : `Connected on both sides: ${connected.map((pair) => pair.join('–')).join(', ')}.`;
};

/** Stops about shapes of several peerings. */
export const shapes: readonly Stop[] = [
  {
    id: 'chain',
    title: 'A chain is not transitive',
    background: [
      '`vnet1` and `vnet3` are both peered with `vnet2`, but cannot reach each other: a half adds routes to the VNet that it points at, not to VNets behind it.',
      'Accepting forwarded traffic at both ends does not change that. A device in the middle VNet must forward the traffic, and routes must lead to it.',
    ],
    highlights: ['vnet1', 'vnet2', 'vnet3'],
    question: { from: 'vnet1', to: 'vnet3' },
    acts: [
      {
        text: 'Try it: select the line between `vnet2` and `vnet3`. Under `vnet3 → vnet2`, turn on “Allow vnet3 to receive forwarded traffic from vnet2”, review the plan and apply it. Then see under “What ARM returns” which prefixes `vnet1` has learned.',
        isDone: (state) =>
          areConnected(state, 'vnet1', 'vnet2') &&
          areConnected(state, 'vnet2', 'vnet3') &&
          ['vnet1' as const, 'vnet3' as const].every((end) => halfOf(state, end, 'vnet2')?.allowForwarded) &&
          areUnpeered(state, 'vnet1', 'vnet3'),
      },
    ],
    describeRecovery: (state) => {
      if (halfOf(state, 'vnet1', 'vnet3') || halfOf(state, 'vnet3', 'vnet1')) {
        return '`vnet1` and `vnet3` are peered with each other, so this is not a chain. Delete that peering first.';
      }
      const isHalfOpen = halfOf(state, 'vnet3', 'vnet2')?.allowForwarded && !halfOf(state, 'vnet1', 'vnet2')?.allowForwarded;
      const apart = describeUnconnectedPair(state, [
        ['vnet1', 'vnet2'],
        ['vnet2', 'vnet3'],
      ]);
      return apart ?? (isHalfOpen ? 'Under `vnet1 → vnet2`, forwarded traffic is not allowed yet. Turn it on there, too.' : undefined);
    },
    describeState: (state) => [
      describeForwarding(state, 'vnet1', 'vnet2'),
      describeForwarding(state, 'vnet3', 'vnet2'),
      `vnet1 has learned ${learnedPrefixesOf(state, 'vnet1').join(', ') || 'no prefixes'}${learnedPrefixesOf(state, 'vnet1').includes('10.3.0.0/16') ? '' : '; it has not learned 10.3.0.0/16 of vnet3'}.`,
    ],
  },
  {
    id: 'mesh',
    title: 'A mesh and how it grows',
    background: [
      'In a mesh, each VNet is peered with every other VNet, so all of them reach each other directly.',
      '3 VNets need 3 peerings, 10 need 45, and 100 need 4,950 with 9,900 halves. Each new VNet must be peered with all existing ones.',
      'Azure allows 500 peerings per VNet.',
      'On the map, the three VNets are in a row, so one line covers the others. To see all three lines, choose the layout “Mesh” in the first menu above the map.',
    ],
    highlights: SPOKES,
    acts: [
      {
        text: `${SELECT_SPOKES} In the bar, choose “Make a mesh…”. ${ADD_AND_APPLY}`,
        isDone: (state) => pairsOf(SPOKES).every(([a, b]) => areConnected(state, a, b)),
      },
    ],
    describeState: (state) => [describeConnectedPairs(state)],
  },
  {
    id: 'hub-and-spoke',
    title: 'Hub-and-spoke',
    background: [
      'With a hub in the middle, each of the other VNets, the spokes, needs only one peering. Services for all of them, such as a firewall or DNS servers, are in the hub.',
      'Peerings are not transitive here either: a spoke reaches the hub, but not the other spokes. The next stops show two ways to change that.',
      'To see the hub in the middle, choose the layout “Hub-and-spoke” in the first menu above the map.',
    ],
    highlights: [...SPOKES, 'hub'],
    question: { from: 'vnet1', to: 'vnet2' },
    acts: [
      {
        text: `${SELECT_ALL} In the bar, choose “Make hub-and-spoke…”. Choose \`hub\` as the hub, and “Spokes reach the hub, but not each other”. ${ADD_AND_APPLY} This deletes the direct peerings of the mesh.`,
        isDone: isStar,
      },
    ],
    describeRecovery: describeDirectPeering,
    describeState: (state) => [
      describeConnectedPairs(state),
      `vnet1 has learned ${learnedPrefixesOf(state, 'vnet1').join(', ') || 'no prefixes'}.`,
    ],
  },
];
