import {
  areConnected,
  areUnpeered,
  describeForwarding,
  describeHalf,
  describeUnconnectedPair,
  halfOf,
  learnedPrefixesOf,
  pairsOf,
} from '../halves.ts';
import type { LessonName } from '../lesson.ts';
import type { Stop, TourState } from '../stop.ts';

const SPOKES = ['vnet1', 'vnet2', 'vnet3'] as const satisfies readonly LessonName[];
const HOW_TO_SELECT = 'hold Shift and click each one, or touch and hold each one';
const SELECT_SPOKES = `Select \`vnet1\`, \`vnet2\` and \`vnet3\`: ${HOW_TO_SELECT}. A bar with “3 VNets selected” appears.`;
const SELECT_ALL = `Select \`vnet1\`, \`vnet2\`, \`vnet3\` and \`hub\`: ${HOW_TO_SELECT}. A bar with “4 VNets selected” appears.`;
const ADD_AND_APPLY = 'Add it to the draft, review the plan and apply it.';

/** Returns whether every spoke is peered with the hub, and no spoke with another. */
const isStar = (state: TourState): boolean =>
  SPOKES.every((spoke) => areConnected(state, spoke, 'hub')) && pairsOf(SPOKES).every(([a, b]) => areUnpeered(state, a, b));

/** Describes how to remove a direct peering of two spokes; undefined if there is none or the hub is incomplete. */
const describeDirectPeering = (state: TourState): string | undefined => {
  const direct = pairsOf(SPOKES).find(([a, b]) => !areUnpeered(state, a, b));
  const isHub = SPOKES.every((spoke) => areConnected(state, spoke, 'hub'));
  return isHub && direct ? `\`${direct[0]}\` and \`${direct[1]}\` are still peered with each other. Delete that peering.` : undefined;
};

const describeConnectedPairs = (state: TourState): string => {
  const connected = pairsOf([...SPOKES, 'hub']).filter(([a, b]) => areConnected(state, a, b));
  return connected.length === 0
    ? 'No pair is Connected on both sides.'
    : `Connected on both sides: ${connected.map((pair) => pair.join('–')).join(', ')}.`;
};

const describeGatewayTransit = (state: TourState, spoke: LessonName): string => {
  const half = halfOf(state, 'hub', spoke);
  return half ? `hub → ${spoke}: allowGatewayTransit is ${half.allowTransit}.` : describeHalf(state, 'hub', spoke);
};

const describeRemoteGatewayUse = (state: TourState, spoke: LessonName): string => {
  const half = halfOf(state, spoke, 'hub');
  return half ? `${spoke} → hub: useRemoteGateways is ${half.useRemoteGateways}.` : describeHalf(state, spoke, 'hub');
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
    id: 'hub-appliance',
    title: 'Hub-and-spoke through an appliance',
    background: [
      'With a hub in the middle, each of the other VNets, the spokes, needs only one peering. Spokes then reach each other only through a device in the hub that forwards traffic: a firewall or another appliance.',
      'Traffic from the appliance arrives at a spoke as forwarded traffic, so the half of each spoke must accept it.',
      'Each spoke also needs a route table that leads to the appliance, and the appliance needs IP forwarding. Peerscape configures neither.',
      'To see the hub in the middle, choose the layout “Hub-and-spoke” in the first menu above the map.',
    ],
    highlights: [...SPOKES, 'hub'],
    acts: [
      {
        text: `${SELECT_ALL} In the bar, choose “Make hub-and-spoke…”. Choose \`hub\` as the hub, and “Spokes reach each other through the firewall or appliance in the hub”. ${ADD_AND_APPLY} This deletes the direct peerings of the mesh.`,
        isDone: (state) => isStar(state) && SPOKES.every((spoke) => halfOf(state, spoke, 'hub')?.allowForwarded),
      },
    ],
    describeRecovery: describeDirectPeering,
    describeState: (state) => [describeConnectedPairs(state), ...SPOKES.map((spoke) => describeForwarding(state, spoke, 'hub'))],
  },
  {
    id: 'hub-gateway',
    title: 'Hub-and-spoke through the gateway',
    background: [
      'A spoke can use the VPN or ExpressRoute gateway of the hub to reach the networks behind it, and needs no gateway of its own.',
      'This requires one option on each half: the hub’s half allows gateway transit, and the spoke’s half uses the remote gateway. The first option alone has no effect; Azure rejects the second without the first.',
      'A VNet can use the gateways of only one other VNet.',
    ],
    highlights: [...SPOKES, 'hub'],
    acts: [
      {
        text: `${SELECT_ALL} In the bar, choose “Make hub-and-spoke…” again, with \`hub\` as the hub, and this time “Spokes use the gateway of the hub”. ${ADD_AND_APPLY}`,
        isDone: (state) =>
          isStar(state) &&
          SPOKES.every((spoke) => halfOf(state, 'hub', spoke)?.allowTransit && halfOf(state, spoke, 'hub')?.useRemoteGateways),
      },
    ],
    describeRecovery: describeDirectPeering,
    describeState: (state) => SPOKES.flatMap((spoke) => [describeGatewayTransit(state, spoke), describeRemoteGatewayUse(state, spoke)]),
  },
];
