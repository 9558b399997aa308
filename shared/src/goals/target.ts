import type { ResourceKey } from '../arm/index.ts';
import type { SaidRoles } from '../shapes/index.ts';
import { type HalfFlags, hasNoGateway, type NameOf, namesIn, type Topology } from '../topology/index.ts';
import { type Goal, OPTIONS_FOR, type Through } from './goal.ts';
import { USUAL_NAMES } from './names.ts';
import { halvesBetween, sortKeys, isConnectedPair, type Pair, pairKey, pairsOf, findPeeredPairs } from './pairs.ts';
import { optionsOf, siblingsOf } from './siblings.ts';

/** Something that the goal does not touch, and why. */
export interface Omission {
  readonly vnets: readonly ResourceKey[];
  readonly text: string;
}

/** What the goal wants of one half. */
export interface TargetHalf {
  readonly flags: Partial<HalfFlags>;
  /** The pattern of its name, when it is new. */
  readonly names?: string;
}

/** Two VNets that shall be peered. */
export interface TargetPair extends Pair {
  readonly ab: TargetHalf;
  readonly ba: TargetHalf;
}

/** Two VNets that are peered and shall not be, once the pairs in `after` are as they shall be: nobody is cut off from everything. */
interface PairToDelete extends Pair {
  readonly after: readonly string[];
}

/** What a goal comes down to, pair by pair. */
export interface Target {
  readonly toPeer: readonly TargetPair[];
  readonly toDelete: readonly PairToDelete[];
  readonly leftOut: readonly Omission[];
  /** What is worth knowing and stops nothing. */
  readonly notes: readonly string[];
  /** Why nothing can be done at all. */
  readonly refusal?: string;
}

/** A mesh grows with the square of its members; beyond this many, a hub is the answer. */
const MOST_IN_MESH = 100;

const NOTHING: Target = { toPeer: [], toDelete: [], leftOut: [], notes: [] };

const refused = (refusal: string): Target => ({ ...NOTHING, refusal });

/** What the goal comes down to on this topology, and on what people say of its hubs. */
export function targetOf(topology: Topology, goal: Goal, said?: SaidRoles): Target {
  const say = namesIn(topology);
  switch (goal.kind) {
    case 'mesh':
      return mesh(readable(topology, say, goal.members));
    case 'hub':
      return hubAndSpokes(topology, say, goal);
    case 'move':
      return moved(topology, say, goal);
    case 'siblings':
      return asSiblings(topology, say, goal, said);
  }
}

interface Readable {
  readonly vnets: readonly ResourceKey[];
  readonly leftOut: readonly Omission[];
}

/** Those that were read, in a fixed order; the others are left out with the reason. */
function readable(topology: Topology, say: NameOf, keys: Iterable<ResourceKey>): Readable {
  const all = sortKeys(keys);
  const leftOut = all.flatMap((key) => {
    const text = unreadable(topology, say, key);
    return text ? [{ vnets: [key], text }] : [];
  });
  return { vnets: all.filter((key) => topology.vnets.has(key)), leftOut };
}

function unreadable({ vnets, ghosts }: Topology, say: NameOf, key: ResourceKey): string | undefined {
  if (vnets.has(key)) return undefined;
  return ghosts.has(key) ? `${say(key)} cannot be read, so its halves are not ours to write.` : `${say(key)} is not there any more.`;
}

/** Peered VNets shall let each other in; a half with access off would not. */
const OPEN: TargetHalf = { flags: { allowAccess: true } };

function mesh({ vnets, leftOut }: Readable): Target {
  if (vnets.length < 2) return { ...refused('A mesh needs two VNets or more. Pick others as well.'), leftOut };
  if (vnets.length > MOST_IN_MESH) {
    return refused(`A mesh is made of at most ${MOST_IN_MESH} VNets, and these are ${vnets.length}. Take some out, or use a hub.`);
  }
  return { ...NOTHING, toPeer: pairsOf(vnets).map((pair) => ({ ...pair, ab: OPEN, ba: OPEN })), leftOut };
}

function hubAndSpokes(topology: Topology, say: NameOf, { hub, spokes, through }: Goal & { kind: 'hub' }): Target {
  const why = unreadable(topology, say, hub) ?? nothingToLend(topology, say, hub, through);
  if (why) return refused(why);
  const { vnets, leftOut } = readable(topology, say, without(spokes, hub));
  if (vnets.length === 0) return { ...refused('A hub needs one spoke or more. Pick others as well.'), leftOut };
  const { hub: ofHub, spoke: ofSpoke } = OPTIONS_FOR[through];
  return {
    toPeer: vnets.map((spoke) => ({ a: hub, b: spoke, ab: withFlags(ofHub), ba: withFlags(ofSpoke) })),
    toDelete: findPeeredPairs(topology, vnets).map((pair) => ({
      ...pair,
      after: [pair.a, pair.b].map((spoke) => pairKey({ a: hub, b: spoke })),
    })),
    leftOut,
    notes: through === 'appliance' ? applianceNotes(topology, say, hub) : [],
  };
}

const withFlags = (flags: Partial<HalfFlags>): TargetHalf => ({ flags: { ...OPEN.flags, ...flags } });

/** Gateway transit carries gateways and Route Servers (azure-semantics §6.5). */
function nothingToLend(topology: Topology, say: NameOf, hub: ResourceKey, through: Through): string | undefined {
  return through === 'gateway' && hasNoGateway(topology, hub)
    ? `${say(hub)} has no gateway that its spokes could use (RemoteVnetHasNoGateways).`
    : undefined;
}

function applianceNotes({ equipmentOf }: Topology, say: NameOf, hub: ResourceKey): readonly string[] {
  const { firewalls = [], appliances = [] } = equipmentOf.get(hub) ?? {};
  const none = `No firewall or appliance was seen in ${say(hub)}. The options can be set; traffic flows only once there is one.`;
  return [
    ...(firewalls.length + appliances.length === 0 ? [none] : []),
    'Route tables must send the traffic of the spokes to it; this changes no route table.',
  ];
}

function moved(topology: Topology, say: NameOf, { spokes, from, to }: Goal & { kind: 'move' }): Target {
  if (from === to) return refused('The hub to leave and the hub to move to are the same.');
  const why = unreadable(topology, say, from) ?? unreadable(topology, say, to);
  if (why) return refused(why);
  const { vnets, leftOut } = readable(topology, say, without(spokes, from, to));
  if (vnets.length === 0) return { ...refused('Pick one spoke or more that shall move.'), leftOut };
  const moves = vnets.map((spoke) => moveOf(topology, say, spoke, from, to));
  return {
    ...NOTHING,
    toPeer: moves.flatMap(({ wanted }) => wanted ?? []),
    toDelete: moves.flatMap(({ unwanted }) => unwanted ?? []),
    leftOut: [...leftOut, ...moves.flatMap((move) => move.leftOut ?? [])],
  };
}

interface Move {
  readonly wanted?: TargetPair;
  readonly unwanted?: PairToDelete;
  readonly leftOut?: Omission;
}

/** The options of before go with the spoke: the new hub says what the old one said. */
function moveOf(topology: Topology, say: NameOf, spoke: ResourceKey, from: ResourceKey, to: ResourceKey): Move {
  const { ab: out, ba: back } = halvesBetween(topology, { a: from, b: spoke });
  const pair = { a: to, b: spoke };
  const out_ = (text: string): Move => ({ leftOut: { vnets: [spoke], text } });
  if (!out && !back) {
    const hasMoved = isConnectedPair(topology, pair);
    return hasMoved
      ? { wanted: { ...pair, ab: { flags: {} }, ba: { flags: {} } } }
      : out_(`${say(spoke)} is not peered with ${say(from)}.`);
  }
  if ([out, back].some((half) => half?.completeVnets === false)) {
    return out_(`${say(spoke)} and ${say(from)} peer only some subnets, which ${say(to)} does not have. Connect them by hand.`);
  }
  return {
    wanted: { ...pair, ab: { flags: out ? optionsOf(out) : {} }, ba: { flags: back ? optionsOf(back) : {} } },
    unwanted: { a: from, b: spoke, after: [pairKey(pair)] },
  };
}

function asSiblings(topology: Topology, say: NameOf, { hub, vnets: keys }: Goal & { kind: 'siblings' }, said?: SaidRoles): Target {
  const why = unreadable(topology, say, hub);
  if (why) return refused(why);
  const { vnets, leftOut } = readable(topology, say, without(keys, hub));
  if (vnets.length === 0) return { ...refused('Pick one VNet or more that shall be added.'), leftOut };
  const siblings = siblingsOf(topology, hub, { without: new Set(vnets), said });
  if (!siblings)
    return { ...refused(`${say(hub)} has no other spokes whose example could be followed. Make it the hub of these instead.`), leftOut };
  // a name without the remote in it fits one half of a VNet only
  const names = siblings.hub.names.includes('{remote}') ? siblings.hub.names : USUAL_NAMES;
  const wanted = vnets.map((spoke) => ({ a: hub, b: spoke, ab: { ...siblings.hub, names }, ba: siblings.spoke }));
  return { ...NOTHING, toPeer: wanted, leftOut };
}

const without = (keys: readonly ResourceKey[], ...out: readonly ResourceKey[]): readonly ResourceKey[] =>
  keys.filter((key) => !out.includes(key));
