import type { ResourceKey } from '../arm/index.ts';
import type { HalfRef } from '../topology/index.ts';

/** Why a plan cannot be applied: a closed list. */
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
  | 'moved-on';

/** What could not be checked: a closed list. */
type UncheckedCode =
  | 'remote-unread'
  | 'prefixes-unread'
  | 'prefixes-as-learned'
  | 'prefixes-unreadable'
  | 'peers-unread'
  | 'gateway-unread'
  | 'transit-unread'
  | 'twin-unread'
  | 'right-unread';

/** What is worth knowing and stops nothing. */
type NoteCode = 'already-peered' | 'sync-stays';

/** Something told about a plan: what it is, in one or two sentences, and which VNets and prefixes it is about. */
export interface PlanNotice<C extends string = string> {
  readonly code: C;
  readonly text: string;
  /** The VNets it is about; the first two are the ends of the half, a third is who is in the way. */
  readonly vnets: readonly ResourceKey[];
  /** The half it is about, if it is about one. */
  readonly half?: HalfRef;
  readonly prefixes?: readonly string[];
  /** The code with which Azure would refuse, where it is known (azure-semantics §3.1). */
  readonly arm?: string;
}

export type Blocker = PlanNotice<BlockerCode>;
export type Unchecked = PlanNotice<UncheckedCode>;
export type Note = PlanNotice<NoteCode>;

/** The notices, each once, in one order whatever the order they were found in. */
export function inFixedOrder<C extends string>(notices: readonly PlanNotice<C>[]): readonly PlanNotice<C>[] {
  const sorted = new Map(notices.map((notice) => [`${notice.code} ${notice.vnets.join(' ')} ${notice.text}`, notice]));
  return [...sorted].sort(([p], [q]) => (p < q ? -1 : 1)).map(([, notice]) => notice);
}
