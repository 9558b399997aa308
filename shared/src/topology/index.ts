/** VNets, halves and attached resources, and the effect of changes on them. Judging whether they are correct is up to the health rules. */
export { buildTopology, peeringKey, withoutPeerings } from './build.ts';
export { applyChanges, type Change, type HalfFlags, type HalfRef } from './change.ts';
export {
  type HalfLook,
  halfFrom,
  halfTo,
  hasAllHalves,
  isHalfConfigured,
  isStale,
  lookOf,
  needsAttention,
  nodeOf,
  otherEnd,
  STATE_NOT_GIVEN,
} from './half-look.ts';
export type { Equipment, Ghost, Half, Node, Peering, PeeringKey, Topology, VNet } from './model.ts';
export { type NameOf, namesIn } from './names.ts';
export {
  arePeered,
  connectedPairs,
  connectedPeers,
  connectedSides,
  hasGateway,
  hasNoGateway,
  hasOwnGateway,
  isVirtualHub,
  type Side,
  sides,
  spaceOf,
} from './pairs.ts';
export * from './rows.ts';
export type { Snapshot, Source, Unread } from './snapshot.ts';
