import { frontEndError, list, type OperationHandler, value } from '../arm/operation-handler.ts';
import { REGION_DISPLAY_NAMES } from '../arm/regions.ts';
import { RESOURCE_KINDS } from '../kinds/index.ts';

const GLOBAL = ['global'];

/** Top-level types without a region, whose children have none either. */
const GLOBAL_TYPES = new Set(RESOURCE_KINDS.flatMap(({ type, location }) => (location === 'global' ? [type.split('/')[0]] : [])));

/** Resource types and locations of each provider. */
const PROVIDERS: Readonly<Record<string, { readonly types: readonly string[]; readonly locations: readonly string[] }>> = {
  'Microsoft.Network': {
    types: [
      'virtualNetworks',
      'virtualNetworks/subnets',
      'virtualNetworks/virtualNetworkPeerings',
      ...RESOURCE_KINDS.flatMap(({ type, children = [] }) => [type, ...children.map(({ property }) => `${type}/${property}`)]),
      'locations/operations',
      'locations/operationResults',
    ],
    locations: REGION_DISPLAY_NAMES,
  },
  'Microsoft.Resources': { types: ['subscriptions', 'resourceGroups', 'tenants', 'deployments'], locations: [] },
  'Microsoft.ResourceGraph': { types: ['resources'], locations: GLOBAL },
  'Microsoft.Authorization': { types: ['permissions', 'locks', 'denyAssignments'], locations: [] },
};

const API_VERSIONS = ['2026-01-01', '2025-05-01', '2025-03-01', '2024-10-01', '2024-05-01', '2022-12-01', '2022-01-01'];

export const listProviders: OperationHandler = (_store, _clock, { params: { subscriptionId = '' } }) =>
  list(Object.keys(PROVIDERS), (namespace) => toWireProvider(subscriptionId, namespace));

export const getProvider: OperationHandler = (_store, _clock, { params: { subscriptionId = '', resourceProviderNamespace = '' } }) => {
  const namespace = Object.keys(PROVIDERS).find((known) => known.toLowerCase() === resourceProviderNamespace.toLowerCase());
  if (namespace) return value(toWireProvider(subscriptionId, namespace));
  return frontEndError(404, 'InvalidResourceNamespace', `The resource namespace '${resourceProviderNamespace}' is invalid.`);
};

function toWireProvider(subscriptionId: string, namespace: string) {
  const { types = [], locations = [] } = PROVIDERS[namespace] ?? {};
  return {
    id: `/subscriptions/${subscriptionId}/providers/${namespace}`,
    namespace,
    registrationPolicy: 'RegistrationRequired',
    registrationState: 'Registered',
    resourceTypes: types.map((resourceType) => ({
      resourceType,
      locations: GLOBAL_TYPES.has(resourceType.split('/')[0]) ? GLOBAL : locations,
      apiVersions: API_VERSIONS,
      capabilities: 'SupportsTags, SupportsLocation',
    })),
  };
}
