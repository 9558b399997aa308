import { type Parsed, parsed, refused } from '../net/index.ts';

/**
 * An ARM resource id taken apart. The spelling is kept as given; only `resourceKey` decides whether two are the same.
 * `names` and `types` run in step: `['hub', 'to-a']` and `['virtualNetworks', 'virtualNetworkPeerings']`.
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
 * The identity of an ARM resource: its id in lower case. Azure compares ids without case and spells them differently
 * from one API to the next, so ids are only ever compared as keys.
 */
export type ResourceKey = string & { readonly [key]: true };

/** The key of an ARM id, however it is spelled. A trailing slash does not count. */
export const resourceKey = (id: string): ResourceKey => (id.endsWith('/') ? id.replace(/\/+$/, '') : id).toLowerCase() as ResourceKey;

/** Whether two ids name the same resource. */
export const sameResource = (a: string, b: string): boolean => resourceKey(a) === resourceKey(b);

const SEGMENT = /^[^/?#\\%\p{Cc}]+$/u;

/**
 * Parses `/subscriptions/{s}/resourceGroups/{g}/providers/{p}/{type}/{name}[/{type}/{name}…]`.
 * Ids of another shape (management groups, `..`, encoded slashes, queries) are refused with the reason.
 */
export function parseResourceId(id: string): Parsed<ResourceId> {
  const wrong = (why: string) => refused(`"${id.length > 200 ? `${id.slice(0, 200)}…` : id}" is not an Azure resource id: ${why}`);
  if (!id.startsWith('/')) return wrong('it must start with /subscriptions/');
  const segments = id.replace(/\/+$/, '').slice(1).split('/');
  const odd = segments.find((segment) => !SEGMENT.test(segment) || segment === '.' || segment === '..');
  if (odd !== undefined) return wrong(odd === '' ? 'it has an empty segment' : `"${odd}" cannot stand in an id`);
  const [subscriptions, subscriptionId, groups, resourceGroup, providers, provider, ...rest] = segments;
  if (subscriptions?.toLowerCase() !== 'subscriptions' || !subscriptionId) return wrong('it must start with /subscriptions/{id}');
  if (groups?.toLowerCase() !== 'resourcegroups' || !resourceGroup) return wrong('after the subscription it needs /resourceGroups/{name}');
  if (providers?.toLowerCase() !== 'providers' || !provider) return wrong('after the resource group it needs /providers/{namespace}');
  if (rest.length === 0 || rest.length % 2 !== 0) return wrong('each type needs a name');
  return parsed({
    subscriptionId,
    resourceGroup,
    provider,
    types: rest.filter((_, i) => i % 2 === 0),
    names: rest.filter((_, i) => i % 2 === 1),
  });
}

/** The id in the spelling that ARM itself uses: `/subscriptions/…/resourceGroups/…/providers/…`. */
export function formatResourceId({ subscriptionId, resourceGroup, provider, types, names }: ResourceId): string {
  const path = types.map((type, i) => `/${type}/${names[i]}`).join('');
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/${provider}${path}`;
}

/** Whether the id names a resource of that type, such as `Microsoft.Network/virtualNetworks`. */
export const isOfType = (id: ResourceId, type: string): boolean =>
  [id.provider, ...id.types].join('/').toLowerCase() === type.toLowerCase();

/** The id of the resource that this one lives in: the VNet of a subnet or half. A top-level resource has none. */
export function parentId(id: ResourceId): ResourceId | undefined {
  return id.types.length > 1 ? { ...id, types: id.types.slice(0, -1), names: id.names.slice(0, -1) } : undefined;
}

/** The last name of an id, for showing: `hub` of `…/virtualNetworks/hub`. Falls back to the text when it is no id. */
export const lastName = (id: string): string => id.replace(/\/+$/, '').split('/').pop() || id;

export const VNET_TYPE = 'Microsoft.Network/virtualNetworks';
export const HALF_TYPE = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings';

/** The id of a VNet from its three coordinates. */
export const vnetId = (subscriptionId: string, resourceGroup: string, name: string): string =>
  formatResourceId({ subscriptionId, resourceGroup, provider: 'Microsoft.Network', types: ['virtualNetworks'], names: [name] });
