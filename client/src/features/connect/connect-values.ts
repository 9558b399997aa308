import type { ResourceKey } from '@peerscape/shared/arm';
import type { HalfSettings, Intent, Plan } from '@peerscape/shared/plan';
import type { HalfRef, Topology } from '@peerscape/shared/topology';
import type { Pair } from '../../lib/format/pair-text.ts';
import { findHalf } from '../../lib/state/draft.ts';
import { DEFAULT_HALF_OPTIONS, diffOptions, type OptionFlags, plannedOptions } from '../../lib/state/option-switches.ts';

/** Form values of one half. */
export interface HalfValues {
  /** Name as typed; when empty, the plan chooses one. */
  readonly name: string;
  readonly flags: OptionFlags;
}

/** Form values of both halves, by owner. */
export interface ConnectValues {
  readonly a: HalfValues;
  readonly b: HalfValues;
  /** Owner of the only half to create; undefined creates both. */
  readonly only?: 'a' | 'b' | undefined;
}

/** Returns the half that `owner` owns. */
export const halfRefOf = ({ a, b }: Pair, owner: 'a' | 'b'): HalfRef => (owner === 'a' ? { from: a, to: b } : { from: b, to: a });

/** Returns the initial form values: options after the draft, or else as they are now. */
export function initialValues(topology: Topology, plan: Plan, pair: Pair): ConnectValues {
  const halfOf = (owner: 'a' | 'b'): HalfValues => ({ name: '', flags: plannedOptions(plan, topology, halfRefOf(pair, owner)) });
  return { a: halfOf('a'), b: halfOf('b'), only: singleDraftedHalf(plan, pair) };
}

/** Returns the owner of the half that the draft creates without the other one. */
function singleDraftedHalf(plan: Plan, pair: Pair): ConnectValues['only'] {
  const [first, ...others] = stepsOfPair(plan, pair).filter(({ action }) => action === 'create');
  if (!first || others.length > 0) return undefined;
  return first.half.from === pair.a ? 'a' : 'b';
}

/** Returns true when both halves exist, so that only their options can change. */
export const isPeered = (topology: Topology, pair: Pair): boolean =>
  (['a', 'b'] as const).every((owner) => findHalf(topology, halfRefOf(pair, owner)) !== undefined);

/** Returns true when the user can choose to create a single half: neither exists, and both VNets are readable. */
export const canCreateSingleHalf = (topology: Topology, pair: Pair): boolean =>
  (['a', 'b'] as const).every((owner) => topology.vnets.has(pair[owner]) && !findHalf(topology, halfRefOf(pair, owner)));

/** Converts the form values to an intent: options for existing halves, or else a connection with all values that are not defaults. */
export function toIntent(topology: Topology, pair: Pair, values: ConnectValues): Intent {
  const desired = { a: desiredHalf(topology, halfRefOf(pair, 'a'), values.a), b: desiredHalf(topology, halfRefOf(pair, 'b'), values.b) };
  if (isPeered(topology, pair)) {
    // Include unchanged options too, so that they replace earlier drafted values.
    return { kind: 'set-options', ...halfRefOf(pair, 'a'), flags: values.a.flags, back: values.b.flags };
  }
  if (values.only) {
    const { from, to } = halfRefOf(pair, values.only);
    const half = desired[values.only];
    return { kind: 'connect', a: from, b: to, ...(half && { ab: half }), only: 'half' };
  }
  return { kind: 'connect', ...pair, ...(desired.a && { ab: desired.a }), ...(desired.b && { ba: desired.b }) };
}

/** Returns the name and the options of a half that differ from the current ones or the defaults; undefined when none do. */
function desiredHalf(topology: Topology, ref: HalfRef, { name, flags }: HalfValues): HalfSettings | undefined {
  const half = findHalf(topology, ref);
  const changed = diffOptions(half ?? DEFAULT_HALF_OPTIONS, flags);
  const isNamed = !half && name.trim() !== '';
  if (!isNamed && Object.keys(changed).length === 0) return undefined;
  return { ...(isNamed && { name: name.trim() }), ...(Object.keys(changed).length > 0 && { flags: changed }) };
}

/** Returns the steps of the plan for the halves of the pair. */
export const stepsOfPair = ({ steps }: Pick<Plan, 'steps'>, { a, b }: Pair): Plan['steps'] =>
  steps.filter(({ half }) => (half.from === a && half.to === b) || (half.from === b && half.to === a));

/** Returns the VNets outside of the pair that the blockers name. */
export const blockingVNets = (blockers: Plan['blockers'], { a, b }: Pair): readonly ResourceKey[] => [
  ...new Set(blockers.flatMap(({ vnets }) => vnets.filter((key) => key !== a && key !== b))),
];
