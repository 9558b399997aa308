/** Knows VNets, halves and what stands around them; refuses to know what is wrong with them or how to change them. */
export { buildTopology, peeringKey } from './build.ts';
export { type HalfLook, halfFrom, halfTo, isHalfConfigured, lookOf, nodeOf, otherEnd } from './half-look.ts';
export type { Equipment, Ghost, Half, Node, Peering, PeeringKey, Topology, VNet } from './model.ts';
export * from './rows.ts';
export type { Snapshot, Source, Unread } from './snapshot.ts';
