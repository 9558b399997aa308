import type { Change, HalfRef, HalfRow } from '../topology/index.ts';
import type { Blocker, Note, Unchecked } from './notice.ts';
import type { FactName } from './order-facts.ts';

/** All that a writer may say of a half (azure-semantics §1.2), and what we do not understand, kept as it was read. */
export type Writable = Pick<
  HalfRow,
  | 'remoteId'
  | 'allowAccess'
  | 'allowForwarded'
  | 'allowTransit'
  | 'useRemoteGateways'
  | 'doNotVerifyRemoteGateways'
  | 'completeVnets'
  | 'onlyIPv6'
  | 'localSubnets'
  | 'remoteSubnets'
  | 'other'
>;

export type Action = 'create' | 'update' | 'sync' | 'delete';

/** Why a step is there when it was not asked for as it stands. */
export type Cause =
  | 'asked-for'
  /** A half that is Disconnected comes back by being written again. */
  | 'dead-half-is-written-again'
  /** It comes back without the remote gateways, which its twin cannot offer yet. */
  | 'gateway-waits-for-its-offer'
  /** Its twin is deleted and created anew, which disconnects it. */
  | 'twin-is-made-anew'
  /** Both halves are there and not both Connected; a write of one brings them together. */
  | 'halves-do-not-see-each-other'
  /** The last write failed, so the same is written again. */
  | 'last-write-failed';

/** A cause, or the fact that makes the step wait for another. Reasons explain; nothing decides by them. */
export type Reason = Cause | FactName;

/** What a step must find before it writes. An etag of a half that was listed with its VNet is the VNet's. */
export type Expectation =
  | { readonly kind: 'absent' }
  | { readonly kind: 'half'; readonly half: HalfRow }
  /** The half as that earlier step of this plan leaves it. */
  | { readonly kind: 'left-by'; readonly step: string };

/** The half of a step, whether or not it exists yet. */
export interface PlannedHalf extends HalfRef {
  readonly id: string;
  readonly name: string;
}

/** One ARM call on one half. */
export interface Step {
  /** Says action and half: the same for the same plan, and unique in it. */
  readonly id: string;
  readonly action: Action;
  readonly half: PlannedHalf;
  /** Everything that is written; a deletion writes nothing. */
  readonly write?: Writable;
  /** Which of it is not as it was, or, on a new half, not Azure's default. */
  readonly changed: readonly (keyof Writable)[];
  readonly reason: Reason;
  /** Steps that must have succeeded before. They stand earlier in the plan. */
  readonly needs: readonly string[];
  readonly expects: Expectation;
  /** The half that answers it, as last seen: what a step does to a half shows on its twin, too, and an undo gives that back. */
  readonly twin?: HalfRow;
}

export interface Plan {
  /** Fingerprint of all that the plan rests on: the VNets it touches, their halves and gateways. */
  readonly basedOn: string;
  readonly steps: readonly Step[];
  /** With any of these, the plan cannot be applied. */
  readonly blockers: readonly Blocker[];
  /** What could not be checked; it never means that all is well. */
  readonly unchecked: readonly Unchecked[];
  readonly notes: readonly Note[];
  /** What is wanted of halves of VNets that we may not write: their owners must do it. */
  readonly handOff: readonly Change[];
  readonly counts: Readonly<Record<Action, number>>;
}

/** The steps as changes, one after the other, each with the settings that it changes: for previews and hand-offs. */
export const changesOf = (steps: readonly Step[]): Change[] => steps.map(changeOf);

function changeOf({ action, half: { from, to, name }, write, changed }: Step): Change {
  if (action === 'delete') return { kind: 'delete-half', from, to };
  if (action === 'sync') return { kind: 'sync-half', from, to };
  const flags = Object.fromEntries(changed.flatMap((setting) => (write?.[setting] === undefined ? [] : [[setting, write[setting]]])));
  return { kind: 'put-half', from, to, ...(action === 'create' && { name }), ...(changed.length > 0 && { flags }) };
}
