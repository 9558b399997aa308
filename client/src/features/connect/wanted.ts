import type { ResourceKey } from '@peerscape/shared/arm';
import type { HalfWish, Intent, Plan } from '@peerscape/shared/plan';
import type { HalfRef, Topology } from '@peerscape/shared/topology';
import type { Pair } from '../../lib/format/pair-text.ts';
import { halfIn } from '../../lib/state/draft.ts';
import { changedOptions, NEW_HALF, type OptionFlags, optionsAfter } from '../../lib/state/option-wishes.ts';

/** What the sheet says of one half. */
export interface WantedHalf {
  /** As typed; empty leaves the name to the plan. */
  readonly name: string;
  readonly flags: OptionFlags;
}

/** What the sheet says, each half by its owner. */
export interface Wanted {
  readonly a: WantedHalf;
  readonly b: WantedHalf;
  /** Whose half alone is written, when the other is left to its owner. */
  readonly only?: 'a' | 'b' | undefined;
}

export const refOf = ({ a, b }: Pair, owner: 'a' | 'b'): HalfRef => (owner === 'a' ? { from: a, to: b } : { from: b, to: a });

/** What the sheet says at first: the halves as they are, or as the draft wants them already. */
export function startOf(topology: Topology, plan: Plan, pair: Pair): Wanted {
  const halfOf = (owner: 'a' | 'b'): WantedHalf => ({ name: '', flags: optionsAfter(plan, topology, refOf(pair, owner)) });
  return { a: halfOf('a'), b: halfOf('b'), only: draftedAlone(plan, pair) };
}

/** Whose half the draft writes without the other. */
function draftedAlone(plan: Plan, pair: Pair): Wanted['only'] {
  const [first, ...others] = stepsBetween(plan, pair).filter(({ action }) => action === 'create');
  if (!first || others.length > 0) return undefined;
  return first.half.from === pair.a ? 'a' : 'b';
}

/** Whether both halves exist: then only their options can be changed. */
export const isPeered = (topology: Topology, pair: Pair): boolean =>
  (['a', 'b'] as const).every((owner) => halfIn(topology, refOf(pair, owner)) !== undefined);

/** Whether there is a choice of which halves are written: two that nobody has written yet, both of which could be. */
export const canWriteOne = (topology: Topology, pair: Pair): boolean =>
  (['a', 'b'] as const).every((owner) => topology.vnets.has(pair[owner]) && !halfIn(topology, refOf(pair, owner)));

/** What is wanted as an intent: the options of halves that exist, else the connection with all that differs from what would be anyway. */
export function intentOf(topology: Topology, pair: Pair, wanted: Wanted): Intent {
  const wishes = { a: wishOf(topology, refOf(pair, 'a'), wanted.a), b: wishOf(topology, refOf(pair, 'b'), wanted.b) };
  if (isPeered(topology, pair)) {
    // also what is as it was is said, so that it takes back what was drafted before
    return { kind: 'set-options', ...refOf(pair, 'a'), flags: wanted.a.flags, back: wanted.b.flags };
  }
  if (wanted.only) {
    const { from, to } = refOf(pair, wanted.only);
    const wish = wishes[wanted.only];
    return { kind: 'connect', a: from, b: to, ...(wish && { ab: wish }), only: 'half' };
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
