/** Knows how ARM names resources; refuses to know what they are for. */
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
