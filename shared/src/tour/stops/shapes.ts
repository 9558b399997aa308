import { areApart, areConnected, halfOf, learnedBy, pairsOf, sayForwarded, sayHalf } from '../halves.ts';
import type { LessonName } from '../lesson.ts';
import type { Seen, Stop } from '../stop.ts';

const SPOKES = ['vnet1', 'vnet2', 'vnet3'] as const satisfies readonly LessonName[];
const PICK = '`vnet1`, `vnet2` and `vnet3`: hold Shift and click each';

/** Every spoke is peered with the hub, and no spoke with another. */
const isStar = (seen: Seen): boolean =>
  SPOKES.every((spoke) => areConnected(seen, spoke, 'hub')) && pairsOf(SPOKES).every(([a, b]) => areApart(seen, a, b));

const sayCount = (seen: Seen): string => {
  const whole = pairsOf([...SPOKES, 'hub']).filter(([a, b]) => areConnected(seen, a, b));
  return whole.length === 0
    ? 'No two are Connected from both sides.'
    : `Connected from both sides: ${whole.map((pair) => pair.join('–')).join(', ')}.`;
};

const sayOffer = (seen: Seen, spoke: LessonName): string => {
  const half = halfOf(seen, 'hub', spoke);
  return half ? `hub → ${spoke} has allowGatewayTransit ${half.allowTransit}.` : sayHalf(seen, 'hub', spoke);
};

const sayUse = (seen: Seen, spoke: LessonName): string => {
  const half = halfOf(seen, spoke, 'hub');
  return half ? `${spoke} → hub has useRemoteGateways ${half.useRemoteGateways}.` : sayHalf(seen, spoke, 'hub');
};

/** What several peerings are together. */
export const shapes: readonly Stop[] = [
  {
    id: 'chain',
    title: 'A chain is not transitive',
    know: [
      '`vnet1` and `vnet3` are both peered with `vnet2`, and still do not reach each other: a half brings routes to its remote, not to the remote’s remotes.',
      'Accepting forwarded traffic on both ends does not change that. It takes somebody in the middle who forwards, and routes that lead there.',
    ],
    look: ['vnet1', 'vnet2', 'vnet3'],
    acts: [
      {
        text: 'Try it: select the line between `vnet2` and `vnet3`. Under `vnet3 → vnet2` switch on that `vnet3` accepts traffic that `vnet2` forwards from elsewhere, and apply it. Then read what `vnet1` has learned.',
        isDone: (seen) =>
          areConnected(seen, 'vnet1', 'vnet2') &&
          areConnected(seen, 'vnet2', 'vnet3') &&
          ['vnet1' as const, 'vnet3' as const].every((end) => halfOf(seen, end, 'vnet2')?.allowForwarded) &&
          areApart(seen, 'vnet1', 'vnet3'),
      },
    ],
    saw: (seen) => [
      sayForwarded(seen, 'vnet1', 'vnet2'),
      sayForwarded(seen, 'vnet3', 'vnet2'),
      `vnet1 has learned ${learnedBy(seen, 'vnet1').join(', ') || 'nothing'}${learnedBy(seen, 'vnet1').includes('10.3.0.0/16') ? '' : '; nothing of 10.3.0.0/16 of vnet3'}.`,
    ],
  },
  {
    id: 'mesh',
    title: 'A mesh, and why it grows',
    know: [
      'In a mesh each VNet is peered with each other, so that all reach all directly.',
      '3 VNets take 3 peerings, 10 take 45, 100 take 4,950 with 9,900 halves. Each new VNet needs a half from everyone.',
      'Azure allows 500 peerings for each VNet.',
    ],
    look: SPOKES,
    acts: [
      {
        text: `Pick ${PICK}. Press Ctrl K or ⌘ K and choose “Make a mesh…”. Add it to the draft and apply it.`,
        isDone: (seen) => pairsOf(SPOKES).every(([a, b]) => areConnected(seen, a, b)),
      },
    ],
    saw: (seen) => [sayCount(seen)],
  },
  {
    id: 'hub-appliance',
    title: 'Hub-and-spoke through an appliance',
    know: [
      'With a hub in the middle, each VNet needs one peering. Spokes then reach each other only through something in the hub that forwards: a firewall or another appliance.',
      'What the appliance passes on arrives at a spoke as forwarded traffic, so the half of each spoke must accept it.',
      'In Azure it also takes a route table in each spoke whose next hop is the appliance. Peerscape writes no route tables.',
    ],
    look: [...SPOKES, 'hub'],
    acts: [
      {
        text: `Pick ${PICK}, and \`hub\`. Press Ctrl K or ⌘ K and choose “Make a hub of these…”. Choose \`hub\` as the hub and “Spokes reach each other through the firewall or appliance in the hub”, add it to the draft and apply it. The direct peerings of the mesh go.`,
        isDone: (seen) => isStar(seen) && SPOKES.every((spoke) => halfOf(seen, spoke, 'hub')?.allowForwarded),
      },
    ],
    saw: (seen) => [sayCount(seen), ...SPOKES.map((spoke) => sayForwarded(seen, spoke, 'hub'))],
  },
  {
    id: 'hub-gateway',
    title: 'Hub-and-spoke through the gateway',
    know: [
      'A spoke can use the VPN or ExpressRoute gateway of the hub to reach what lies beyond it, and needs none of its own.',
      'It takes one option on each half: the hub’s half offers gateway transit, the spoke’s half uses the remote gateway. One without the other does nothing, and Azure refuses the second without the first.',
      'A VNet may use the gateways of one remote only.',
    ],
    look: [...SPOKES, 'hub'],
    acts: [
      {
        text: `Pick ${PICK}, and \`hub\`. Choose “Make a hub of these…” once more, this time with “Spokes use the gateway of the hub”. Add it to the draft and apply it.`,
        isDone: (seen) =>
          isStar(seen) &&
          SPOKES.every((spoke) => halfOf(seen, 'hub', spoke)?.allowTransit && halfOf(seen, spoke, 'hub')?.useRemoteGateways),
      },
    ],
    saw: (seen) => SPOKES.flatMap((spoke) => [sayOffer(seen, spoke), sayUse(seen, spoke)]),
  },
];
