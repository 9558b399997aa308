import type { Change, HalfRef, HalfRow, SettingName } from '../topology/index.ts';
import type { Blocker, Note, UncheckedNotice } from './notice.ts';
import type { FactName } from './order-facts.ts';

/** The properties of a half that can be written (azure-semantics §1.2), and in `other` those that this version does not know, as they were read. */
export type Writable = Pick<HalfRow, 'remoteId' | SettingName | 'other'>;

export type Action = 'create' | 'update' | 'sync' | 'delete';

/** Reason why the plan contains a step. */
export type Cause =
  | 'asked-for'
  /** A Disconnected half is written again to reconnect it. */
  | 'dead-half-is-written-again'
  /** The half is first written without the remote gateway, because its counterpart cannot allow gateway transit yet. */
  | 'gateway-waits-for-its-offer'
  /** Its counterpart is deleted and created again, which disconnects it. */
  | 'twin-is-made-anew'
  /** Both halves exist but are not both Connected; a write to one of them connects them. */
  | 'halves-do-not-see-each-other'
  /** The half peers other prefixes of its remote than before, which it learns by a sync. */
  | 'peered-prefixes-change'
  /** The last write failed, so the half is written again. */
  | 'last-write-failed';

/** A cause, or the constraint that makes the step wait for another. For display only; no code decides by it. */
export type Reason = Cause | FactName;

/** The state that a step must find before it writes. When a half was listed with its VNet, its etag is that of the VNet. */
export type Expectation =
  | { readonly kind: 'absent' }
  | { readonly kind: 'half'; readonly half: HalfRow }
  /** The half as an earlier step of this plan leaves it. */
  | { readonly kind: 'left-by'; readonly step: string };

/** The half of a step; it may not exist yet. */
export interface PlannedHalf extends HalfRef {
  readonly id: string;
  readonly name: string;
}

/** One ARM call on one half. */
export interface Step {
  /** Made of action and half: stable for the same plan, and unique in it. */
  readonly id: string;
  readonly action: Action;
  readonly half: PlannedHalf;
  /** The properties that are written; absent for a deletion. */
  readonly write?: Writable;
  /** The properties that the step changes, or, on a new half, that differ from Azure’s defaults. */
  readonly changed: readonly (keyof Writable)[];
  readonly reason: Reason;
  /** The ids of the steps that must succeed before this one; they come earlier in the plan. */
  readonly needs: readonly string[];
  readonly expects: Expectation;
  /** The counterpart, as last read: a step also changes the state of the counterpart, and an undo restores it. */
  readonly twin?: HalfRow;
}

export interface Plan {
  /** Fingerprint of everything that the plan depends on: its VNets, their halves and gateways. */
  readonly basedOn: string;
  readonly steps: readonly Step[];
  /** Reasons for which the plan cannot be applied. */
  readonly blockers: readonly Blocker[];
  /** Checks that could not be made. They do not mean that there is no problem. */
  readonly unchecked: readonly UncheckedNotice[];
  readonly notes: readonly Note[];
  /** Changes to halves of VNets that cannot be written from here: their owners must make them. */
  readonly handOff: readonly Change[];
  readonly counts: Readonly<Record<Action, number>>;
}

/** Converts the steps to changes, each with the settings that it changes, for previews and hand-offs. */
export const changesOf = (steps: readonly Step[]): Change[] => steps.map(toChange);

function toChange({ action, half: { from, to, name }, write, changed }: Step): Change {
  if (action === 'delete') return { kind: 'delete-half', from, to };
  if (action === 'sync') return { kind: 'sync-half', from, to };
  const flags = Object.fromEntries(changed.flatMap((setting) => (write?.[setting] === undefined ? [] : [[setting, write[setting]]])));
  return { kind: 'put-half', from, to, ...(action === 'create' && { name }), ...(changed.length > 0 && { flags }) };
}
