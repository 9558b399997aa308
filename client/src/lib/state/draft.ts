import type { Action, HalfSettings, Intent, Step } from '@peerscape/shared/plan';
import { type Half, type HalfFlags, type HalfRef, halfFrom, peeringKey, type Topology } from '@peerscape/shared/topology';

/** Intents that have not been applied yet, with undo and redo history. */
export interface Draft {
  readonly intents: readonly Intent[];
  readonly past: readonly (readonly Intent[])[];
  readonly future: readonly (readonly Intent[])[];
}

export type DraftAction =
  /** With a topology, intents are dropped that it already satisfies or that only cancel a drafted one. */
  | { readonly do: 'add'; readonly intents: readonly Intent[]; readonly topology?: Topology }
  | { readonly do: 'remove'; readonly index: number }
  | { readonly do: 'clear' }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' }
  /** Replaces the intents with what another client has saved, and clears the history. */
  | { readonly do: 'load'; readonly intents: readonly Intent[] };

export const EMPTY_DRAFT: Draft = { intents: [], past: [], future: [] };

/** Returns the draft after the action; the same object when nothing changes. */
export function draftReducer(draft: Draft, action: DraftAction): Draft {
  const { intents, past, future } = draft;
  switch (action.do) {
    case 'add':
      return withIntents(
        draft,
        action.intents.reduce((list, intent) => addIntent(list, intent, action.topology), intents),
      );
    case 'remove':
      return withIntents(
        draft,
        intents.filter((_, i) => i !== action.index),
      );
    case 'clear':
      return withIntents(draft, []);
    case 'undo': {
      const before = past.at(-1);
      return before ? { intents: before, past: past.slice(0, -1), future: [intents, ...future] } : draft;
    }
    case 'redo': {
      const [next, ...rest] = future;
      return next ? { intents: next, past: [...past, intents], future: rest } : draft;
    }
    case 'load':
      return isEqual(intents, action.intents) ? draft : { ...EMPTY_DRAFT, intents: action.intents };
  }
}

/** Compares JSON values deeply; values that come back from the server have their properties in another order. */
const isEqual = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other);

const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, nested: unknown) =>
    typeof nested === 'object' && nested !== null && !Array.isArray(nested)
      ? Object.fromEntries(Object.entries(nested).sort(([p], [q]) => (p < q ? -1 : 1)))
      : nested,
  );

const withIntents = (draft: Draft, intents: readonly Intent[]): Draft =>
  isEqual(draft.intents, intents) ? draft : { intents, past: [...draft.past, draft.intents], future: [] };

/** Kinds of intents that each kind replaces on the same half: the last intent wins. */
const REPLACES: Readonly<Record<Intent['kind'], readonly Intent['kind'][]>> = {
  connect: ['connect', 'repair', 'delete', 'set-options'],
  repair: ['repair', 'delete'],
  'set-options': ['delete'],
  delete: ['connect', 'repair', 'set-options', 'sync', 'delete'],
  sync: ['sync', 'delete'],
  changes: [],
};

function addIntent(list: readonly Intent[], intent: Intent, topology: Topology | undefined): readonly Intent[] {
  if (intent.kind === 'set-options') return splitByHalf(intent).reduce((before, one) => addOptions(before, one, topology), list);
  const isNew = !list.some((other) => concernSameHalf(other, intent));
  if (!isNew && list.some((other) => isEqual(other, intent))) return list;
  const remaining = isNew ? list : withoutReplaced(list, intent);
  return intent.kind === 'delete' && topology && halvesOf(intent).every((ref) => !findHalf(topology, ref))
    ? remaining
    : [...remaining, intent];
}

/** Removes the intents that `intent` replaces. */
function withoutReplaced(list: readonly Intent[], intent: Intent): readonly Intent[] {
  return list.filter((other) => !REPLACES[intent.kind].includes(other.kind) || !concernSameHalf(other, intent));
}

/** Half keys of each intent. Intents are immutable and a mesh has thousands, so the keys are computed once. */
const halfKeyCache = new WeakMap<Intent, ReadonlySet<string>>();

function halfKeysOf(intent: Intent): ReadonlySet<string> {
  const keys = halfKeyCache.get(intent) ?? new Set(halvesOf(intent).map(halfKey));
  halfKeyCache.set(intent, keys);
  return keys;
}

function concernSameHalf(one: Intent, other: Intent): boolean {
  const halves = halfKeysOf(other);
  for (const half of halfKeysOf(one)) if (halves.has(half)) return true;
  return false;
}

type HalfOptionsIntent = HalfRef & { readonly kind: 'set-options'; readonly flags: Partial<HalfFlags> };

/** Splits the options of both halves into one intent each, so that each half has at most one options intent. */
function splitByHalf({ from, to, flags, back }: Intent & { readonly kind: 'set-options' }): readonly HalfOptionsIntent[] {
  const near: HalfOptionsIntent = { kind: 'set-options', from, to, flags };
  return back ? [near, { kind: 'set-options', from: to, to: from, flags: back }] : [near];
}

/** Merges the options into the drafted connection of the half, or else into its options intent. */
function addOptions(list: readonly Intent[], intent: HalfOptionsIntent, topology: Topology | undefined): readonly Intent[] {
  const remaining = withoutReplaced(list, intent);
  const connection = remaining.findIndex((other) => other.kind === 'connect' && halvesOf(other).some((ref) => isSameHalf(ref, intent)));
  if (connection >= 0)
    return remaining.map((other, i) => (i === connection && other.kind === 'connect' ? withHalfOptions(other, intent) : other));
  const index = remaining.findIndex((other) => other.kind === 'set-options' && isSameHalf(other, intent));
  const earlier = remaining[index];
  const merged = { ...(earlier?.kind === 'set-options' ? earlier.flags : {}), ...intent.flags };
  const flags = topology ? changedFlags(findHalf(topology, intent), merged) : merged;
  const replacement: readonly Intent[] = Object.keys(flags).length > 0 ? [{ ...intent, flags }] : [];
  return index < 0 ? [...remaining, ...replacement] : [...remaining.slice(0, index), ...replacement, ...remaining.slice(index + 1)];
}

function withHalfOptions(connect: Intent & { readonly kind: 'connect' }, { from, flags }: HalfOptionsIntent): Intent {
  const half = connect.a === from ? 'ab' : 'ba';
  const desired: HalfSettings = { ...connect[half], flags: { ...connect[half]?.flags, ...flags } };
  return { ...connect, [half]: desired };
}

/** Returns the flags that differ from those of the half. */
const changedFlags = (half: Half | undefined, flags: Partial<HalfFlags>): Partial<HalfFlags> =>
  half ? Object.fromEntries(Object.entries(flags).filter(([flag, value]) => !isEqual(half[flag as keyof HalfFlags], value))) : flags;

/** Returns the half in the topology, or undefined when it does not exist. */
export function findHalf({ peerings }: Topology, { from, to }: HalfRef): Half | undefined {
  const peering = peerings.get(peeringKey(from, to));
  return peering && halfFrom(peering, from);
}

const halfKey = ({ from, to }: HalfRef): string => `${from}>${to}`;
const isSameHalf = (one: HalfRef, other: HalfRef): boolean => one.from === other.from && one.to === other.to;

/** Returns the halves that the intent concerns. */
function halvesOf(intent: Intent): readonly HalfRef[] {
  switch (intent.kind) {
    case 'connect':
      return intent.only ? [{ from: intent.a, to: intent.b }] : bothWays({ from: intent.a, to: intent.b });
    case 'repair':
      return bothWays({ from: intent.a, to: intent.b });
    case 'set-options':
      return intent.back ? bothWays(intent) : [intent];
    case 'delete':
    case 'sync':
      return intent.only ? [intent] : bothWays(intent);
    case 'changes':
      return intent.changes;
  }
}

const bothWays = ({ from, to }: HalfRef): readonly HalfRef[] => [
  { from, to },
  { from: to, to: from },
];

/** Returns the action on each half, by `from>to`; a half that is deleted and created again counts as updated. */
export function plannedActions(steps: readonly Step[]): ReadonlyMap<string, Action> {
  const planned = new Map<string, Action>();
  for (const { half, action } of steps) {
    const before = planned.get(halfKey(half));
    planned.set(halfKey(half), before === undefined ? action : before === 'delete' ? 'update' : before);
  }
  return planned;
}
