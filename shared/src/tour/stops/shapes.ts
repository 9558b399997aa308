import {
  areApart,
  areConnected,
  describeForwarding,
  describeHalf,
  describeUnconnectedPair,
  halfOf,
  learnedPrefixesOf,
  pairsOf,
} from '../halves.ts';
import type { LessonName } from '../lesson.ts';
import type { TourState, Stop } from '../stop.ts';

const SPOKES = ['vnet1', 'vnet2', 'vnet3'] as const satisfies readonly LessonName[];
const EACH = 'click each while Shift is held, or keep a finger on each';
const PICK_SPOKES = `Pick \`vnet1\`, \`vnet2\` and \`vnet3\`: ${EACH}. A bar then says “3 VNets picked”.`;
const PICK_ALL = `Pick \`vnet1\`, \`vnet2\`, \`vnet3\` and \`hub\`: ${EACH}. A bar then says “4 VNets picked”.`;
const ADD_AND_APPLY = 'Add it to the draft, review the plan and apply it.';

/** Every spoke is peered with the hub, and no spoke with another. */
const isStar = (seen: TourState): boolean =>
  SPOKES.every((spoke) => areConnected(seen, spoke, 'hub')) && pairsOf(SPOKES).every(([a, b]) => areApart(seen, a, b));

/** Spokes that are still peered with each other, in words that say what to do. */
const sayDirect = (seen: TourState): string | undefined => {
  const direct = pairsOf(SPOKES).find(([a, b]) => !areApart(seen, a, b));
  const isHub = SPOKES.every((spoke) => areConnected(seen, spoke, 'hub'));
  return isHub && direct ? `\`${direct[0]}\` and \`${direct[1]}\` are still peered with each other. Delete that peering.` : undefined;
};

const sayCount = (seen: TourState): string => {
  const whole = pairsOf([...SPOKES, 'hub']).filter(([a, b]) => areConnected(seen, a, b));
  return whole.length === 0
    ? 'No two are Connected from both sides.'
    : `Connected from both sides: ${whole.map((pair) => pair.join('–')).join(', ')}.`;
};

const sayOffer = (seen: TourState, spoke: LessonName): string => {
  const half = halfOf(seen, 'hub', spoke);
  return half ? `hub → ${spoke}: allowGatewayTransit is ${half.allowTransit}.` : describeHalf(seen, 'hub', spoke);
};

const sayUse = (seen: TourState, spoke: LessonName): string => {
  const half = halfOf(seen, spoke, 'hub');
  return half ? `${spoke} → hub: useRemoteGateways is ${half.useRemoteGateways}.` : describeHalf(seen, spoke, 'hub');
};

/** What several peerings are together. */
export const shapes: readonly Stop[] = [
  {
    id: 'chain',
    title: 'A chain is not transitive',
    background: [
      '`vnet1` and `vnet3` are both peered with `vnet2`, and still do not reach each other: a half brings routes to the VNet that it points at, and to none that lies behind it.',
      'Accepting forwarded traffic at both ends does not change that. It takes something in the middle that forwards, and routes that lead there.',
    ],
    highlights: ['vnet1', 'vnet2', 'vnet3'],
    acts: [
      {
        text: 'Try it: select the line between `vnet2` and `vnet3`. Under `vnet3 → vnet2` switch on that `vnet3` accepts traffic that `vnet2` forwards from elsewhere, review the plan and apply it. Then read under “What ARM says” what `vnet1` has learned.',
        isDone: (seen) =>
          areConnected(seen, 'vnet1', 'vnet2') &&
          areConnected(seen, 'vnet2', 'vnet3') &&
          ['vnet1' as const, 'vnet3' as const].every((end) => halfOf(seen, end, 'vnet2')?.allowForwarded) &&
          areApart(seen, 'vnet1', 'vnet3'),
      },
    ],
    describeRecovery: (seen) => {
      if (halfOf(seen, 'vnet1', 'vnet3') || halfOf(seen, 'vnet3', 'vnet1')) {
        return '`vnet1` and `vnet3` are peered with each other, which makes it no chain. Delete that peering first.';
      }
      const isHalfOpen = halfOf(seen, 'vnet3', 'vnet2')?.allowForwarded && !halfOf(seen, 'vnet1', 'vnet2')?.allowForwarded;
      const apart = describeUnconnectedPair(seen, [
        ['vnet1', 'vnet2'],
        ['vnet2', 'vnet3'],
      ]);
      return apart ?? (isHalfOpen ? 'Under `vnet1 → vnet2` it is not switched on yet. Switch it on there, too.' : undefined);
    },
    describeState: (seen) => [
      describeForwarding(seen, 'vnet1', 'vnet2'),
      describeForwarding(seen, 'vnet3', 'vnet2'),
      `vnet1 has learned ${learnedPrefixesOf(seen, 'vnet1').join(', ') || 'nothing'}${learnedPrefixesOf(seen, 'vnet1').includes('10.3.0.0/16') ? '' : '; nothing of 10.3.0.0/16 of vnet3'}.`,
    ],
  },
  {
    id: 'mesh',
    title: 'A mesh, and why it grows',
    background: [
      'In a mesh each VNet is peered with each other one, so that all reach all directly.',
      '3 VNets take 3 peerings, 10 take 45, 100 take 4,950 with 9,900 halves. Each new VNet must be peered with all that are there.',
      'Azure allows 500 peerings for each VNet.',
      'On the map the three stand in a row, so that one line lies on the others. The layout “Mesh”, in the first menu above the map, shows all three.',
    ],
    highlights: SPOKES,
    acts: [
      {
        text: `${PICK_SPOKES} In it choose “Make a mesh…”. ${ADD_AND_APPLY}`,
        isDone: (seen) => pairsOf(SPOKES).every(([a, b]) => areConnected(seen, a, b)),
      },
    ],
    describeState: (seen) => [sayCount(seen)],
  },
  {
    id: 'hub-appliance',
    title: 'Hub-and-spoke through an appliance',
    background: [
      'With a hub in the middle, each of the others, the spokes, needs one peering. Spokes then reach each other only through something in the hub that forwards: a firewall or another appliance.',
      'What the appliance passes on arrives at a spoke as forwarded traffic, so the half of each spoke must accept it.',
      'It also takes a route table in each spoke that leads to the appliance, and an appliance that may forward. Peerscape writes neither.',
      'The layout “Hub-and-spoke”, in the first menu above the map, puts the hub in the middle.',
    ],
    highlights: [...SPOKES, 'hub'],
    acts: [
      {
        text: `${PICK_ALL} In it choose “Make a hub of these…”. Choose \`hub\` as the hub, and “Spokes reach each other through the firewall or appliance in the hub”. ${ADD_AND_APPLY} The direct peerings of the mesh go.`,
        isDone: (seen) => isStar(seen) && SPOKES.every((spoke) => halfOf(seen, spoke, 'hub')?.allowForwarded),
      },
    ],
    describeRecovery: sayDirect,
    describeState: (seen) => [sayCount(seen), ...SPOKES.map((spoke) => describeForwarding(seen, spoke, 'hub'))],
  },
  {
    id: 'hub-gateway',
    title: 'Hub-and-spoke through the gateway',
    background: [
      'A spoke can use the VPN or ExpressRoute gateway of the hub to reach what lies beyond it, and needs none of its own.',
      'It takes one option on each half: the hub’s half offers its gateway, and the spoke’s half uses it. The first alone does nothing; the second without the first is refused.',
      'A VNet may use the gateways of one other VNet only.',
    ],
    highlights: [...SPOKES, 'hub'],
    acts: [
      {
        text: `${PICK_ALL} Choose “Make a hub of these…” once more, with \`hub\` as the hub, and this time “Spokes use the gateway of the hub”. ${ADD_AND_APPLY}`,
        isDone: (seen) =>
          isStar(seen) &&
          SPOKES.every((spoke) => halfOf(seen, 'hub', spoke)?.allowTransit && halfOf(seen, spoke, 'hub')?.useRemoteGateways),
      },
    ],
    describeRecovery: sayDirect,
    describeState: (seen) => SPOKES.flatMap((spoke) => [sayOffer(seen, spoke), sayUse(seen, spoke)]),
  },
];
