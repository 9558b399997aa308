import type { ResourceKey } from '@peerscape/shared/arm';
import type { HalfWish, Intent, Plan } from '@peerscape/shared/plan';
import type { HalfRef, Topology } from '@peerscape/shared/topology';
import type { Pair } from '../../lib/format/pair-text.ts';
import { halfIn } from '../../lib/state/draft.ts';
import { changedOptions, NEW_HALF, type OptionFlags, optionsAfter } from '../../lib/state/option-wishes.ts';

/** Form values of one half. */
export interface WantedHalf {
  /** Name as typed; when empty, the plan chooses one. */
  readonly name: string;
  readonly flags: OptionFlags;
}

/** Form values of both halves, by owner. */
export interface Wanted {
  readonly a: WantedHalf;
  readonly b: WantedHalf;
  /** Owner of the only half to create; undefined creates both. */
  readonly only?: 'a' | 'b' | undefined;
}

/** Returns the half that `owner` owns. */
export const refOf = ({ a, b }: Pair, owner: 'a' | 'b'): HalfRef => (owner === 'a' ? { from: a, to: b } : { from: b, to: a });

/** Returns the initial form values: options after the draft, or else as they are now. */
export function startOf(topology: Topology, plan: Plan, pair: Pair): Wanted {
  const halfOf = (owner: 'a' | 'b'): WantedHalf => ({ name: '', flags: optionsAfter(plan, topology, refOf(pair, owner)) });
  return { a: halfOf('a'), b: halfOf('b'), only: singleDraftedHalf(plan, pair) };
}

/** Returns the owner of the half that the draft creates without the other one. */
function singleDraftedHalf(plan: Plan, pair: Pair): Wanted['only'] {
  const [first, ...others] = stepsBetween(plan, pair).filter(({ action }) => action === 'create');
  if (!first || others.length > 0) return undefined;
  return first.half.from === pair.a ? 'a' : 'b';
}

/** Returns true when both halves exist, so that only their options can change. */
export const isPeered = (topology: Topology, pair: Pair): boolean =>
  (['a', 'b'] as const).every((owner) => halfIn(topology, refOf(pair, owner)) !== undefined);

/** Returns true when the user can choose to create a single half: neither exists, and both VNets are readable. */
export const canWriteOne = (topology: Topology, pair: Pair): boolean =>
  (['a', 'b'] as const).every((owner) => topology.vnets.has(pair[owner]) && !halfIn(topology, refOf(pair, owner)));

/** Converts the form values to an intent: options for existing halves, or else a connection with all values that are not defaults. */
export function intentOf(topology: Topology, pair: Pair, values: Wanted): Intent {
  const desired = { a: desiredHalf(topology, refOf(pair, 'a'), values.a), b: desiredHalf(topology, refOf(pair, 'b'), values.b) };
  if (isPeered(topology, pair)) {
    // Include unchanged options too, so that they replace earlier drafted values.
    return { kind: 'set-options', ...refOf(pair, 'a'), flags: values.a.flags, back: values.b.flags };
  }
  if (values.only) {
    const { from, to } = refOf(pair, values.only);
    const half = desired[values.only];
    return { kind: 'connect', a: from, b: to, ...(half && { ab: half }), only: 'half' };
  }
  return { kind: 'connect', ...pair, ...(desired.a && { ab: desired.a }), ...(desired.b && { ba: desired.b }) };
}

/** Returns the name and the options of a half that differ from the current ones or the defaults; undefined when none do. */
function desiredHalf(topology: Topology, ref: HalfRef, { name, flags }: WantedHalf): HalfWish | undefined {
  const half = halfIn(topology, ref);
  const changed = changedOptions(half ?? NEW_HALF, flags);
  const isNamed = !half && name.trim() !== '';
  if (!isNamed && Object.keys(changed).length === 0) return undefined;
  return { ...(isNamed && { name: name.trim() }), ...(Object.keys(changed).length > 0 && { flags: changed }) };
}

/** Returns the steps of the plan for the halves of the pair. */
export const stepsBetween = ({ steps }: Pick<Plan, 'steps'>, { a, b }: Pair): Plan['steps'] =>
  steps.filter(({ half }) => (half.from === a && half.to === b) || (half.from === b && half.to === a));

/** Returns the VNets outside of the pair that the blockers name. */
export const thirdParties = (blockers: Plan['blockers'], { a, b }: Pair): readonly ResourceKey[] => [
  ...new Set(blockers.flatMap(({ vnets }) => vnets.filter((key) => key !== a && key !== b))),
];
