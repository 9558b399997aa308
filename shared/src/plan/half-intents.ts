import type { ResourceKey } from '../arm/index.ts';
import {
  type Change,
  type Half,
  type HalfFlags,
  type HalfRef,
  halfFrom,
  hasNoGateway,
  isStale,
  peeringKey,
  type Topology,
} from '../topology/index.ts';
import type { HalfSettings, Intent } from './intent.ts';
import type { Writable } from './plan.ts';

/** The combined requirements of all intents on one half. */
export interface HalfIntent extends HalfRef {
  /** `any`: exists or not, as it is; `present`: exists and is not Disconnected; `absent`: does not exist; `recreated`: deleted, then created. */
  readonly presence: 'any' | 'present' | 'absent' | 'recreated';
  readonly name?: string;
  readonly flags: Partial<HalfFlags>;
  /** All properties to write, as the half once had them; `flags` are then ignored. */
  readonly exact?: Writable;
  readonly sync: boolean;
  /** The half was Disconnected before and may stay so: it is not written to reconnect it. */
  readonly staysDisconnected?: boolean;
  /** An intent refers to the half as one that exists. */
  readonly mustExist?: boolean;
  /** Two intents contradict each other. */
  readonly contradicts?: boolean;
}

/** Returns the key of a half, by owner and remote; it does not depend on whether the half exists. */
export const halfKey = ({ from, to }: HalfRef): string => `${from}>${to}`;

/** Breaks the intents down to one `HalfIntent` per half, by `halfKey`. The order of the intents does not matter. */
export function halfIntentsOf(topology: Topology, intents: readonly Intent[]): ReadonlyMap<string, HalfIntent> {
  const halves = new Map<string, HalfIntent>();
  const sorted = intents.map((intent) => ({ intent, text: JSON.stringify(intent) })).sort((p, q) => (p.text < q.text ? -1 : 1));
  for (const { intent } of sorted) {
    for (const [key, half] of halfIntentsOfOne(topology, intent)) {
      const other = halves.get(key);
      halves.set(key, other ? mergeIntents(other, half) : half);
    }
  }
  return halves;
}

function halfIntentsOfOne(topology: Topology, intent: Intent): ReadonlyMap<string, HalfIntent> {
  const halves = new Map<string, HalfIntent>();
  for (const half of expandIntent(topology, intent)) {
    const key = halfKey(half);
    const before = halves.get(key);
    halves.set(key, before ? chainIntents(before, half) : half);
  }
  return halves;
}

function expandIntent(topology: Topology, intent: Intent): HalfIntent[] {
  switch (intent.kind) {
    case 'connect':
      return [presentHalf(intent.a, intent.b, intent.ab), ...(intent.only ? [] : [presentHalf(intent.b, intent.a, intent.ba)])];
    case 'set-options':
      return [
        { ...presentHalf(intent.from, intent.to, { flags: intent.flags }), mustExist: true },
        ...(intent.back ? [{ ...presentHalf(intent.to, intent.from, { flags: intent.back }), mustExist: true }] : []),
      ];
    case 'delete':
      return affectedHalves(intent).map((ref) => ({ ...ref, presence: 'absent', flags: {}, sync: false }));
    case 'sync':
      return expandSync(topology, intent);
    case 'repair':
      return expandRepair(topology, intent);
    case 'changes':
      return intent.changes.map(expandChange);
  }
}

const presentHalf = (from: ResourceKey, to: ResourceKey, { name, flags = {} }: HalfSettings = {}): HalfIntent => ({
  from,
  to,
  presence: 'present',
  flags,
  ...(name !== undefined && { name }),
  sync: false,
});

function expandChange(change: Change): HalfIntent {
  const { from, to } = change;
  if (change.kind === 'put-half') return presentHalf(from, to, change);
  return { from, to, presence: change.kind === 'delete-half' ? 'absent' : 'any', flags: {}, sync: change.kind === 'sync-half' };
}

const reversed = ({ from, to }: HalfRef): HalfRef => ({ from: to, to: from });
const affectedHalves = ({ from, to, only }: HalfRef & { readonly only?: 'half' }): HalfRef[] =>
  only ? [{ from, to }] : [{ from, to }, reversed({ from, to })];

/** Asks for a sync of the readable halves of the peering; halves that are in sync need no step. */
function expandSync(topology: Topology, intent: HalfRef & { readonly only?: 'half' }): HalfIntent[] {
  const refs = affectedHalves(intent).filter(({ from }) => intent.only || topology.vnets.has(from));
  return refs.map((ref) => ({ ...ref, presence: 'any', flags: {}, sync: true }));
}

/**
 * Asks for both halves. A missing half allows gateway transit when its counterpart uses the remote gateway. A half that has to be written
 * stops using the gateways of a VNet that has none, because Azure would reject the write (RemoteVnetHasNoGateways).
 */
function expandRepair(topology: Topology, { a, b, ab, ba }: Intent & { kind: 'repair' }): HalfIntent[] {
  return [
    { from: a, to: b, settings: ab },
    { from: b, to: a, settings: ba },
  ].map(({ from, to, settings }) => {
    const half = currentHalf(topology, { from, to });
    const counterpart = currentHalf(topology, { from: to, to: from });
    const offersTransit = !half && counterpart?.useRemoteGateways && !lacksGateway(topology, from);
    const releasesGateway = half?.useRemoteGateways && needsRepair(half) && lacksGateway(topology, to);
    const flags = {
      ...(offersTransit && { allowTransit: true }),
      ...(releasesGateway && { useRemoteGateways: false }),
      ...settings?.flags,
    };
    const intent = presentHalf(from, to, { ...settings, flags });
    return { ...intent, sync: half !== undefined && isStale(half), ...(!half && !counterpart && { mustExist: true }) };
  });
}

const needsRepair = (half: Half): boolean => half.state !== 'Connected' || half.provisioningState === 'Failed' || isStale(half);

const lacksGateway = (topology: Topology, vnet: ResourceKey): boolean => topology.vnets.has(vnet) && hasNoGateway(topology, vnet);

/** Returns the half as it was read. */
export function currentHalf({ peerings }: Topology, { from, to }: HalfRef): Half | undefined {
  const peering = peerings.get(peeringKey(from, to));
  return peering && halfFrom(peering, from);
}

/** Combines two changes of one intent, made one after the other. */
function chainIntents(before: HalfIntent, next: HalfIntent): HalfIntent {
  if (next.presence === 'absent') return next;
  if (next.presence === 'any') return { ...before, sync: before.sync || next.sync };
  const wasDeleted = before.presence === 'absent' || before.presence === 'recreated';
  return {
    ...before,
    ...next,
    presence: wasDeleted ? 'recreated' : 'present',
    flags: { ...before.flags, ...next.flags },
    sync: before.sync || next.sync,
  };
}

const RANK: Readonly<Record<HalfIntent['presence'], number>> = { any: 0, present: 1, recreated: 2, absent: 3 };

/** Combines what two intents ask of the same half, both at once. */
function mergeIntents(one: HalfIntent, other: HalfIntent): HalfIntent {
  const [stronger, weaker] = RANK[one.presence] >= RANK[other.presence] ? [one, other] : [other, one];
  const disagree =
    (stronger.presence === 'absent' && weaker.presence !== 'absent') ||
    (one.name !== undefined && other.name !== undefined && one.name !== other.name) ||
    flagNames(one).some((flag) => other.flags[flag] !== undefined && String(one.flags[flag]) !== String(other.flags[flag]));
  return {
    ...weaker,
    ...stronger,
    flags: { ...one.flags, ...other.flags },
    sync: one.sync || other.sync,
    ...((one.mustExist || other.mustExist) && { mustExist: true }),
    ...((disagree || one.contradicts || other.contradicts) && { contradicts: true }),
  };
}

const flagNames = ({ flags }: HalfIntent): (keyof HalfFlags)[] => Object.keys(flags) as (keyof HalfFlags)[];
