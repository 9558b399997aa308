import { formatNumber } from '../topology/index.ts';
import { gatewayBlockers } from './blockers-gateways.ts';
import { remoteBlockers } from './blockers-remote.ts';
import { spaceBlockers } from './blockers-spaces.ts';
import { halfKey } from './half-intents.ts';
import type { Blocker } from './notice.ts';
import { aboutHalf, type FinalHalf, type Outcome } from './outcome.ts';
import { peersWholeVNets } from './writable.ts';

export const MAX_PEERINGS_PER_VNET = 500;
/** Maximum number of steps of one plan. */
export const MOST_STEPS = 5_000;

type Check = (outcome: Outcome) => readonly Blocker[];

const remoteIsDisconnected: Check = ({ written, desired, steps, topology, finalHalf, nameOf }) => {
  const resolved = new Set(steps.filter(({ action }) => action !== 'sync').map(({ half }) => halfKey(half)));
  return written.flatMap((half) => {
    const counterpart = { from: half.to, to: half.from };
    const isRecreated = desired.get(halfKey(half))?.intent.presence === 'recreated' && half.current?.state === 'Connected';
    const isBlocked = isRecreated || (finalHalf(counterpart)?.current?.state === 'Disconnected' && half.current?.state !== 'Disconnected');
    if (!isBlocked || resolved.has(halfKey(counterpart))) return [];
    const [local, remote] = [nameOf(half.from), nameOf(half.to)];
    const owner = topology.vnets.has(half.to) ? '' : ` Only the owner of ${remote} can do that.`;
    const text = `${remote} → ${local} ${isRecreated ? 'becomes' : 'is'} Disconnected, so Azure rejects every write to ${local} → ${remote}. Repair the peering: ${remote} → ${local} must be written again or deleted first.${owner}`;
    return [{ ...aboutHalf(half), code: 'remote-is-disconnected', text, arm: 'RemotePeeringIsDisconnected' }];
  });
};

const kindIsFixed: Check = ({ desired, nameOf }) =>
  [...desired.values()].flatMap(({ half, current, target, intent }) => {
    if (!current || !target || intent.presence === 'recreated' || peersWholeVNets(current) === peersWholeVNets(target)) return [];
    const text = `${nameOf(half.from)} → ${nameOf(half.to)} cannot change between peering whole VNets and peering subnets after it is created. Delete both halves and create them again; traffic between the VNets stops in the meantime.`;
    return [{ ...aboutHalf(half), code: 'kind-is-fixed', text }];
  });

const syncNeedsBothHalves: Check = ({ steps, topology, finalHalf, nameOf }) =>
  steps.flatMap(({ action, half }) => {
    if (action !== 'sync' || !topology.vnets.has(half.to) || finalHalf({ from: half.to, to: half.from })) return [];
    const text = `${nameOf(half.to)} has no half to ${nameOf(half.from)}, and Azure can sync only halves that are both Connected. Repair the peering instead.`;
    return [{ ...aboutHalf(half), code: 'sync-needs-both-halves', text }];
  });

const tooManyPeerings: Check = ({ steps, finalHalvesOf, nameOf }) =>
  [...new Set(steps.filter(({ action }) => action === 'create').map(({ half }) => half.from))].flatMap((vnet) => {
    const count = finalHalvesOf(vnet).length;
    if (count <= MAX_PEERINGS_PER_VNET) return [];
    const text = `${nameOf(vnet)} would have ${formatNumber(count)} peerings; Azure allows ${MAX_PEERINGS_PER_VNET} per VNet.`;
    return [{ vnets: [vnet], code: 'too-many-peerings', text }];
  });

const tooManySteps: Check = ({ steps }) =>
  steps.length <= MOST_STEPS
    ? []
    : [
        {
          vnets: [],
          code: 'too-many-steps',
          text: `The plan has ${formatNumber(steps.length)} steps; a plan can have at most ${formatNumber(MOST_STEPS)}. Split the draft, or use a hub instead of a mesh.`,
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
  ...remoteBlockers,
];

/** Returns every reason for which Azure would reject the plan, as far as it is known before the first call. */
export const blockersOf = (outcome: Outcome): readonly Blocker[] => CHECKS.flatMap((check) => check(outcome));

/** Creates a check for VNets that have too many halves for the new ones: something must be deleted first. */
export function createFullVNetCheck({ topology, desired }: Pick<Outcome, 'topology' | 'desired'>): (vnet: FinalHalf['from']) => boolean {
  const creations = new Map<string, number>();
  for (const { half, current, target } of desired.values())
    if (target && !current) creations.set(half.from, (creations.get(half.from) ?? 0) + 1);
  return (vnet) => (topology.peeringsOf.get(vnet)?.length ?? 0) + (creations.get(vnet) ?? 0) > MAX_PEERINGS_PER_VNET;
}
