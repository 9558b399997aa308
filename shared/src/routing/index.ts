/** Prefixes and routes of a topology and where they lead. Judging whether they are correct is up to the health rules. */
export { type AddressSpaces, createAddressSpaces } from './address-spaces.ts';
export { createHostSubnets, type HostSubnets } from './host-subnets.ts';
export { findPeeringConflict, type PeeringConflict } from './peering-conflict.ts';
export {
  type ApplianceRoute,
  applianceRoutes,
  groupBy,
  groupRoutesByHub,
  isApplianceType,
  type LocatedRoute,
  locateRoutes,
} from './routes.ts';
export {
  createLocator,
  createPrefixParser,
  findOverlaps,
  findSharedPrefixes,
  formatOverlaps,
  hasAppliance,
  type Locator,
  type Overlap,
  type OwnedPrefix,
  type PrefixParser,
} from './spaces.ts';
export { type TableUse, tableUses } from './table-uses.ts';
