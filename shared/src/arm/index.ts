/** ARM resource ids, independent of the resources that they identify. */
export {
  formatResourceId,
  HALF_TYPE,
  isOfType,
  lastName,
  parentId,
  parseResourceId,
  type ResourceId,
  type ResourceKey,
  resourceKey,
  sameResource,
  VNET_TYPE,
  vnetId,
} from './resource-id.ts';
