/** The address plan of an estate: prefixes in order, overlaps, what an address belongs to, and what is free. Nothing here judges or changes. */
export { type Claim, type ClaimSource, type Claims, collectClaims, type InvalidPrefix } from './claims.ts';
export type { Container } from './containers.ts';
export type { Holder } from './holders.ts';
export {
  type AddressPlace,
  type LocatedAddress,
  type LocatedPrefix,
  locateAddress,
  locatePrefix,
  type RouteTo,
  specialMeaning,
} from './locate.ts';
export { findVNetOverlaps, type Overlaps, type VNetOverlap } from './overlaps.ts';
export {
  type AddressPlan,
  type ClaimRow,
  countAddresses,
  createAddressPlan,
  type FreeRow,
  type PlanRow,
  shareOf,
} from './plan-rows.ts';
export type { RelatedBy, Relation } from './relations.ts';
export { type Reservation, usableAddresses } from './reserved-addresses.ts';
export { type FreeScope, type ScopeReason, type ScopeVNets, takenIn, vnetsInScope } from './scopes.ts';
export { listUnknownRanges, type UnknownRange } from './unknown-ranges.ts';
