import { type ParseResult, parseFailure, parseSuccess } from '../net/index.ts';

/**
 * Parsed ARM resource id, in its original casing; compare ids with `resourceKey` only. `names` and `types` correspond by index:
 * `['hub', 'to-a']` and `['virtualNetworks', 'virtualNetworkPeerings']`.
 */
export interface ResourceId {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly provider: string;
  readonly types: readonly string[];
  readonly names: readonly string[];
}

declare const key: unique symbol;

/**
 * Identity of an ARM resource: its id in lower case. Azure ids are case-insensitive, and their casing differs between APIs, so ids are only
 * ever compared as keys.
 */
export type ResourceKey = string & { readonly [key]: true };

/** Returns the key of an ARM id. Casing and trailing slashes are ignored. */
export const resourceKey = (id: string): ResourceKey => (id.endsWith('/') ? id.replace(/\/+$/, '') : id).toLowerCase() as ResourceKey;

/** Returns whether two ids refer to the same resource. */
export const isSameResource = (a: string, b: string): boolean => resourceKey(a) === resourceKey(b);

const SEGMENT = /^[^/?#\\%\p{Cc}]+$/u;

/**
 * Parses `/subscriptions/{s}/resourceGroups/{g}/providers/{p}/{type}/{name}[/{type}/{name}…]`. Other ids (management groups, `..`, encoded
 * slashes, queries) are rejected with the reason.
 */
export function parseResourceId(id: string): ParseResult<ResourceId> {
  const invalid = (why: string) => parseFailure(`"${id.length > 200 ? `${id.slice(0, 200)}…` : id}" is not an Azure resource id: ${why}`);
  if (!id.startsWith('/')) return invalid('it must start with /subscriptions/');
  const segments = id.replace(/\/+$/, '').slice(1).split('/');
  const illegal = segments.find((segment) => !SEGMENT.test(segment) || segment === '.' || segment === '..');
  if (illegal !== undefined) return invalid(illegal === '' ? 'it has an empty segment' : `"${illegal}" is not allowed in an id`);
  const [subscriptions, subscriptionId, groups, resourceGroup, providers, provider, ...rest] = segments;
  if (subscriptions?.toLowerCase() !== 'subscriptions' || !subscriptionId) return invalid('it must start with /subscriptions/{id}');
  if (groups?.toLowerCase() !== 'resourcegroups' || !resourceGroup) return invalid('/resourceGroups/{name} must follow the subscription');
  if (providers?.toLowerCase() !== 'providers' || !provider) return invalid('/providers/{namespace} must follow the resource group');
  if (rest.length === 0 || rest.length % 2 !== 0) return invalid('each type needs a name');
  return parseSuccess({
    subscriptionId,
    resourceGroup,
    provider,
    types: rest.filter((_, i) => i % 2 === 0),
    names: rest.filter((_, i) => i % 2 === 1),
  });
}

/** Returns the subscription of an id in lower case; empty if the id does not begin with one. Much cheaper than parsing the whole id. */
export const subscriptionOf = (id: string): string => SUBSCRIPTION.exec(id)?.[1]?.toLowerCase() ?? '';

const SUBSCRIPTION = /^\/subscriptions\/([^/]+)\//i;

/** Formats the id with ARM's casing: `/subscriptions/…/resourceGroups/…/providers/…`. */
export function formatResourceId({ subscriptionId, resourceGroup, provider, types, names }: ResourceId): string {
  const path = types.map((type, i) => `/${type}/${names[i]}`).join('');
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/${provider}${path}`;
}

/** Returns whether the id refers to a resource of the given type, such as `Microsoft.Network/virtualNetworks`. */
export const isOfType = (id: ResourceId, type: string): boolean =>
  [id.provider, ...id.types].join('/').toLowerCase() === type.toLowerCase();

/** Returns the id of the parent resource, such as the VNet of a subnet or half; undefined for a top-level resource. */
export function parentId(id: ResourceId): ResourceId | undefined {
  return id.types.length > 1 ? { ...id, types: id.types.slice(0, -1), names: id.names.slice(0, -1) } : undefined;
}

/** Returns the last name in an id for display: `hub` for `…/virtualNetworks/hub`. Returns the text itself if it is not an id. */
export const lastName = (id: string): string => id.replace(/\/+$/, '').split('/').pop() || id;

/** Returns the id of the VNet of a subnet. */
export const vnetIdOfSubnet = (subnetId: string): string => subnetId.replace(/\/subnets\/[^/]*\/?$/i, '');

/** Returns the id of the VNet that owns a half: the id of the half without its last type and name. */
export const ownerIdOf = (halfId: string): string => halfId.replace(/\/virtualNetworkPeerings\/[^/]*\/?$/i, '');

export const VNET_TYPE = 'Microsoft.Network/virtualNetworks';
export const HALF_TYPE = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings';

/** Formats the id of a VNet. */
export const vnetId = (subscriptionId: string, resourceGroup: string, name: string): string =>
  formatResourceId({ subscriptionId, resourceGroup, provider: 'Microsoft.Network', types: ['virtualNetworks'], names: [name] });
