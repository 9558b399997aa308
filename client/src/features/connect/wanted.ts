import type { ResourceKey } from '@peerscape/shared/arm';
import type { HalfWish, Intent, Plan } from '@peerscape/shared/plan';
import type { HalfRef, Topology } from '@peerscape/shared/topology';
import { halfIn } from '../../lib/draft.ts';
import { changedOptions, NEW_HALF, type OptionFlags, optionsAfter } from '../../lib/option-wishes.ts';
import type { Pair } from '../../lib/pair-text.ts';

/** What the sheet says of one half. */
export interface WantedHalf {
  /** As typed; empty leaves the name to the plan. */
  readonly name: string;
  readonly flags: OptionFlags;
}

/** What the sheet says, each half by its owner. */
export type Wanted = Readonly<Record<'a' | 'b', WantedHalf>>;

export const refOf = ({ a, b }: Pair, owner: 'a' | 'b'): HalfRef => (owner === 'a' ? { from: a, to: b } : { from: b, to: a });

/** What the sheet says at first: the halves as they are, or as the draft wants them already. */
export function startOf(topology: Topology, plan: Plan, pair: Pair): Wanted {
  const halfOf = (owner: 'a' | 'b'): WantedHalf => ({ name: '', flags: optionsAfter(plan, topology, refOf(pair, owner)) });
  return { a: halfOf('a'), b: halfOf('b') };
}

/** Whether both halves exist: then only their options can be changed. */
export const isPeered = (topology: Topology, pair: Pair): boolean =>
  (['a', 'b'] as const).every((owner) => halfIn(topology, refOf(pair, owner)) !== undefined);

/** What is wanted as an intent: the options of halves that exist, else the connection with all that differs from what would be anyway. */
export function intentOf(topology: Topology, pair: Pair, wanted: Wanted): Intent {
  const wishes = { a: wishOf(topology, refOf(pair, 'a'), wanted.a), b: wishOf(topology, refOf(pair, 'b'), wanted.b) };
  if (isPeered(topology, pair)) {
    // also what is as it was is said, so that it takes back what was drafted before
    return { kind: 'set-options', ...refOf(pair, 'a'), flags: wanted.a.flags, back: wanted.b.flags };
  }
  return { kind: 'connect', ...pair, ...(wishes.a && { ab: wishes.a }), ...(wishes.b && { ba: wishes.b }) };
}

function wishOf(topology: Topology, ref: HalfRef, { name, flags }: WantedHalf): HalfWish | undefined {
  const half = halfIn(topology, ref);
  const changed = changedOptions(half ?? NEW_HALF, flags);
  const isNamed = !half && name.trim() !== '';
  if (!isNamed && Object.keys(changed).length === 0) return undefined;
  return { ...(isNamed && { name: name.trim() }), ...(Object.keys(changed).length > 0 && { flags: changed }) };
}

/** The steps of the plan for the halves of the pair. */
export const stepsBetween = ({ steps }: Pick<Plan, 'steps'>, { a, b }: Pair): Plan['steps'] =>
  steps.filter(({ half }) => (half.from === a && half.to === b) || (half.from === b && half.to === a));

/** The VNets that stand in the way of the pair without being of it. */
export const thirdParties = (blockers: Plan['blockers'], { a, b }: Pair): readonly ResourceKey[] => [
  ...new Set(blockers.flatMap(({ vnets }) => vnets.filter((key) => key !== a && key !== b))),
];
