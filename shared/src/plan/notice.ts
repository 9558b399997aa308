import type { ResourceKey } from '../arm/index.ts';
import type { HalfRef } from '../topology/index.ts';
import type { Intent } from './intent.ts';

/** Codes of the reasons for which a plan cannot be applied. */
export type BlockerCode =
  | 'self-peering'
  | 'wishes-contradict'
  | 'half-missing'
  | 'spaces-overlap'
  | 'overlaps-with-peer'
  | 'another-half-exists'
  | 'name-taken'
  | 'name-invalid'
  | 'transit-not-offered'
  | 'no-remote-gateway'
  | 'own-gateway'
  | 'second-remote-gateway'
  | 'transit-in-use'
  | 'too-many-peerings'
  | 'too-many-steps'
  | 'remote-is-disconnected'
  | 'kind-is-fixed'
  | 'sync-needs-both-halves'
  | 'no-order'
  | 'moved-on'
  | 'remote-deleted'
  | 'virtual-hub-half'
  | 'locked';

/** Codes of the checks that could not be made. */
type UncheckedCode =
  | 'remote-unread'
  | 'prefixes-unread'
  | 'prefixes-as-learned'
  | 'prefixes-unreadable'
  | 'peers-unread'
  | 'gateway-unread'
  | 'transit-unread'
  | 'twin-unread'
  | 'right-unread'
  | 'locks-unread';

/** Codes of notes, which do not block a plan. */
type NoteCode =
  | 'already-peered'
  | 'sync-stays'
  | 'not-restored'
  | 'gateway-left-out'
  | 'vnet-failed'
  | 'vnet-updating'
  | 'managed-half'
  | 'managed-group'
  | 'deny-assignment'
  | 'virtual-hub-leftover';

/** A notice about a plan: a text of one or two sentences, and the VNets and prefixes that it refers to. */
export interface PlanNotice<C extends string = string> {
  readonly code: C;
  readonly text: string;
  /** The VNets that it refers to: the two ends of the half first, then the VNet that conflicts with them. */
  readonly vnets: readonly ResourceKey[];
  /** The half that it refers to, if any. */
  readonly half?: HalfRef;
  readonly prefixes?: readonly string[];
  /** The error code that Azure would return, when it is known (azure-semantics §3.1). */
  readonly arm?: string;
  /** Changes that resolve it when they are added to the draft. */
  readonly remedy?: readonly Intent[];
}

export type Blocker = PlanNotice<BlockerCode>;
export type UncheckedNotice = PlanNotice<UncheckedCode>;
export type Note = PlanNotice<NoteCode>;

/** Returns the notices without duplicates, in an order that does not depend on the order of the checks. */
export function sortNotices<C extends string>(notices: readonly PlanNotice<C>[]): readonly PlanNotice<C>[] {
  const sorted = new Map(notices.map((notice) => [`${notice.code} ${notice.vnets.join(' ')} ${notice.text}`, notice]));
  return [...sorted].sort(([p], [q]) => (p < q ? -1 : 1)).map(([, notice]) => notice);
}
