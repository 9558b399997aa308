import type { ResourceKey } from '../arm/index.ts';
import { type Change, type Half, type HalfFlags, type HalfRef, halfFrom, isStale, peeringKey, type Topology } from '../topology/index.ts';
import type { HalfWish, Intent } from './intent.ts';
import type { Writable } from './plan.ts';

/** What all intents together want of one half. */
export interface Wish extends HalfRef {
  /** `as-is`: it stays whatever it is; `there`: it exists and is alive; `gone`; `anew`: deleted, then created. */
  readonly goal: 'as-is' | 'there' | 'gone' | 'anew';
  readonly name?: string;
  readonly flags: Partial<HalfFlags>;
  /** All that is written, as a half once was; `flags` then do not count. */
  readonly exact?: Writable;
  readonly sync: boolean;
  /** It was Disconnected once and may be so again: it is not called back. */
  readonly stayDead?: boolean;
  /** Asked for by an intent that speaks of a half that exists. */
  readonly mustExist?: boolean;
  /** Two intents want what cannot both be. */
  readonly contradicts?: boolean;
}

export const wishKey = ({ from, to }: HalfRef): string => `${from}>${to}`;

/** The wish of each half that the intents speak of, by `wishKey`; the order of the intents does not matter. */
export function wishesOf(topology: Topology, intents: readonly Intent[]): ReadonlyMap<string, Wish> {
  const wishes = new Map<string, Wish>();
  const sorted = intents.map((intent) => ({ intent, text: JSON.stringify(intent) })).sort((p, q) => (p.text < q.text ? -1 : 1));
  for (const { intent } of sorted) {
    for (const [key, wish] of wishesOfOne(topology, intent)) {
      const other = wishes.get(key);
      wishes.set(key, other ? merged(other, wish) : wish);
    }
  }
  return wishes;
}

function wishesOfOne(topology: Topology, intent: Intent): ReadonlyMap<string, Wish> {
  const wishes = new Map<string, Wish>();
  for (const wish of spelledOut(topology, intent)) {
    const key = wishKey(wish);
    const before = wishes.get(key);
    wishes.set(key, before ? followed(before, wish) : wish);
  }
  return wishes;
}

function spelledOut(topology: Topology, intent: Intent): Wish[] {
  switch (intent.kind) {
    case 'connect':
      return [there(intent.a, intent.b, intent.ab), ...(intent.only ? [] : [there(intent.b, intent.a, intent.ba)])];
    case 'set-options':
      return [
        { ...there(intent.from, intent.to, { flags: intent.flags }), mustExist: true },
        ...(intent.back ? [{ ...there(intent.to, intent.from, { flags: intent.back }), mustExist: true }] : []),
      ];
    case 'delete':
      return eitherOrOne(intent).map((ref) => ({ ...ref, goal: 'gone', flags: {}, sync: false }));
    case 'sync':
      return syncsOf(topology, intent);
    case 'repair':
      return repairOf(topology, intent);
    case 'changes':
      return intent.changes.map(wishOf);
  }
}

const there = (from: ResourceKey, to: ResourceKey, { name, flags = {} }: HalfWish = {}): Wish => ({
  from,
  to,
  goal: 'there',
  flags,
  ...(name !== undefined && { name }),
  sync: false,
});

function wishOf(change: Change): Wish {
  const { from, to } = change;
  if (change.kind === 'put-half') return there(from, to, change);
  return { from, to, goal: change.kind === 'delete-half' ? 'gone' : 'as-is', flags: {}, sync: change.kind === 'sync-half' };
}

const back = ({ from, to }: HalfRef): HalfRef => ({ from: to, to: from });
const eitherOrOne = ({ from, to, only }: HalfRef & { readonly only?: 'half' }): HalfRef[] =>
  only ? [{ from, to }] : [{ from, to }, back({ from, to })];

/** Of a peering, the halves that hold an old picture; where none does and none is missing, nothing. */
function syncsOf(topology: Topology, intent: HalfRef & { readonly only?: 'half' }): Wish[] {
  const refs = eitherOrOne(intent).filter(({ from }) => intent.only || topology.vnets.has(from));
  return refs.map((ref) => ({ ...ref, goal: 'as-is', flags: {}, sync: true }));
}

/** A missing half mirrors the kind of its twin, and offers the gateway that the twin uses. */
function repairOf(topology: Topology, { a, b, ab, ba }: Intent & { kind: 'repair' }): Wish[] {
  return [
    { from: a, to: b, said: ab },
    { from: b, to: a, said: ba },
  ].map(({ from, to, said }) => {
    const near = halfNow(topology, { from, to });
    const far = halfNow(topology, { from: to, to: from });
    const flags = { ...(!near && far?.useRemoteGateways && { allowTransit: true }), ...said?.flags };
    const wish = there(from, to, { ...said, flags });
    return { ...wish, sync: near !== undefined && isStale(near), ...(!near && !far && { mustExist: true }) };
  });
}

/** The half as it was read. */
export function halfNow({ peerings }: Topology, { from, to }: HalfRef): Half | undefined {
  const peering = peerings.get(peeringKey(from, to));
  return peering && halfFrom(peering, from);
}

/** Within one intent, one wish after the other. */
function followed(before: Wish, next: Wish): Wish {
  if (next.goal === 'gone') return next;
  if (next.goal === 'as-is') return { ...before, sync: before.sync || next.sync };
  const wasGone = before.goal === 'gone' || before.goal === 'anew';
  return {
    ...before,
    ...next,
    goal: wasGone ? 'anew' : 'there',
    flags: { ...before.flags, ...next.flags },
    sync: before.sync || next.sync,
  };
}

const RANK: Readonly<Record<Wish['goal'], number>> = { 'as-is': 0, there: 1, anew: 2, gone: 3 };

/** Of two intents, both at once. */
function merged(one: Wish, other: Wish): Wish {
  const [stronger, weaker] = RANK[one.goal] >= RANK[other.goal] ? [one, other] : [other, one];
  const disagree =
    (stronger.goal === 'gone' && weaker.goal !== 'gone') ||
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

const flagNames = ({ flags }: Wish): (keyof HalfFlags)[] => Object.keys(flags) as (keyof HalfFlags)[];
