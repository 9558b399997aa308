import type { ResourceKey } from '../arm/index.ts';
import type { RoleOverrides } from '../shapes/index.ts';
import {
  createNamer,
  formatKinds,
  formatNumber,
  type HalfFlags,
  hasGateway,
  hasNoGateway,
  missingOf,
  type Namer,
  type Topology,
} from '../topology/index.ts';
import { type Goal, OPTIONS_FOR, type Through } from './goal.ts';
import { USUAL_NAMES } from './names.ts';
import { findPeeredPairs, halvesBetween, isConnectedPair, type Pair, pairKey, pairsOf, sortKeys } from './pairs.ts';
import { optionsOf, siblingsOf } from './siblings.ts';

/** VNets that the goal leaves out, with the reason. */
export interface Omission {
  readonly vnets: readonly ResourceKey[];
  readonly text: string;
}

/** The target state of one half. */
export interface TargetHalf {
  readonly flags: Partial<HalfFlags>;
  /** Its name pattern, when it is new. */
  readonly names?: string;
}

/** Two VNets to peer. */
export interface TargetPair extends Pair {
  readonly ab: TargetHalf;
  readonly ba: TargetHalf;
}

/** A peering to delete, once the pairs in `after` are peered, so that no VNet loses its only connection. */
interface PairToDelete extends Pair {
  readonly after: readonly string[];
}

/** The target state of a goal, pair by pair. */
export interface Target {
  readonly toPeer: readonly TargetPair[];
  readonly toDelete: readonly PairToDelete[];
  readonly leftOut: readonly Omission[];
  /** Notes, which do not block the goal. */
  readonly notes: readonly string[];
  /** Reason why the goal cannot be planned at all. */
  readonly refusal?: string;
}

/** The maximum size of a mesh: its peerings grow with the square of its members, so more VNets need a hub. */
const MAX_MESH_SIZE = 100;

const EMPTY_TARGET: Target = { toPeer: [], toDelete: [], leftOut: [], notes: [] };

const refused = (refusal: string): Target => ({ ...EMPTY_TARGET, refusal });

/** Returns the target of a goal for this topology and these role overrides. */
export function targetOf(topology: Topology, goal: Goal, roleOverrides?: RoleOverrides): Target {
  const nameOf = createNamer(topology);
  switch (goal.kind) {
    case 'mesh':
      return meshTarget(splitReadable(topology, nameOf, goal.members));
    case 'hub':
      return hubTarget(topology, nameOf, goal);
    case 'move':
      return moveTarget(topology, nameOf, goal);
    case 'siblings':
      return siblingsTarget(topology, nameOf, goal, roleOverrides);
  }
}

interface Readable {
  readonly vnets: readonly ResourceKey[];
  readonly leftOut: readonly Omission[];
}

/** Splits the VNets into those that were read, in a fixed order, and those that are left out with the reason. */
function splitReadable(topology: Topology, nameOf: Namer, keys: Iterable<ResourceKey>): Readable {
  const all = sortKeys(keys);
  const leftOut = all.flatMap((key) => {
    const text = describeUnreadable(topology, nameOf, key);
    return text ? [{ vnets: [key], text }] : [];
  });
  return { vnets: all.filter((key) => topology.vnets.has(key)), leftOut };
}

function describeUnreadable({ vnets, ghosts }: Topology, nameOf: Namer, key: ResourceKey): string | undefined {
  if (vnets.has(key)) return undefined;
  return ghosts.has(key) ? `${nameOf(key)} cannot be read, so its halves cannot be written from here.` : `${nameOf(key)} no longer exists.`;
}

/** Peered VNets should allow access; a half with access off would not. */
const ACCESS_ON: TargetHalf = { flags: { allowAccess: true } };

function meshTarget({ vnets, leftOut }: Readable): Target {
  if (vnets.length < 2) return { ...refused('A mesh needs at least two VNets. Select more VNets.'), leftOut };
  if (vnets.length > MAX_MESH_SIZE) {
    return refused(
      `A mesh can have at most ${MAX_MESH_SIZE} VNets, but ${formatNumber(vnets.length)} are selected. Remove some, or use a hub.`,
    );
  }
  return { ...EMPTY_TARGET, toPeer: pairsOf(vnets).map((pair) => ({ ...pair, ab: ACCESS_ON, ba: ACCESS_ON })), leftOut };
}

function hubTarget(topology: Topology, nameOf: Namer, { hub, spokes, through }: Goal & { kind: 'hub' }): Target {
  const reason = describeUnreadable(topology, nameOf, hub) ?? describeMissingGateway(topology, nameOf, hub, through);
  if (reason) return refused(reason);
  const { vnets, leftOut } = splitReadable(topology, nameOf, without(spokes, hub));
  if (vnets.length === 0) return { ...refused('A hub needs at least one spoke. Select more VNets.'), leftOut };
  const { hub: hubFlags, spoke: spokeFlags } = OPTIONS_FOR[through];
  return {
    toPeer: vnets.map((spoke) => ({ a: hub, b: spoke, ab: withFlags(hubFlags), ba: withFlags(spokeFlags) })),
    toDelete: findPeeredPairs(topology, vnets).map((pair) => ({
      ...pair,
      after: [pair.a, pair.b].map((spoke) => pairKey({ a: hub, b: spoke })),
    })),
    leftOut,
    notes: [
      ...(usesGateway(through) ? gatewayNotes(topology, nameOf, hub) : []),
      ...(usesAppliance(through) ? applianceNotes(topology, nameOf, hub) : []),
    ],
  };
}

const usesGateway = (through: Through): boolean => OPTIONS_FOR[through].hub.allowTransit === true;
const usesAppliance = (through: Through): boolean => OPTIONS_FOR[through].spoke.allowForwarded === true;

const withFlags = (flags: Partial<HalfFlags>): TargetHalf => ({ flags: { ...ACCESS_ON.flags, ...flags } });

/** Returns why gateway transit is not possible: it needs a gateway or a Route Server in the hub (azure-semantics §6.5). */
function describeMissingGateway(topology: Topology, nameOf: Namer, hub: ResourceKey, through: Through): string | undefined {
  return usesGateway(through) && hasNoGateway(topology, hub)
    ? `${nameOf(hub)} has no gateway for its spokes to use (RemoteVnetHasNoGateways).`
    : undefined;
}

function gatewayNotes(topology: Topology, nameOf: Namer, hub: ResourceKey): readonly string[] {
  if (hasGateway(topology, hub)) return [];
  const unknown = formatKinds(missingOf(topology, ['gateways', 'routeServers'], [hub]));
  return [
    `It is not known whether ${nameOf(hub)} has a gateway: the source does not include ${unknown}. Azure rejects the use of a gateway that does not exist.`,
  ];
}

function applianceNotes(topology: Topology, nameOf: Namer, hub: ResourceKey): readonly string[] {
  const { firewalls = [], appliances = [] } = topology.attachedResources.get(hub) ?? {};
  const unknown = missingOf(topology, ['firewalls', 'appliances'], [hub]);
  const absence =
    unknown.length > 0
      ? `It is not known whether ${nameOf(hub)} has a firewall or an appliance: the source does not include ${formatKinds(unknown)}.`
      : `No firewall or appliance was found in ${nameOf(hub)}.`;
  return [
    ...(firewalls.length + appliances.length === 0 ? [`${absence} The options can be set, but traffic flows only once there is one.`] : []),
    'Route tables must send the traffic of the spokes to the firewall or appliance. Peerscape does not change route tables.',
  ];
}

function moveTarget(topology: Topology, nameOf: Namer, { spokes, from, to }: Goal & { kind: 'move' }): Target {
  if (from === to) return refused('The current hub and the new hub are the same. Choose another hub.');
  const reason = describeUnreadable(topology, nameOf, from) ?? describeUnreadable(topology, nameOf, to);
  if (reason) return refused(reason);
  const { vnets, leftOut } = splitReadable(topology, nameOf, without(spokes, from, to));
  if (vnets.length === 0) return { ...refused('Select at least one spoke to move.'), leftOut };
  const moves = vnets.map((spoke) => moveOf(topology, nameOf, spoke, from, to));
  return {
    ...EMPTY_TARGET,
    toPeer: moves.flatMap(({ toPeer }) => toPeer ?? []),
    toDelete: moves.flatMap(({ toDelete }) => toDelete ?? []),
    leftOut: [...leftOut, ...moves.flatMap((move) => move.leftOut ?? [])],
  };
}

interface Move {
  readonly toPeer?: TargetPair;
  readonly toDelete?: PairToDelete;
  readonly leftOut?: Omission;
}

/** Moves one spoke; the halves with the new hub get the options of the halves with the old one. */
function moveOf(topology: Topology, nameOf: Namer, spoke: ResourceKey, from: ResourceKey, to: ResourceKey): Move {
  const { ab: hubHalf, ba: spokeHalf } = halvesBetween(topology, { a: from, b: spoke });
  const pair = { a: to, b: spoke };
  const leaveOut = (text: string): Move => ({ leftOut: { vnets: [spoke], text } });
  if (!hubHalf && !spokeHalf) {
    const hasMoved = isConnectedPair(topology, pair);
    return hasMoved
      ? { toPeer: { ...pair, ab: { flags: {} }, ba: { flags: {} } } }
      : leaveOut(`${nameOf(spoke)} is not peered with ${nameOf(from)}.`);
  }
  if ([hubHalf, spokeHalf].some((half) => half?.completeVnets === false)) {
    return leaveOut(
      `${nameOf(spoke)} and ${nameOf(from)} peer only some subnets, and ${nameOf(to)} has other subnets. Connect ${nameOf(spoke)} and ${nameOf(to)} manually.`,
    );
  }
  return {
    toPeer: { ...pair, ab: { flags: hubHalf ? optionsOf(hubHalf) : {} }, ba: { flags: spokeHalf ? optionsOf(spokeHalf) : {} } },
    toDelete: { a: from, b: spoke, after: [pairKey(pair)] },
  };
}

function siblingsTarget(
  topology: Topology,
  nameOf: Namer,
  { hub, vnets: keys }: Goal & { kind: 'siblings' },
  roleOverrides?: RoleOverrides,
): Target {
  const reason = describeUnreadable(topology, nameOf, hub);
  if (reason) return refused(reason);
  const { vnets, leftOut } = splitReadable(topology, nameOf, without(keys, hub));
  if (vnets.length === 0) return { ...refused('Select at least one VNet to add.'), leftOut };
  const siblings = siblingsOf(topology, hub, { without: new Set(vnets), roleOverrides });
  if (!siblings)
    return {
      ...refused(`${nameOf(hub)} has no other spokes to copy settings from. Make a hub-and-spoke of these VNets instead.`),
      leftOut,
    };
  // a name without the remote VNet can be used for only one half of a VNet
  const names = siblings.hub.names.includes('{remote}') ? siblings.hub.names : USUAL_NAMES;
  const toPeer = vnets.map((spoke) => ({ a: hub, b: spoke, ab: { ...siblings.hub, names }, ba: siblings.spoke }));
  return { ...EMPTY_TARGET, toPeer, leftOut };
}

const without = (keys: readonly ResourceKey[], ...excluded: readonly ResourceKey[]): readonly ResourceKey[] =>
  keys.filter((key) => !excluded.includes(key));
