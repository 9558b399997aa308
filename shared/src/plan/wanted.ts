import { lastName, type ResourceKey } from '../arm/index.ts';
import { type Change, type Half, nodeOf, type Topology, type VNet } from '../topology/index.ts';
import { freeName, isHalfName } from './half-name.ts';
import type { Blocker } from './notice.ts';
import type { PlannedHalf, Writable } from './plan.ts';
import { halfNow, type Wish, wishKey } from './wishes.ts';
import { DEFAULTS, writableOf } from './writable.ts';

/** A half that may be written, as it is and as it is wanted. */
export interface WantedHalf {
  readonly half: PlannedHalf;
  readonly now: Half | undefined;
  /** All that shall stand in it; undefined when it shall be gone. */
  readonly goal: Writable | undefined;
  readonly wish: Wish;
}

export interface Wanted {
  /** By `wishKey`. */
  readonly halves: ReadonlyMap<string, WantedHalf>;
  /** What is wanted of halves whose VNet was not read. */
  readonly handOff: readonly Change[];
}

/** The halves as the wishes want them; each new half has its name, each wish of a VNet that was not read is handed off. */
export function wantedHalves(topology: Topology, wishes: ReadonlyMap<string, Wish>): Wanted {
  const halves = new Map<string, WantedHalf>();
  const handOff: Change[] = [];
  const names = new Map<ResourceKey, Set<string>>();
  for (const [key, wish] of [...wishes, ...impliedBy(topology, wishes)].sort(([p], [q]) => (p < q ? -1 : 1))) {
    if (wish.from === wish.to) continue;
    const owner = topology.vnets.get(wish.from);
    const now = halfNow(topology, wish);
    if (!owner) handOff.push(...changesFor(topology, wish));
    else if (now || wish.goal === 'there' || wish.goal === 'anew') {
      const taken = names.get(wish.from) ?? takenNames(topology, wishes, wish.from);
      names.set(wish.from, taken);
      halves.set(key, wantedHalf(topology, owner, wish, now, taken));
    }
  }
  return { halves, handOff };
}

/** A half that is made anew disconnects its twin, which then must be written again. */
function impliedBy(topology: Topology, wishes: ReadonlyMap<string, Wish>): [string, Wish][] {
  return [...wishes.values()].flatMap(({ goal, from, to }): [string, Wish][] => {
    const twin = { from: to, to: from };
    const isImplied = goal === 'anew' && !wishes.has(wishKey(twin)) && halfNow(topology, twin) !== undefined;
    return isImplied ? [[wishKey(twin), { ...twin, goal: 'as-is', flags: {}, sync: false }]] : [];
  });
}

function wantedHalf(topology: Topology, owner: VNet, wish: Wish, now: Half | undefined, taken: Set<string>): WantedHalf {
  const { from, to } = wish;
  const remoteId = now?.remoteId ?? nodeOf(topology, to)?.id ?? to;
  const name =
    now && wish.goal !== 'anew'
      ? now.name
      : (wish.name ?? now?.name ?? freeName(owner.id, remoteId, (text) => taken.has(text.toLowerCase())));
  taken.add(name.toLowerCase());
  const half = { from, to, name, id: now && name === now.name ? now.id : `${owner.id}/virtualNetworkPeerings/${name}` };
  return { half, now, wish, goal: wish.goal === 'gone' ? undefined : goalOf(topology, wish, now, remoteId) };
}

function goalOf(topology: Topology, wish: Wish, now: Half | undefined, remoteId: string): Writable {
  if (wish.exact) return wish.exact;
  const start = now ? writableOf(now) : { remoteId, ...DEFAULTS, ...kindOfTwin(topology, wish) };
  return { ...start, ...wish.flags };
}

/** A new half between subnets mirrors the one it answers: what is local to one is remote to the other, and both must say the same. */
function kindOfTwin(topology: Topology, { from, to }: Wish): Partial<Writable> {
  const twin = halfNow(topology, { from: to, to: from });
  if (!twin) return {};
  return {
    ...(twin.completeVnets !== undefined && { completeVnets: twin.completeVnets }),
    ...(twin.onlyIPv6 !== undefined && { onlyIPv6: twin.onlyIPv6 }),
    ...(twin.remoteSubnets && { localSubnets: twin.remoteSubnets }),
    ...(twin.localSubnets && { remoteSubnets: twin.localSubnets }),
  };
}

/** The names of the halves that stay, and those that are asked for: a name that is made up must avoid both. */
function takenNames(topology: Topology, wishes: ReadonlyMap<string, Wish>, from: ResourceKey): Set<string> {
  const staying = halvesOf(topology, from).filter((half) => wishes.get(wishKey(half))?.goal !== 'gone');
  const asked = [...wishes.values()].filter((wish) => wish.from === from).flatMap(({ name }) => name ?? []);
  return new Set([...staying.map(({ name }) => name), ...asked].map((name) => name.toLowerCase()));
}

/** All halves that the VNet owns. */
export const halvesOf = ({ peeringsOf }: Topology, from: ResourceKey): Half[] =>
  (peeringsOf.get(from) ?? []).flatMap(({ ab, ba, extra }) => [ab, ba, ...extra].flatMap((half) => (half?.from === from ? [half] : [])));

/** Only what is left to do for the owner: a half that is there is known by its twin, which then says Connected. */
function changesFor(topology: Topology, wish: Wish): Change[] {
  const { from, to, flags, name, sync } = wish;
  const twin = halfNow(topology, { from: to, to: from });
  const exists = halfNow(topology, wish) !== undefined || twin?.state === 'Connected';
  const put: Change = { kind: 'put-half', from, to, flags, ...(name !== undefined && { name }) };
  const remove: Change[] = exists ? [{ kind: 'delete-half', from, to }] : [];
  if (wish.goal === 'gone') return remove;
  if (wish.goal === 'anew') return [...remove, put];
  if (sync) return exists ? [{ kind: 'sync-half', from, to }] : [];
  return exists && Object.keys(flags).length === 0 ? [] : [put];
}

/** What is wrong with the wishes and with the names, before anything else is looked at. */
export function wishBlockers(
  topology: Topology,
  wishes: ReadonlyMap<string, Wish>,
  { halves }: Wanted,
  say: (key: ResourceKey) => string,
): Blocker[] {
  const blockers: Blocker[] = [];
  for (const wish of wishes.values()) {
    const { from, to } = wish;
    const add = (code: Blocker['code'], text: string, more: Partial<Blocker> = {}) =>
      blockers.push({ code, text, vnets: [from, to], half: { from, to }, ...more });
    if (from === to) add('self-peering', `${say(from)} cannot be peered with itself.`, { vnets: [from] });
    if (wish.contradicts) add('wishes-contradict', `The draft wants two things of ${say(from)} → ${say(to)} that cannot both be.`);
    const wanted = halves.get(wishKey(wish));
    if (wish.mustExist && wanted && !wanted.now)
      add('half-missing', `There is no half ${say(from)} → ${say(to)}; connect the two instead.`);
    if (wish.sync && wish.goal === 'as-is' && topology.vnets.has(from) && !halfNow(topology, wish))
      add('sync-needs-both-halves', `${say(from)} has no half to ${say(to)} that could be synced; repair the peering instead.`);
    if (wanted) blockers.push(...nameBlockers(topology, wishes, halves, wanted, say));
  }
  return blockers;
}

function nameBlockers(
  topology: Topology,
  wishes: ReadonlyMap<string, Wish>,
  halves: Wanted['halves'],
  { half, now, goal, wish }: WantedHalf,
  say: (key: ResourceKey) => string,
): Blocker[] {
  const { from, to } = half;
  const about = { vnets: [from, to], half: { from, to } };
  if (now && goal && wish.goal !== 'anew') {
    const asked = wish.name?.toLowerCase();
    return asked === undefined || asked === now.name.toLowerCase()
      ? []
      : [
          {
            ...about,
            code: 'another-half-exists',
            text: `${say(from)} already has a half to ${say(to)}, called ${now.name}; a half cannot be renamed, and a second one, ${wish.name}, is refused.`,
            arm: 'AnotherPeeringAlreadyReferencesRemoteVnet',
          },
        ];
  }
  if (!goal) return [];
  if (!isHalfName(half.name)) {
    const text = `"${half.name}" cannot be the name of a half: 1 to 80 letters, digits, ".", "-" and "_", beginning with a letter or digit and not ending with "." or "-".`;
    return [{ ...about, code: 'name-invalid', text, arm: 'InvalidResourceName' }];
  }
  const isOther = (name: string, remote: ResourceKey) => remote !== to && name.toLowerCase() === half.name.toLowerCase();
  const holder =
    halvesOf(topology, from).find((other) => isOther(other.name, other.to) && wishes.get(wishKey(other))?.goal !== 'gone')?.to ??
    [...halves.values()].find((other) => other.half.from === from && other.goal && isOther(other.half.name, other.half.to))?.half.to;
  if (!holder) return [];
  const text = `${say(from)} already calls its half to ${say(holder)} ${lastName(half.name)}; writing it for ${say(to)} would change that one.`;
  return [{ ...about, vnets: [from, to, holder], code: 'name-taken', text }];
}
