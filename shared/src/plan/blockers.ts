import { gatewayBlockers } from './blockers-gateways.ts';
import { spaceBlockers } from './blockers-spaces.ts';
import type { Blocker } from './notice.ts';
import { aboutHalf, type FinalHalf, type Outcome } from './outcome.ts';
import { wishKey } from './wishes.ts';
import { peersWholeVNets } from './writable.ts';

export const MOST_PEERINGS = 500;
/** Of one plan. */
export const MOST_STEPS = 5_000;

type Check = (outcome: Outcome) => readonly Blocker[];

const remoteIsDisconnected: Check = ({ written, wanted, steps, topology, finally: finallyAt, say }) => {
  const dealtWith = new Set(steps.filter(({ action }) => action !== 'sync').map(({ half }) => wishKey(half)));
  return written.flatMap((half) => {
    const twin = { from: half.to, to: half.from };
    const isMadeAnew = wanted.get(wishKey(half))?.wish.goal === 'anew' && half.now?.state === 'Connected';
    const isDead = isMadeAnew || (finallyAt(twin)?.now?.state === 'Disconnected' && half.now?.state !== 'Disconnected');
    if (!isDead || dealtWith.has(wishKey(twin))) return [];
    const owner = topology.vnets.has(half.to) ? '' : ` The owner of ${say(half.to)} must do that.`;
    const text = `${say(half.to)} → ${say(half.from)} ${isMadeAnew ? 'becomes' : 'is'} Disconnected, so Azure refuses any write of ${say(half.from)} → ${say(half.to)}. Write the dead half again or delete it first: repair the peering.${owner}`;
    return [{ ...aboutHalf(half), code: 'remote-is-disconnected', text, arm: 'RemotePeeringIsDisconnected' }];
  });
};

const kindIsFixed: Check = ({ wanted, say }) =>
  [...wanted.values()].flatMap(({ half, now, goal, wish }) => {
    if (!now || !goal || wish.goal === 'anew' || peersWholeVNets(now) === peersWholeVNets(goal)) return [];
    const text = `Whether ${say(half.from)} → ${say(half.to)} peers the whole VNets or some subnets is fixed when it is made. Delete both halves and create them anew; traffic stops in between.`;
    return [{ ...aboutHalf(half), code: 'kind-is-fixed', text }];
  });

const syncNeedsBothHalves: Check = ({ steps, topology, finally: finallyAt, say }) =>
  steps.flatMap(({ action, half }) => {
    if (action !== 'sync' || !topology.vnets.has(half.to) || finallyAt({ from: half.to, to: half.from })) return [];
    const text = `${say(half.to)} has no half back to ${say(half.from)}, and only halves that are both Connected can be synced. Repair the peering instead.`;
    return [{ ...aboutHalf(half), code: 'sync-needs-both-halves', text }];
  });

const tooManyPeerings: Check = ({ steps, finallyIn, say }) =>
  [...new Set(steps.filter(({ action }) => action === 'create').map(({ half }) => half.from))].flatMap((vnet) => {
    const count = finallyIn(vnet).length;
    if (count <= MOST_PEERINGS) return [];
    const text = `${say(vnet)} would have ${count} peerings; Azure allows ${MOST_PEERINGS} for each VNet.`;
    return [{ vnets: [vnet], code: 'too-many-peerings', text }];
  });

const tooManySteps: Check = ({ steps }) =>
  steps.length <= MOST_STEPS
    ? []
    : [
        {
          vnets: [],
          code: 'too-many-steps',
          text: `The plan has ${steps.length} steps; at most ${MOST_STEPS} can be applied at once. Make it in parts, or use a hub instead of a mesh.`,
        },
      ];

const CHECKS: readonly Check[] = [
  remoteIsDisconnected,
  kindIsFixed,
  syncNeedsBothHalves,
  tooManyPeerings,
  tooManySteps,
  ...spaceBlockers,
  ...gatewayBlockers,
];

/** Everything for which Azure would refuse the plan, known before any call. */
export const blockersOf = (outcome: Outcome): readonly Blocker[] => CHECKS.flatMap((check) => check(outcome));

/** Whether the VNet holds so many halves that something must go before all that is new fits. */
export function isFullIn({ topology, wanted }: Pick<Outcome, 'topology' | 'wanted'>): (vnet: FinalHalf['from']) => boolean {
  const creations = new Map<string, number>();
  for (const { half, now, goal } of wanted.values()) if (goal && !now) creations.set(half.from, (creations.get(half.from) ?? 0) + 1);
  return (vnet) => (topology.peeringsOf.get(vnet)?.length ?? 0) + (creations.get(vnet) ?? 0) > MOST_PEERINGS;
}
