/** ARM resource ids, independent of the resources that they identify, and the portals of the clouds. */
export { type CloudKey, PORTAL_URLS } from './portals.ts';
export {
  formatResourceId,
  HALF_TYPE,
  isOfType,
  isSameResource,
  lastName,
  ownerIdOf,
  parentId,
  parseResourceId,
  type ResourceId,
  type ResourceKey,
  resourceKey,
  subscriptionOf,
  VNET_TYPE,
  vnetId,
  vnetIdOfSubnet,
} from './resource-id.ts';
