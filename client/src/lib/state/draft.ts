import type { Action, HalfWish, Intent, Step } from '@peerscape/shared/plan';
import { type Half, type HalfFlags, type HalfRef, halfFrom, peeringKey, type Topology } from '@peerscape/shared/topology';

/** What a person wants and has not applied yet, with every state it was in before. */
export interface Draft {
  readonly intents: readonly Intent[];
  readonly past: readonly (readonly Intent[])[];
  readonly future: readonly (readonly Intent[])[];
}

export type DraftAct =
  /** With the topology, what is already so, or was only drafted and is taken back, drops out. */
  | { readonly do: 'add'; readonly intents: readonly Intent[]; readonly topology?: Topology }
  | { readonly do: 'remove'; readonly index: number }
  | { readonly do: 'clear' }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' }
  /** What somebody else has kept replaces everything, and what went before with it. */
  | { readonly do: 'load'; readonly intents: readonly Intent[] };

export const EMPTY_DRAFT: Draft = { intents: [], past: [], future: [] };

/** The draft after the act; the same draft when the act changes nothing. */
export function draftReducer(draft: Draft, act: DraftAct): Draft {
  const { intents, past, future } = draft;
  switch (act.do) {
    case 'add':
      return stepped(
        draft,
        act.intents.reduce((list, intent) => added(list, intent, act.topology), intents),
      );
    case 'remove':
      return stepped(
        draft,
        intents.filter((_, i) => i !== act.index),
      );
    case 'clear':
      return stepped(draft, []);
    case 'undo': {
      const before = past.at(-1);
      return before ? { intents: before, past: past.slice(0, -1), future: [intents, ...future] } : draft;
    }
    case 'redo': {
      const [next, ...rest] = future;
      return next ? { intents: next, past: [...past, intents], future: rest } : draft;
    }
    case 'load':
      return isSame(intents, act.intents) ? draft : { ...EMPTY_DRAFT, intents: act.intents };
  }
}

/** What comes back from the server has its properties in another order. */
const isSame = (one: unknown, other: unknown): boolean => textOf(one) === textOf(other);

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([p], [q]) => (p < q ? -1 : 1)))
      : part,
  );

const stepped = (draft: Draft, intents: readonly Intent[]): Draft =>
  isSame(draft.intents, intents) ? draft : { intents, past: [...draft.past, draft.intents], future: [] };

/** What each kind of intent takes the place of where both speak of one half: the last word counts. */
const REPLACES: Readonly<Record<Intent['kind'], readonly Intent['kind'][]>> = {
  connect: ['connect', 'repair', 'delete', 'set-options'],
  repair: ['repair', 'delete'],
  'set-options': ['delete'],
  delete: ['connect', 'repair', 'set-options', 'sync', 'delete'],
  sync: ['sync', 'delete'],
  changes: [],
};

function added(list: readonly Intent[], intent: Intent, topology: Topology | undefined): readonly Intent[] {
  if (intent.kind === 'set-options') return halvesApart(intent).reduce((before, one) => withOptions(before, one, topology), list);
  const isNew = !list.some((other) => speakOfOneHalf(other, intent));
  if (!isNew && list.some((other) => isSame(other, intent))) return list;
  const kept = isNew ? list : without(list, intent);
  return intent.kind === 'delete' && topology && halvesOf(intent).every((ref) => !halfIn(topology, ref)) ? kept : [...kept, intent];
}

/** The list without what the intent takes the place of. */
function without(list: readonly Intent[], intent: Intent): readonly Intent[] {
  return list.filter((other) => !REPLACES[intent.kind].includes(other.kind) || !speakOfOneHalf(other, intent));
}

/** Intents never change and a mesh has thousands, so the halves of each are spelled out once. */
const spelled = new WeakMap<Intent, ReadonlySet<string>>();

function textsOf(intent: Intent): ReadonlySet<string> {
  const known = spelled.get(intent) ?? new Set(halvesOf(intent).map(refText));
  spelled.set(intent, known);
  return known;
}

function speakOfOneHalf(one: Intent, other: Intent): boolean {
  const halves = textsOf(other);
  for (const half of textsOf(one)) if (halves.has(half)) return true;
  return false;
}

type OptionsOfHalf = HalfRef & { readonly kind: 'set-options'; readonly flags: Partial<HalfFlags> };

/** Options of both halves as one intent for each, so that there is never more than one intent for the options of a half. */
function halvesApart({ from, to, flags, back }: Intent & { readonly kind: 'set-options' }): readonly OptionsOfHalf[] {
  const near: OptionsOfHalf = { kind: 'set-options', from, to, flags };
  return back ? [near, { kind: 'set-options', from: to, to: from, flags: back }] : [near];
}

/** A drafted connection takes the options in; else they join what the draft already says of the half. */
function withOptions(list: readonly Intent[], intent: OptionsOfHalf, topology: Topology | undefined): readonly Intent[] {
  const kept = without(list, intent);
  const connection = kept.findIndex((other) => other.kind === 'connect' && halvesOf(other).some((ref) => isSameHalf(ref, intent)));
  if (connection >= 0) return kept.map((other, i) => (i === connection && other.kind === 'connect' ? wishedOf(other, intent) : other));
  const at = kept.findIndex((other) => other.kind === 'set-options' && isSameHalf(other, intent));
  const earlier = kept[at];
  const said = { ...(earlier?.kind === 'set-options' ? earlier.flags : {}), ...intent.flags };
  const flags = topology ? unlike(halfIn(topology, intent), said) : said;
  const whole: readonly Intent[] = Object.keys(flags).length > 0 ? [{ ...intent, flags }] : [];
  return at < 0 ? [...kept, ...whole] : [...kept.slice(0, at), ...whole, ...kept.slice(at + 1)];
}

function wishedOf(connect: Intent & { readonly kind: 'connect' }, { from, flags }: OptionsOfHalf): Intent {
  const half = connect.a === from ? 'ab' : 'ba';
  const wish: HalfWish = { ...connect[half], flags: { ...connect[half]?.flags, ...flags } };
  return { ...connect, [half]: wish };
}

/** Those of the flags that the half does not have as they are. */
const unlike = (half: Half | undefined, flags: Partial<HalfFlags>): Partial<HalfFlags> =>
  half ? Object.fromEntries(Object.entries(flags).filter(([flag, value]) => !isSame(half[flag as keyof HalfFlags], value))) : flags;

/** The half as it was read. */
export function halfIn({ peerings }: Topology, { from, to }: HalfRef): Half | undefined {
  const peering = peerings.get(peeringKey(from, to));
  return peering && halfFrom(peering, from);
}

const refText = ({ from, to }: HalfRef): string => `${from}>${to}`;
const isSameHalf = (one: HalfRef, other: HalfRef): boolean => one.from === other.from && one.to === other.to;

/** The halves that the intent speaks of. */
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

/** What the steps do to each half, by `from>to`; a half that is deleted and made anew changes. */
export function plannedOf(steps: readonly Step[]): ReadonlyMap<string, Action> {
  const planned = new Map<string, Action>();
  for (const { half, action } of steps) {
    const before = planned.get(refText(half));
    planned.set(refText(half), before === undefined ? action : before === 'delete' ? 'update' : before);
  }
  return planned;
}
