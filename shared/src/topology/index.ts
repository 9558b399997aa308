/** VNets, halves and attached resources, and the effect of changes on them. Judging whether they are correct is up to the health rules. */
export * from './attached/index.ts';
export { buildTopology, omitPeerings, orderPair, peeringKey } from './build.ts';
export { applyChanges, type Change, type HalfRef } from './change.ts';
export { formatCount, formatNumber } from './format-number.ts';
export { generateHalfName, isHalfName } from './half-name.ts';
export {
  CHOSEN_SETTINGS,
  collectSettings,
  DEFAULT_REQUIRED_SETTINGS,
  DEFAULT_SETTINGS,
  flagsOf,
  HALF_SETTINGS,
  type HalfFlags,
  type HalfSetting,
  matchingSettings,
  NEW_HALF_SETTINGS,
  type RequiredSettings,
  type SettingName,
  type SettingValues,
  SWITCHES,
  type SwitchName,
  settingsOfHalf,
  withoutSettings,
} from './half-settings.ts';
export {
  type HalfStatus,
  halfFrom,
  halfStatus,
  halfTo,
  hasAllHalves,
  isHalfConfigured,
  isStale,
  needsAttention,
  nodeOf,
  otherEnd,
  STATE_NOT_GIVEN,
} from './half-status.ts';
export { isMadeByNetworkManager, managerOf, managingTool } from './managers.ts';
export { formatKinds, kindsForRules, missingOf } from './missing-kinds.ts';
export type { Ghost, Half, Node, Peering, PeeringKey, Topology, VNet } from './model.ts';
export { createNamer, createUniqueNames, formatList, type Namer } from './names.ts';
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
export {
  haveSamePrefixes,
  isIPv6,
  type PeeringScope,
  peeredLocalPrefixes,
  peeredRemotePrefixes,
  subnetsToPeer,
} from './peered-prefixes.ts';
export * from './rows.ts';
export type { ReadError, Snapshot, Source } from './snapshot.ts';
export { isVirtualHubHalf, isVirtualHubVNet } from './virtual-hub.ts';
